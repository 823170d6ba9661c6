// One host redirected and served in the clear on one port.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/conflict/wording.h"
#include "rules/redirect.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_set>

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

/// One finding a server: its first host that is redirected.
void check_server(const SetFacts& facts, const Redirects& redirects,
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
    return;
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
      for (const ServerIn* server : servers)
        if (!server->redirects) check_server(facts, redirects, *server, report);
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
wildcard over the host; of another Gateway, only if the VirtualService is bound
to both.)",
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
    .source =
        "T83: istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"T83", "L29"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
