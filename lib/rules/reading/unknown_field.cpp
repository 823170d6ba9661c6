// A field that the API does not have: a slip of the pen, mostly.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const Problem& problem : facts.model.problems) {
    if (problem.kind != ProblemKind::unknown_field) continue;
    Finding found =
        report.at(problem, "unknown field {}{}", quoted(problem.found),
                  problem.wanted.empty()
                      ? std::string()
                      : " (did you mean " + quoted(problem.wanted) + "?)");
    found.consequence(
        "kubectl apply refuses the object; other clients drop the field");
    if (!problem.wanted.empty())
      found.fix("write {}", problem.wanted)
          .edit(problem.range, problem.wanted, problem.repaired);
  }
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
a warning or nothing, and the field is dropped before istiod sees it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credential_name: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "Kubernetes: strict field validation of the "
        "CustomResourceDefinition gateways.networking.istio.io",
    .keys = {"A-unknown"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
