// A Gateway that no selector confines.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <algorithm>
#include <string_view>

namespace asmgw {
namespace {

/// Gateways made from the Kubernetes Gateway API are tied to a Service.
bool tied_to_service(const Gateway& gateway) {
  return find_pair(gateway.metadata->annotations,
                   "internal.istio.io/gateway-service") != nullptr;
}

bool only_nulls(const Field<StringMap>& selector) {
  return filled(selector) &&
         std::all_of(selector->begin(), selector->end(),
                     [](const Pair& pair) { return absent(pair.value); });
}

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || !given(gateway->spec) || tied_to_service(*gateway)) return;
  const Field<StringMap>& selector = gateway->spec->selector;
  if (facts.model.patch && !given(selector)) return;
  const bool nulls = only_nulls(selector);
  if (!blank(selector) && !nulls) return;
  const std::string_view what = nulls ? "the selector has only null values"
                                : given(selector)
                                    ? "the selector is empty"
                                    : "the Gateway has no selector";
  Finding found = report.at(selector, "{}", what);
  if (nulls)
    found.remark(
        "the API server takes null values out before istiod sees them");
  else
    found.covers({"T85", "L41"});
  found
      .consequence(
          "every gateway of the mesh opens these ports: ingress, egress and "
          "east-west")
      .fix(
          "write the labels of the gateway pods that are meant, such as "
          "istio: ingressgateway");
}

}  // namespace

constinit const Rule rules::selector_missing = {
    .id = "GW140",
    .name = "selector-missing",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "Gateway without a selector",
    .rationale = R"(The selector names the gateway pods by their labels, in all
namespaces. Absent, empty or null it matches every gateway proxy of the mesh, so
that an egress or east-west gateway opens the same ports as the one that was
meant.)",
    .bad = R"(
selector: {}  # <--
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "istio pilot/pkg/model, push_context.go mergeGateways",
    .keys = {"T85", "T87", "L41"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
