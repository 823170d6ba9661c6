// A name in two spellings in one route configuration.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

/// Where a server writes the name, else its hosts.
struct Place {
  const ServerIn* server;
  const Field<std::string>* host = nullptr;
};

Place place_of(const WorkloadFacts& workload,
               const RouteConfiguration& routes) {
  const std::string wanted = lower(routes.refusal->text);
  for (ServerId id : routes.servers) {
    const ServerIn& server = workload.server(id);
    for (const ServedHost& host : server.hosts)
      if (host.field && lower(host.text) == wanted)
        return {&server, host.field};
  }
  return {&workload.server(routes.servers.front())};
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const RouteConfiguration& routes, Report& report) {
  const Place place = place_of(workload, routes);
  report.about(facts.model_of(*place.server));
  const std::string name = in_quotes(routes.refusal->text);
  Finding found =
      place.host
          ? report.at(*place.host, "host {} is there in two spellings on {}",
                      name, place.server->place())
          : report.at((*place.server)->hosts,
                      "VirtualServices spell {} in two ways on {}", name,
                      place.server->place());
  found
      .consequence(
          "Envoy refuses all routes of the port: running pods keep the old "
          "ones, new pods have none")
      .fix("write the name in lower case everywhere")
      .remark("later releases of Istio write hosts in lower case themselves");
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes)
      if (routes.refusal &&
          routes.refusal->cause == RouteRefusalCause::domain_twice)
        report_one(facts, workload, routes, report);
}

}  // namespace

constinit const Rule rules::domain_spelled_twice = {
    .id = "GW425",
    .name = "domain-spelled-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {1, 24, 0},
    .summary = "one host in two spellings in a route configuration",
    .rationale = R"(Envoy reads domains without case and refuses a route
configuration that has one twice. istiod makes a virtual host for each spelling:
up to 1.20.4, and in 1.21.0, where hosts of VirtualServices differ in case; from
then on up to 1.23.4 and 1.24.2 where the host of a server that redirects has
upper-case letters and a VirtualService serves it. Later releases write all in
lower case.)",
    .bad = R"(
# asmgw: --istio-version 1.22
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts:
    - Shop.example.com  # <--
    tls: {httpsRedirect: true}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [Shop.example.com]
  gateways: [shop]
  http:
  - route: [{destination: {host: shop}}])",
    .good = R"(
# asmgw: --istio-version 1.22
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
    tls: {httpsRedirect: true}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - route: [{destination: {host: shop}}])",
    .source =
        "istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig; "
        "envoy source/common/router/config_impl.cc",
    .keys = {"T7"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
