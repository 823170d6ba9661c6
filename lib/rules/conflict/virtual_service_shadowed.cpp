// Two catch-all routes in one virtual host.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding/bound.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace asmgw {
namespace {

bool share_gateway(const Bindings& bindings, const Route& a, const Route& b) {
  const auto& one = bindings[a.virtual_service].gateways;
  const auto& other = bindings[b.virtual_service].gateways;
  return std::any_of(one.begin(), one.end(), [&](const std::string& gateway) {
    return gateway != "mesh" &&
           std::find(other.begin(), other.end(), gateway) != other.end();
  });
}

/// On `*` the Gateways of unrelated samples and teams meet, as they do under
/// one name.
Severity level_of(const SetFacts& facts, const VirtualHost& host,
                  const Route& first, const Route& route) {
  const bool unrelated = host.domains.front() == "*" &&
                         !share_gateway(facts.engine.bindings(), first, route);
  return unrelated || names_copies(facts, first.virtual_service) ||
                 names_copies(facts, route.virtual_service)
             ? Severity::info
             : Severity::warning;
}

/// A route wherever it stands: the VirtualService, and the entry of `http`.
using RouteId = std::pair<VirtualServiceId, std::size_t>;
using RouteIds = std::set<RouteId>;

RouteId id_of(const Route& route) {
  return {route.virtual_service, route.rule};
}

const Route* first_catch_all(const VirtualHost& host) {
  const auto found =
      std::find_if(host.routes.begin(), host.routes.end(),
                   [](const Route& route) { return route.catch_all(); });
  return found == host.routes.end() ? nullptr : &*found;
}

template <class Use>
void for_each_host(const SetFacts& facts, Use use) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes)
      for (const VirtualHost& host : routes.virtual_hosts)
        if (!host.require_tls) use(host);
}

/// `settled`: routes that some virtual host reaches, or that were told.
void check_host(const SetFacts& facts, const VirtualHost& host,
                RouteIds& settled, Report& report) {
  const Route* first = first_catch_all(host);
  for (const Route& route : host.routes) {
    if (!route.catch_all() || &route == first ||
        first->virtual_service == route.virtual_service ||
        !settled.insert(id_of(route)).second)
      continue;
    const auto& services = facts.mesh.virtual_services;
    const ObjectHead& winner = services[first->virtual_service].head;
    report.about(services[route.virtual_service])
        .at(route.range, route.path,
            "VirtualService {}/{} already takes every request for {}",
            winner.namespace_, winner.name, in_quotes(host.domains.front()))
        .at_most(level_of(facts, host, *first, route))
        .consequence("this route is never reached")
        .note(first->range, "takes all requests")
        .fix(
            "put the routes of a host into one VirtualService, the catch-all "
            "last");
    return;
  }
}

void check(const SetFacts& facts, Report& report) {
  RouteIds settled;
  for_each_host(facts, [&](const VirtualHost& host) {
    if (const Route* first = first_catch_all(host))
      settled.insert(id_of(*first));
  });
  for_each_host(facts, [&](const VirtualHost& host) {
    check_host(facts, host, settled, report);
  });
}

}  // namespace

constinit const Rule rules::virtual_service_shadowed = {
    .id = "GW414",
    .name = "virtual-service-shadowed",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "routes behind a catch-all route of another VirtualService",
    .rationale =
        R"(VirtualServices for one host on one Gateway become one virtual host, their
routes one behind the other by age and name, and routes that match every request
at the end. Of two such catch-all routes the first takes all requests, so that
the other VirtualService answers only where one of its other routes matches. Nothing
is said of a route that another host of its VirtualService reaches. An
info for * if they are bound to different Gateways, for those of unrelated
applications meet there.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: a}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - route: [{destination: {host: b}}]  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: a}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{match: [{uri: {prefix: /b}}], route: [{destination: {host: b}}]}])",
    .source = "istio pilot/pkg/networking/core, SortVHostRoutes",
    .keys = {"L35"},
    .aliases = {"KIA1106"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
