// One host redirected and served in the clear on one port.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/conflict/wording.h"
#include "rules/redirect.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace asmgw {
namespace {

struct Redirected {
  const ServerIn* server;
  const ServedHost* host;
};

/// For whose VirtualServices; `*` is everybody.
std::string_view namespace_text(const ServedHost& host) {
  const std::size_t slash = host.text.find('/');
  return slash == std::string::npos
             ? "*"
             : std::string_view(host.text).substr(0, slash);
}

bool is_accepted(const ServedHost& host) {
  return judge_host(**host.field).empty();
}

/// Hosts of redirecting servers, by namespace.
using Hosts = std::map<std::string_view, HostIndex<Redirected>>;

/// Those of one route table, and of each Gateway that has a part in it.
struct Redirects {
  Hosts all;
  std::map<GatewayId, Hosts> by_gateway;
  /// Domains of VirtualServices on both sides, so that their routes are
  /// redirected.
  std::unordered_set<std::string_view> routed;
};

void add(const ServerIn& server, const ServedHost& host, Hosts& hosts) {
  hosts[namespace_text(host)].add(host.dns(), {&server, &host});
}

/// `routes` may be null.
Redirects redirects_of(const std::vector<const ServerIn*>& servers,
                       const RouteConfiguration* routes) {
  Redirects found;
  if (routes)
    for (const VirtualHost& one : routes->virtual_hosts)
      if (one.require_tls && !one.routes.empty())
        found.routed.insert(one.domains.begin(), one.domains.end());
  for (const ServerIn* server : servers)
    if (server->redirects)
      for (const ServedHost& host : server->hosts)
        if (is_accepted(host)) {
          add(*server, host, found.all);
          add(*server, host, found.by_gateway[server->gateway]);
        }
  return found;
}

const Redirected* covering(const Hosts& all, std::string_view ns,
                           std::string_view dns) {
  const auto hosts = all.find(ns);
  return hosts == all.end() ? nullptr : hosts->second.best(dns);
}

/// A host for all namespaces, or for the same one.
const Redirected* covering(const Hosts& all, const ServedHost& plain) {
  const Redirected* found = covering(all, "*", plain.dns());
  return found ? found : covering(all, namespace_text(plain), plain.dns());
}

/// Of one Gateway a wildcard is enough: what binds to the plain host binds to
/// it as well. Of two it takes the very host, or a VirtualService for both.
const Redirected* redirected_with(const Redirects& redirects,
                                  const ServerIn& server,
                                  const ServedHost& plain) {
  const auto own = redirects.by_gateway.find(server.gateway);
  if (own != redirects.by_gateway.end())
    if (const Redirected* found = covering(own->second, plain)) return found;
  const Redirected* found = covering(redirects.all, plain);
  if (!found) return nullptr;
  const bool same = namespace_text(*found->host) == "*" &&
                    equal_ignoring_case(found->host->dns(), plain.dns());
  return same || redirects.routed.contains(lower(plain.dns())) ? found
                                                               : nullptr;
}

/// One finding a server: its first host that is redirected. False: none is.
bool check_server(const SetFacts& facts, const Redirects& redirects,
                  const ServerIn& server, Report& report) {
  for (const ServedHost& host : server.hosts) {
    const Redirected* other =
        is_accepted(host) ? redirected_with(redirects, server, host) : nullptr;
    if (!other) continue;
    report.about(facts.model_of(server))
        .at(*host.field, "{} is served here, but redirected by {} on port {}",
            in_quotes(**host.field), facts.name_of(*other->server, server),
            server.port)
        .consequence(
            "both make one virtual host and the redirect wins: plain HTTP "
            "always gets 301")
        .note(*other->host->field, "redirected here")
        .fix("remove the host from one of the servers");
    return true;
  }
  return false;
}

/// A VirtualService of the server makes a virtual host that others redirect.
struct Captured {
  VirtualServiceId service;
  std::string_view domain;
  const ServerIn* redirecting;
};

/// The server that redirects the domain, if it is none of the Gateway's.
const ServerIn* redirecting(const std::vector<const ServerIn*>& servers,
                            GatewayId gateway, std::string_view domain) {
  const ServerIn* found = nullptr;
  for (const ServerIn* one : servers) {
    if (!one->redirects) continue;
    const bool has = std::any_of(
        one->hosts.begin(), one->hosts.end(), [&](const ServedHost& host) {
          return is_accepted(host) && is_host_subset(domain, host.dns());
        });
    if (!has) continue;
    if (one->gateway == gateway) return nullptr;
    found = one;
  }
  return found;
}

/// Those that are bound to the server by a host which it takes with a wildcard.
std::vector<Captured> captured_of(const SetFacts& facts,
                                  const std::vector<const ServerIn*>& servers,
                                  const RouteConfiguration& routes,
                                  const ServerIn& server) {
  std::vector<Captured> found;
  const std::string gateway = facts.gateway_of(server).full_name();
  for (const VirtualHost& host : routes.virtual_hosts) {
    if (!host.require_tls) continue;
    std::set<VirtualServiceId> looked_at;
    for (const Route& route : host.routes) {
      if (!looked_at.insert(route.virtual_service).second ||
          !names_gateway(facts.mesh.virtual_services[route.virtual_service],
                         gateway))
        continue;
      for (const std::string& domain : host.domains)
        if (const ServerIn* other =
                redirecting(servers, server.gateway, domain);
            other && std::any_of(server.hosts.begin(), server.hosts.end(),
                                 [&](const ServedHost& one) {
                                   return is_accepted(one) &&
                                          is_host_subset(domain, one.dns());
                                 })) {
          found.push_back({route.virtual_service, domain, other});
          break;
        }
    }
  }
  return found;
}

void check_captured(const SetFacts& facts,
                    const std::vector<const ServerIn*>& servers,
                    const RouteConfiguration& routes, const ServerIn& server,
                    Report& report) {
  for (const Captured& one : captured_of(facts, servers, routes, server)) {
    const VirtualService& service = facts.mesh.virtual_services[one.service];
    report.about(facts.model_of(server))
        .at(server->hosts,
            "{} makes the virtual host {} of this server, but {} redirects it",
            full_name(service.head), in_quotes(one.domain),
            facts.name_of(*one.redirecting, server))
        .consequence(
            "the redirect wins: on port {} the routes of {} are never reached, "
            "plain HTTP always gets 301",
            server.port, full_name(service.head))
        .note(service.hosts.range, "its hosts")
        .note(one.redirecting->field->value.hosts, "redirected here")
        .fix(
            "bind {} to Gateway {} as well, so that it answers behind the "
            "redirect, or do not redirect the host",
            full_name(service.head),
            facts.gateway_of(*one.redirecting).full_name());
  }
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    std::map<std::string_view, std::vector<const ServerIn*>> tables;
    for (ServerId id : listener.servers) {
      const ServerIn& server = workload.server(id);
      if (server.kind() == Handling::http)
        tables[server.route].push_back(&server);
    }
    for (const auto& [name, servers] : tables) {
      const Redirects redirects =
          redirects_of(servers, find_routes(workload.effective, name));
      if (redirects.all.empty()) continue;
      const auto* routes = find_routes(workload.effective, name);
      for (const ServerIn* server : servers) {
        if (server->redirects) continue;
        if (check_server(facts, redirects, *server, report) || !routes)
          continue;
        check_captured(facts, servers, *routes, *server, report);
      }
    }
  });
}

}  // namespace

constinit const Rule rules::redirect_beside_plain_http = {
    .id = "GW385",
    .name = "redirect-beside-plain-http",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary =
        "host redirected by one server and served by another on the same port",
    .rationale = R"(Servers of one HTTP port share their virtual hosts, and
httpsRedirect is a property of the virtual host. If one server redirects a host,
its routes in the other one are unreachable in plain HTTP, those for ACME
challenges included. So they are if a server of the same Gateway redirects a
wildcard over the host; of another Gateway, if the VirtualService is bound to
both, or if it makes a virtual host of a name that the other one redirects.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 80, name: http-plain, protocol: HTTP}
  hosts:
  - shop.example.com  # <--
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 80, name: http-plain, protocol: HTTP}
  hosts:
  - legacy.example.com
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"T83", "L29"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
