// A field that a VirtualService does not have.
#include "rules/binding.h"
#include "rules/binding/route_faults.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  report_route_faults(
      facts, ProblemKind::route_unknown_field,
      "kubectl apply refuses the object; other clients drop the field", report);
}

}  // namespace

constinit const Rule rules::virtual_service_unknown_field = {
    .id = "GW520",
    .name = "virtual-service-unknown-field",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "field that a VirtualService does not have",
    .rationale =
        R"(kubectl asks for strict field validation: the API server refuses an object with a
field that its schema does not have, or does not have yet. Other clients get a
warning or nothing, and the field is dropped before istiod sees it. render and
resolve show the object without the field, and say so.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /ws}}]
    route: [{destination: {host: shop}}]
    websocketUpgrade: true  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /ws}}]
    route: [{destination: {host: shop}}])",
    .source =
        "Kubernetes: strict field validation of "
        "virtualservices.networking.istio.io",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
