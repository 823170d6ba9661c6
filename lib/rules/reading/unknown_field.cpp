// A field that the API does not have: a slip of the pen, mostly.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void suggest(const Problem& problem, Finding& found) {
  for (const Related& related : problem.related)
    found.note(related.range, "{}", related.message);
  if (!problem.related.empty()) {
    found.fix("keep one of the two as {}", problem.wanted);
  } else if (!problem.wanted.empty()) {
    found.fix("write {}", problem.wanted);
    if (!problem.replacement.empty())
      found.edit(problem.range, problem.replacement, problem.safe);
  } else if (!problem.elsewhere.empty()) {
    found.fix("move it to {}", problem.elsewhere);
  } else {
    found.fix("remove the field");
  }
}

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::unknown_field, [&](const Problem& p) {
    const std::string hint =
        !p.wanted.empty()      ? " (did you mean " + in_quotes(p.wanted) + "?)"
        : !p.elsewhere.empty() ? "; it belongs to " + p.elsewhere
                               : std::string();
    Finding found =
        report.at(p, "unknown field {}{}", in_quotes(p.found), hint);
    found.consequence(
        "kubectl apply refuses the object; other clients drop the field");
    if (!p.lenient.empty())
      found.remark(
          "istioctl validate and istiod take it for {}, so neither warns of it",
          p.lenient);
    suggest(p, found);
  });
  if (!facts.at_least(24)) return;
  for_each_problem(
      facts, ProblemKind::unknown_in_status, [&](const Problem& p) {
        report.at(p, "unknown field {} below status", in_quotes(p.found))
            .consequence("kubectl apply refuses the object")
            .fix("take status out: istiod writes it");
      });
}

}  // namespace

constinit const Rule rules::unknown_field = {
    .id = "GW020",
    .name = "unknown-field",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "field that a Gateway does not have",
    .rationale = R"(kubectl asks for strict field validation: the API server
refuses an object with a field that its schema does not have. Other clients get
a warning or nothing, and the field is dropped before istiod sees it. istioctl
validate refuses unknown fields too, but takes the spelling of the protobuf
(credential_name), which the API server does not know. Below status it counts
since 1.24.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credential_name: shop}  # <--
- port: {number: 8443, name: https-api, protocol: HTTPS}
  hosts: [api.example.com]
  tls: {mode: SIMPLE}
  credentialName: api  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 8443, name: https-api, protocol: HTTPS}
  hosts: [api.example.com]
  tls: {mode: SIMPLE, credentialName: api})",
    .source =
        "Kubernetes: strict field validation of gateways.networking.istio.io",
    .keys = {"A-unknown"},
    .aliases = {},
    .check = check,
    .bearing = Bearing::drops_field,
};

}  // namespace asmgw
