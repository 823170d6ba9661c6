// An entry of `http` that makes Envoy refuse a whole route configuration.
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"

#include <set>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

/// The VirtualService, and where its entry begins.
using Told = std::set<std::pair<VirtualServiceId, std::size_t>>;

std::string_view remedy_of(RouteRefusalCause cause) {
  switch (cause) {
    case RouteRefusalCause::redirect_code:
      return "write 301, 302, 303, 307 or 308";
    case RouteRefusalCause::direct_status:
      return "write a status from 200 to 599";
    case RouteRefusalCause::header_variable:
      return "write a variable of Envoy's access logs, or %% for a percent "
             "sign";
    case RouteRefusalCause::parameter_name:
      return "write the name of the parameter";
    case RouteRefusalCause::line_break:
    case RouteRefusalCause::domain_twice:
      break;
  }
  return "remove the line break";
}

void check_routes(const SetFacts& facts, const RouteConfiguration& routes,
                  Told& told, Report& report) {
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const Route& one : host.routes) {
      const auto refusal = route_refusal(
          facts.engine.bindings()[one.virtual_service].http[one.rule],
          one.match);
      if (!refusal ||
          !told.emplace(one.virtual_service, refusal->range.begin).second)
        continue;
      report.about(facts.mesh.virtual_services[one.virtual_service])
          .at(refusal->range, refusal->path, "{}", words_of(*refusal))
          .consequence(
              "Envoy refuses all routes of {}: running pods keep the old ones, "
              "new pods answer every request with 404",
              routes.name)
          .fix("{}", remedy_of(refusal->cause));
    }
}

void check(const SetFacts& facts, Report& report) {
  Told told;
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes)
      if (routes.refusal && routes.refusal->virtual_service)
        check_routes(facts, routes, told, report);
}

}  // namespace

constinit const Rule rules::refused_route = {
    .id = "GW511",
    .name = "refused-route",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "route that Envoy refuses, and all of its port with it",
    .rationale =
        R"(Istio lets pass what Envoy does not take: a redirectCode other than 301, 302,
303, 307 and 308, a directResponse of status 600, an unknown %NAME% in a value of
`headers`, an empty name in queryParams, a line break in a text of redirect or
rewrite. All routes of a port go to Envoy as one, and it refuses all of them:
running pods keep the routes they had, new pods have none and answer 404.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - redirect: {uri: /new, redirectCode: 304}  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - redirect: {uri: /new, redirectCode: 302})",
    .source =
        "envoy api/envoy/config/route/v3/route_components.proto; istio "
        "pkg/config/validation",
    .keys = {"T89"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
