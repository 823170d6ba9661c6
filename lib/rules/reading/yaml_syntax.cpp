// What no YAML reader would take.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::foreign_syntax, [&](const Problem& problem) {
        report.at(problem, "{}", problem.reason)
            .at_most(Severity::info)
            .consequence("Kubernetes cannot read the document")
            .remark("a Gateway of another API: nothing else is said of it");
      });
  for_each_problem(facts, ProblemKind::syntax, [&](const Problem& problem) {
    Finding found = report.at(problem, "{}", problem.reason);
    found.consequence(
        "Kubernetes cannot read the document: nothing of it is "
        "applied");
    for (const Related& related : problem.related)
      found.note(related.range, "{}", related.message);
  });
}

}  // namespace

constinit const Rule rules::yaml_syntax = {
    .id = "GW004",
    .name = "yaml-syntax",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "document that is not YAML",
    .rationale =
        R"(Kubernetes cannot read the document, so kubectl, istioctl and
the API server see none of it. Frequent causes: a host that begins with * and
has no quotes (* begins an alias), a tab in the indentation, a bracket or quote
that is never closed, a line that fits no level above it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [*.example.com]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*.example.com"])",
    .source = "Kubernetes: sigs.k8s.io/yaml",
    .keys = {"Y"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
