// Fields of tls that the schema does not allow together.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

#include <algorithm>

namespace asmgw {
namespace {

/// What the schema refuses before it looks at fields together; they are not
/// looked at then.
bool stops_rules(const Problem& problem) {
  switch (problem.kind) {
    case ProblemKind::missing_field:
    case ProblemKind::wrong_type:
    case ProblemKind::unknown_word:
    case ProblemKind::number_range:
    case ProblemKind::list_size:
      return true;
    default:
      return false;
  }
}

bool in_spec(const Paths& paths, const Problem& problem) {
  const auto steps = paths.down_to(problem.path);
  return !steps.empty() && steps[0].name == "spec";
}

void check(const Facts& facts, Report& report) {
  const Model& model = facts.model;
  const bool stopped = std::any_of(
      model.problems.begin(), model.problems.end(), [&](const Problem& p) {
        return stops_rules(p) && in_spec(model.paths, p);
      });
  if (stopped) return;
  for_each_problem(facts, ProblemKind::exclusive_fields, [&](const Problem& p) {
    Finding found =
        report.at(p, "{} and {} in one tls block", p.found, p.wanted);
    found
        .consequence(
            "the API server refuses the object, even if one of them "
            "is empty")
        .fix("keep one of them; credentialNames takes one name as well");
    for (const Related& related : p.related)
      found.note(related.range, "{}", related.message);
  });
}

}  // namespace

constinit const Rule rules::exclusive_fields = {
    .id = "GW026",
    .name = "exclusive-fields",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {1, 26, 0},
    .until = {},
    .summary = "certificates from two sources that exclude each other",
    .rationale =
        R"(credentialNames excludes credentialName and tlsCertificates. The
schema looks at whether the fields are there, not at what is in them, so
credentialName: "" beside credentialNames is refused as well. credentialName
beside tlsCertificates passes the schema and is refused by Istio.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: ""
    credentialNames: [rsa, ecdsa]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialNames: [rsa, ecdsa])",
    .source = "Kubernetes: CEL rules of gateways.networking.istio.io",
    .keys = {"A-cel"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
