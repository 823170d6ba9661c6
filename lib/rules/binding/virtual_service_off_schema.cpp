// A VirtualService that its schema refuses.
#include "rules/binding.h"
#include "rules/binding/route_faults.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  report_route_faults(
      facts, ProblemKind::route_schema,
      "the API server refuses the object: none of its routes is there", report);
}

}  // namespace

constinit const Rule rules::virtual_service_off_schema = {
    .id = "GW521",
    .name = "virtual-service-off-schema",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "VirtualService that its schema refuses",
    .rationale =
        R"(The API server checks types, words, ranges, durations, required fields (since
1.20) and that of exact, prefix and regex one is given. What it refuses is not
there: render, resolve, test and diff leave the object out, and say so.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{port: "443"}]  # <--
    route: [{destination: {subset: v1}}]  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - match: [{port: 443}]
    route: [{destination: {host: shop, subset: v1}}])",
    .source =
        "Kubernetes: virtualservices.networking.istio.io of Istio 1.16 to 1.32",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
