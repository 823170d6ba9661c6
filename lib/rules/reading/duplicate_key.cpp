// A key that stands twice in one mapping.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::duplicate_key, [&](const Problem& problem) {
        Finding found =
            report.at(problem, "key {} is given twice in this mapping",
                      in_quotes(problem.found));
        found
            .consequence(
                "kubectl apply and istioctl validate refuse it; other "
                "clients take the last one")
            .fix("keep one of the two");
        for (const Related& related : problem.related)
          found.note(related.range, "{}", related.message);
      });
}

}  // namespace

constinit const Rule rules::duplicate_key = {
    .id = "GW008",
    .name = "duplicate-key",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "key given twice in one mapping",
    .rationale =
        R"(kubectl asks for strict reading, which refuses a key that stands
twice, also when one of the two comes in by a merge key. Readers that are not
strict, istioctl analyze among them, silently keep the last one: a second hosts
list replaces the first.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  hosts: [www.example.com]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com, www.example.com])",
    .source = "Kubernetes: sigs.k8s.io/yaml, strict reading",
    .keys = {"Y-duplicate"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
