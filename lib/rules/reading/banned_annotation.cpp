// Annotations that are Istio's own to set.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"

#include <array>

namespace asmgw {
namespace {

struct Banned {
  std::string_view name, key;
  std::uint16_t since;
};

constexpr std::array<Banned, 4> banned{{
    {"istio.io/dry-run", "M1", 0},
    {"internal.istio.io/webhook-always-reject", "M2", 20},
    {"internal.istio.io/parent-namespace", "M3", 27},
    {"internal.istio.io/parents", "M4", 27},
}};

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || !given(gateway->metadata->annotations)) return;
  for (const Pair& pair : *gateway->metadata->annotations)
    for (const Banned& one : banned)
      if (pair.key == one.name && facts.at_least(one.since))
        report
            .at_key(pair.value, "annotation {} is not for Gateways",
                    in_quotes(pair.key))
            .covers({one.key})
            .consequence("Istio refuses the whole Gateway")
            .fix("remove the annotation");
}

}  // namespace

constinit const Rule rules::banned_annotation = {
    .id = "GW030",
    .name = "banned-annotation",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "annotation that Istio refuses on a Gateway",
    .rationale = R"(Four annotations are Istio's own: one is meant for
other kinds, three are for objects that istiod makes up itself. Its validating
webhook refuses a Gateway that carries one, and looks at nothing else of it.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  annotations:
    istio.io/dry-run: "true"  # <--
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: shop
  annotations:
    example.com/owner: team-a
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, validateAnnotations",
    .keys = {"M1", "M2", "M3", "M4"},
    .aliases = {},
    .check = check,
    .bearing = Bearing::stops_istio,
};

}  // namespace asmgw
