// Helm templates are recognised and left alone.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::helm_template,
                   [&](const Problem& problem) {
                     report.at(problem, "Helm template: left alone")
                         .fix(
                             "check the output of helm template instead: helm "
                             "template . | asmgw lint -");
                   });
}

}  // namespace

constinit const Rule rules::helm_template = {
    .id = "GW012",
    .name = "helm-template",
    .severity = Severity::info,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "Helm template, which is not checked",
    .rationale =
        R"(The document holds template actions, {{ ... }}, which Helm (or Jinja) fills in:
nothing can be said of it before, whether they stand in quotes or not. Check
what Helm makes of it, with the values you install with. An object that could be
applied as it stands, with actions in quotes neither in its metadata nor in
hosts, is judged.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  {{- range .Values.hosts }}  # <--
  - {{ . }}
  {{- end }})",
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
