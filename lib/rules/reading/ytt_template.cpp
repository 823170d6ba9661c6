// Comments that ytt reads are told of.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::ytt_template, [&](const Problem& problem) {
        report
            .at(problem,
                "ytt reads this comment; judged is the text as it "
                "stands")
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
    .summary = "comment that ytt reads as code",
    .rationale =
        R"(To Kubernetes it is a comment like any other, so the Gateway is judged as it
stands. ytt would make another of it: check that one.)",
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
