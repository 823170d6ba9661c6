// A specific virtual host that has fewer routes than the wildcard above it.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <set>
#include <string>

namespace asmgw {
namespace {

bool has_catch_all(const VirtualHost& host) {
  return std::any_of(host.routes.begin(), host.routes.end(),
                     [](const Route& route) { return route.catch_all(); });
}

const VirtualHost* wildcard_above(const RouteConfiguration& routes,
                                  const std::string& domain) {
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& wildcard : host.domains)
      if (wildcard != domain && wildcard.front() == '*' && wildcard != "*" &&
          is_host_subset(domain, wildcard) && has_catch_all(host))
        return &host;
  return nullptr;
}

void check_host(const SetFacts& facts, const RouteConfiguration& routes,
                const VirtualHost& host, Report& report) {
  if (host.routes.empty() || host.require_tls || has_catch_all(host)) return;
  const std::string& domain = host.domains.front();
  const VirtualHost* above = wildcard_above(routes, domain);
  if (!above) return;
  const Route& route = host.routes.back();
  const Route& general = above->routes.back();
  if (route.virtual_service == general.virtual_service) return;
  const auto& services = facts.mesh.virtual_services;
  const ObjectHead& head = services[general.virtual_service].head;
  report.about(services[route.virtual_service])
      .at(route.range, route.path,
          "requests for {} that no route matches get 404", in_quotes(domain))
      .consequence("the routes of VirtualService {}/{} for {} are not tried",
                   head.namespace_, head.name,
                   in_quotes(above->domains.front()))
      .note(general.range, "not tried for this host")
      .fix("add a route without match to this VirtualService");
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes)
      for (const VirtualHost& host : routes.virtual_hosts)
        check_host(facts, routes, host, report);
}

}  // namespace

constinit const Rule rules::wildcard_virtual_service_shadowed = {
    .id = "GW415",
    .name = "wildcard-virtual-service-shadowed",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "routes of a wildcard VirtualService that a specific one hides",
    .rationale =
        R"(Envoy takes the virtual host with the most specific domain and looks at no
other. If one VirtualService is for a wildcard and another for a host below it,
requests for that host never see the routes of the wildcard: where none of its
own routes matches, the answer is 404.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: all, namespace: shop}
spec:
  hosts: ["*.example.com"]
  gateways: [shop]
  http: [{route: [{destination: {host: all}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api, namespace: shop}
spec:
  hosts: [api.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /v2}}]  # <--
    route: [{destination: {host: api}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: all, namespace: shop}
spec:
  hosts: ["*.example.com"]
  gateways: [shop]
  http: [{route: [{destination: {host: all}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: api, namespace: shop}
spec:
  hosts: [api.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /v2}}]
    route: [{destination: {host: api}}]
  - route: [{destination: {host: all}}])",
    .source = "L36: Envoy source/common/router/config_impl.cc, findVirtualHost",
    .keys = {"L36"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
