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

/// Hosts of the redirecting servers of one route table, by namespace.
using Hosts = std::map<std::string_view, HostIndex<Redirected>>;

Hosts redirected_hosts(const std::vector<const ServerIn*>& servers) {
  Hosts all;
  for (const ServerIn* server : servers)
    if (server->redirects)
      for (const ServedHost& host : server->hosts)
        if (is_accepted(host))
          all[namespace_text(host)].emplace(host_key(host.dns()),
                                            Redirected{server, &host});
  return all;
}

const Redirected* covering(const Hosts& all, std::string_view ns,
                           const ServedHost& plain) {
  const auto hosts = all.find(ns);
  const Redirected* found = nullptr;
  if (hosts == all.end()) return found;
  any_cover(plain.dns(), [&](std::string_view key) {
    const auto one = hosts->second.find(key);
    if (one != hosts->second.end()) found = &one->second;
    return found != nullptr;
  });
  return found;
}

/// The VirtualServices that bind to `plain` bind to a redirected host as well
/// if that is for all namespaces or for the same one.
const Redirected* redirected_with(const Hosts& all, const ServedHost& plain) {
  const Redirected* found = covering(all, "*", plain);
  return found ? found : covering(all, namespace_text(plain), plain);
}

/// One finding a server: its first host that is redirected.
void check_server(const SetFacts& facts, const Hosts& all,
                  const ServerIn& server, Report& report) {
  for (const ServedHost& host : server.hosts) {
    const Redirected* other =
        is_accepted(host) ? redirected_with(all, host) : nullptr;
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
      if (server.kind() == ServerKind::http)
        tables[server.route].push_back(&server);
    }
    for (const auto& [name, servers] : tables) {
      const Hosts all = redirected_hosts(servers);
      if (all.empty()) continue;
      for (const ServerIn* server : servers)
        if (!server->redirects) check_server(facts, all, *server, report);
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
or a wildcard over it, its routes in the other one are unreachable in plain
HTTP, those for ACME challenges included.)",
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
};

}  // namespace asmgw
