// Numbers that are not written as people read them.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::octal_number, [&](const Problem& problem) {
        Finding found = report.at(problem, "{} is read as {}",
                                  in_quotes(problem.found), problem.wanted);
        found
            .consequence(
                "a leading 0 is octal, 0x is hexadecimal, _ is skipped")
            .fix("write {}", problem.wanted);
        if (!problem.replacement.empty())
          found.edit(problem.range, problem.replacement, problem.safe);
      });
}

}  // namespace

constinit const Rule rules::unusual_number = {
    .id = "GW011",
    .name = "unusual-number",
    .severity = Severity::info,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "number written as octal, hexadecimal or with an exponent",
    .rationale =
        R"(Kubernetes reads numbers by YAML 1.1: 0120 is octal and means
80, while 080 is decimal; 0x50, 0b1010000, 8_0 and 8e1 are 80 as well. The
Gateway is accepted with the number that is meant there, which need not be the
one you see.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 0120, name: http, protocol: HTTP}  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "Kubernetes: sigs.k8s.io/yaml, scalars of YAML 1.1",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
