// ytt templates are recognised and left alone.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::ytt_template, [&](const Problem& problem) {
        report.at(problem, "ytt template: left alone")
            .fix("check the output of ytt instead: ytt -f . | asmgw lint -");
      });
}

}  // namespace

constinit const Rule rules::ytt_template = {
    .id = "GW013",
    .name = "ytt-template",
    .severity = Severity::info,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "ytt template, which is not checked",
    .rationale =
        R"(The document holds comments that ytt reads as code, so its values are
not final. Check what ytt makes of it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: #@ data.values.hosts  # <--
  - shop.example.com)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "asmgw reads manifests, not what they are made from",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
