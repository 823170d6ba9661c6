// A specific virtual host that has fewer routes than the wildcard above it.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

bool has_catch_all(const VirtualHost& host) {
  return std::any_of(host.routes.begin(), host.routes.end(),
                     [](const Route& route) { return route.catch_all(); });
}

/// Asks for nothing but a path, if for that.
bool asks_for_path_alone(const HttpMatch& match) {
  return !match.scheme && !match.method && !match.authority &&
         match.headers.empty() && match.without_headers.empty() &&
         match.query_params.empty();
}

/// Every request that `some` takes `all` takes, as far as can be told.
bool takes_all_of(const HttpMatch& all, const HttpMatch& some) {
  if (!asks_for_path_alone(all)) return false;
  if (!all.uri) return true;
  if (!some.uri || all.uri->kind == StringMatch::regex ||
      some.uri->kind == StringMatch::regex)
    return some.uri == all.uri;
  if (all.uri->kind == StringMatch::prefix)
    return some.uri->value.rfind(all.uri->value, 0) == 0;
  return some.uri == all.uri;
}

/// A route whose requests the others do not all take; one that takes every
/// request is the best example.
const Route* untried_route(const VirtualHost& general,
                           const VirtualHost& specific) {
  const Route* found = nullptr;
  for (const Route& route : general.routes) {
    // Without any route the answer is the same.
    if (route.direct_status == 404) continue;
    if (route.catch_all()) return &route;
    const bool taken = std::any_of(
        specific.routes.begin(), specific.routes.end(),
        [&](const Route& one) { return takes_all_of(one.match, route.match); });
    if (!taken && !found) found = &route;
  }
  return found;
}

/// A virtual host and its wildcard.
struct Wildcard {
  const VirtualHost* host = nullptr;
  std::string_view domain;
};
using Wildcards = HostIndex<Wildcard>;

Wildcards wildcards_of(const RouteConfiguration& routes) {
  Wildcards found;
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& domain : host.domains)
      if (is_wildcard(domain)) found.add(domain, {&host, domain});
  return found;
}

/// What requests would reach if there were no virtual host of their own.
Wildcard wildcard_above(const Wildcards& wildcards, std::string_view domain) {
  Wildcard found;
  wildcards.any_covering(domain, [&](const Wildcards::Found& one) {
    if (one.all.front().domain != domain) found = one.all.front();
    return found.host != nullptr;
  });
  return found;
}

/// Unrelated Gateways meet on `*`, and few paths of a wildcard are meant for
/// every host below it: neither is a mistake by itself.
Severity level_of(const Wildcard& above, const Route& untried) {
  return above.domain != "*" && untried.catch_all() ? Severity::warning
                                                    : Severity::info;
}

void check_host(const SetFacts& facts, const Wildcards& wildcards,
                const VirtualHost& host, Report& report) {
  if (host.routes.empty() || host.require_tls || has_catch_all(host)) return;
  const std::string& domain = host.domains.front();
  const Wildcard above = wildcard_above(wildcards, domain);
  if (!above.host || above.host->require_tls) return;
  const Route& route = host.routes.back();
  const Route* untried = untried_route(*above.host, host);
  if (!untried || route.virtual_service == untried->virtual_service) return;
  const auto& services = facts.mesh.virtual_services;
  const ObjectHead& head = services[untried->virtual_service].head;
  report.about(services[route.virtual_service])
      .at(route.range, route.path,
          "requests for {} that no route matches get 404", in_quotes(domain))
      .at_most(level_of(above, *untried))
      .consequence("the routes of VirtualService {}/{} for {} are not tried",
                   head.namespace_, head.name, in_quotes(above.domain))
      .note(untried->range, "not tried for this host")
      .fix("add {} to this VirtualService",
           untried->catch_all() ? "a route without match" : "that route");
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes) {
      const Wildcards wildcards = wildcards_of(routes);
      for (const VirtualHost& host : routes.virtual_hosts)
        check_host(facts, wildcards, host, report);
    }
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
own routes matches, the answer is 404. A warning if the wildcard has a route for
every request and the host has none; an info if it has just more paths, or if it
is *, on which unrelated Gateways meet. Silent if the host takes every request
itself: then it is meant to go elsewhere.)",
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
    .source = "Envoy source/common/router/config_impl.cc, findVirtualHost",
    .keys = {"L36"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
