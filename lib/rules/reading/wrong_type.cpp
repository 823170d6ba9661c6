// Values of another type than the schema wants.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

bool is_enum(const Facts& facts, const Problem& problem) {
  const std::string_view name = facts.model.paths[problem.path].name;
  return name == "mode" || name == "minProtocolVersion" ||
         name == "maxProtocolVersion";
}

/// Istio looks at the name too, and finds none in another type.
bool is_name(const Facts& facts, const Problem& problem) {
  const Gateway* gateway = facts.gateway();
  return gateway && given(gateway->metadata) &&
         gateway->metadata->name.path == problem.path;
}

/// No metadata at all: what matters first is that there is no name in it.
bool is_metadata(const Facts& facts, const Problem& problem) {
  const Gateway* gateway = facts.gateway();
  return gateway && gateway->metadata.path == problem.path;
}

bool in_spec(const Facts& facts, const Problem& problem) {
  const auto steps = facts.model.paths.down_to(problem.path);
  return !steps.empty() && steps[0].name == "spec";
}

/// `selector.matchLabels`, as the selectors of Deployments have it.
bool is_match_labels(const Facts& facts, const Problem& problem) {
  const auto steps = facts.model.paths.down_to(problem.path);
  return steps.size() == 3 && steps[1].name == "selector" &&
         steps[2].name == "matchLabels" && problem.found == "a mapping";
}

void name_keys(const Facts& facts, const Problem& problem, Finding& found) {
  if (is_metadata(facts, problem))
    found.covers({"A-type", "N1"}).layer(Layer::istio);
  else if (is_name(facts, problem))
    found.covers({"A-type", "N1"});
  else if (is_enum(facts, problem))
    found.covers({"A-type", "A-enum"});
  else if (problem.found == "a mapping" && in_spec(facts, problem))
    found.covers({"A-type", "A-unknown"});  // its fields are unknown there
  else
    found.covers({"A-type"});
}

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::wrong_type, [&](const Problem& p) {
    const std::string why = p.reason.empty() ? "" : " (" + p.reason + ")";
    Finding found =
        report.at(p, "{} where {} is wanted{}", p.found, p.wanted, why);
    found.consequence("the API server refuses the object");
    if (!p.lenient.empty())
      found.remark("istioctl validate does not see this: it reads {}",
                   p.lenient);
    if (!p.replacement.empty())
      found.fix("write {}", visible(p.replacement))
          .edit(p.range, p.replacement, p.safe);
    else if (is_match_labels(facts, p))
      found.fix("put its labels right under selector");
    else
      found.fix("write {}", p.wanted);
    name_keys(facts, p, found);
  });
}

}  // namespace

constinit const Rule rules::wrong_type = {
    .id = "GW022",
    .name = "wrong-type",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "value of another type than the field has",
    .rationale =
        R"(The API server converts nothing: a port number in quotes is a
string and is refused, and so is a host, a label or a port name that YAML takes
for a number or a boolean. In YAML 1.1, which Kubernetes reads, y, n, yes, no,
on and off without quotes are booleans. Null is dropped as the value of a field,
but not as an item of a list. Istio's own decoder, and with it istioctl
validate, takes a number in quotes and the number of an enum.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: "443"  # <--
    name: on  # <--
    protocol: HTTPS
  hosts: shop.example.com  # <--
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 443
    name: "on"
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "Kubernetes: structural schema of gateways.networking.istio.io",
    .keys = {"A-type", "A-enum", "A-unknown", "N1"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
