// A VirtualService that Istio's webhook refuses.
#include "rules/binding.h"
#include "rules/binding/route_faults.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  report_route_faults(facts, ProblemKind::route_refused,
                      "Istio refuses the object: none of its routes is there",
                      report);
}

}  // namespace

constinit const Rule rules::virtual_service_refused = {
    .id = "GW522",
    .name = "virtual-service-refused",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "VirtualService that Istio refuses",
    .rationale =
        R"(Istio's webhook refuses what ValidateVirtualService does: hosts, gateways and
destinations that are no names, hosts that cover each other, entries that do
nothing or two things at once, regular expressions that are none of RE2, header
values with a lone %, sniHosts outside of hosts, weights that are all 0. What it
refuses is not there: render, resolve, test and diff leave the object out, and
say so. Istio's warnings are not repeated.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {regex: "/(?!api).*"}}]  # <--
    route:
    - destination: {host: shop}
    - destination: {host: ""}  # <--
      weight: 100)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /api}}]
    route: [{destination: {host: api}}]
  - route: [{destination: {host: shop}}])",
    .source =
        "istio pkg/config/validation/validation.go, ValidateVirtualService",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
