// A host of an HTTPS server that plain HTTP serves as well.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/conflict.h"
#include "rules/conflict/covering.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// What the HTTPS servers of a workload have.
struct Encrypted {
  HostIndex<NamedHost> hosts;
  HostIndex<NamedHost> domains;  ///< that a VirtualService routes
  /// Hosts that are redirected, by route table.
  std::map<std::string_view, HostIndex<NamedHost>> redirected;
};

/// A host of a plaintext server, and one of HTTPS that has names in common.
struct InClear {
  std::string_view name;
  const ServedHost* plain = nullptr;
  NamedHost https;
};

bool is_https(const ServerIn& server) {
  return server.known == Protocol::https && server.terminates();
}

bool is_plain(const ServerIn& server) {
  return server.kind() == Handling::http && !server.redirects;
}

/// Not all of its routes are redirects or direct responses.
bool reaches_cluster(const VirtualHost& host) {
  return std::any_of(host.routes.begin(), host.routes.end(),
                     [](const Route& one) { return !one.clusters.empty(); });
}

/// `use(domain)` for each that a VirtualService sends to a cluster in this
/// table, as long as nothing redirects it.
template <class Use>
void for_each_routed(const Effective& effective, std::string_view table,
                     Use use) {
  const RouteConfiguration* routes = find_routes(effective, table);
  if (!routes) return;
  for (const VirtualHost& host : routes->virtual_hosts)
    if (reaches_cluster(host) && !host.require_tls)
      for (const std::string& domain : host.domains) use(domain);
}

Encrypted encrypted_of(const Effective& effective) {
  Encrypted out;
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    if (server.placed() && server.redirects && server.is_http())
      for (const ServedHost& host : server.hosts)
        out.redirected[server.route].add(host.dns(), {id, &host});
    if (!server.placed() || !is_https(server)) continue;
    for (const ServedHost& host : server.hosts)
      out.hosts.add(host.dns(), {id, &host});
    for_each_routed(effective, server.route, [&](std::string_view domain) {
      if (const NamedHost* host = out.hosts.best(domain))
        out.domains.add_first(domain, *host);
    });
  }
  return out;
}

/// By the hosts alone: what is bound to them is not known. Another server of
/// the port may redirect them.
std::vector<InClear> by_hosts(const ServerIn& plain,
                              const Encrypted& encrypted) {
  std::vector<InClear> found;
  const auto redirected = encrypted.redirected.find(plain.route);
  const auto is_redirected = [&](std::string_view dns) {
    return redirected != encrypted.redirected.end() &&
           redirected->second.best(dns);
  };
  for (const ServedHost& host : plain.hosts) {
    const NamedHost* wider = encrypted.hosts.best(host.dns());
    if (wider && !is_redirected(host.dns()))
      found.push_back({host.dns(), &host, *wider});
    if (wider || !is_wildcard(host.dns())) continue;
    const NamedHost* first = nullptr;
    encrypted.hosts.any_below(host.dns(), [&](const NamedHost& one) {
      if ((!first || one < *first) && !is_redirected(one.host->dns()))
        first = &one;
      return false;
    });
    if (first) found.push_back({first->host->dns(), &host, *first});
  }
  return found;
}

/// By what VirtualServices route on both sides.
std::vector<InClear> by_routes(const Effective& effective,
                               const ServerIn& plain,
                               const Encrypted& encrypted) {
  HostIndex<const ServedHost*> own;
  for (const ServedHost& host : plain.hosts) own.add(host.dns(), &host);
  std::vector<InClear> found;
  for_each_routed(effective, plain.route, [&](std::string_view domain) {
    const auto https = encrypted.domains.at(domain);
    const ServedHost* const* host = own.best(domain);
    if (host && !https.empty()) found.push_back({domain, *host, https.front()});
  });
  return found;
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const ServerIn& plain, const std::vector<InClear>& found,
                Report& report) {
  const auto& [name, host, https] = found.front();
  const ServerIn& other = workload.server(https.server);
  const std::string more =
      found.size() > 1 ? fmt::format(" and {} more are", found.size() - 1)
                       : " is";
  report.about(facts.model_of(plain))
      .at(*host->field, "{}{} served with TLS, but on {} in clear text",
          in_quotes(name), more, plain.place())
      .consequence("what {} protects is sent unencrypted to who asks for http",
                   facts.name_of(other, plain))
      .note(*https.host->field, "with TLS on port {}", other.declared)
      .fix("set tls.httpsRedirect on the HTTP server");
}

void check(const SetFacts& facts, Report& report) {
  const bool bound = !facts.mesh.virtual_services.empty();
  for (const WorkloadFacts& workload : facts.workloads) {
    const Effective& effective = workload.effective;
    std::optional<Encrypted> encrypted;
    for (const ServerIn& plain : effective.servers) {
      if (!plain.placed() || !is_plain(plain)) continue;
      if (!encrypted) encrypted = encrypted_of(effective);
      if (encrypted->hosts.size() == 0) break;
      std::vector<InClear> found = bound
                                       ? by_routes(effective, plain, *encrypted)
                                       : by_hosts(plain, *encrypted);
      // On one port the two are a conflict, which GW404 reports.
      std::erase_if(found, [&](const InClear& one) {
        return effective.servers[one.https.server].port == plain.port;
      });
      if (!found.empty()) report_one(facts, workload, plain, found, report);
    }
  }
}

}  // namespace

constinit const Rule rules::https_host_in_clear_text = {
    .id = "GW422",
    .name = "https-host-in-clear-text",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "host of an HTTPS server that plain HTTP serves as well",
    .rationale = R"(An HTTP server without redirect that has a host of an HTTPS
server, or covers it with a wildcard, gives clear text to who asks for it. Many
gateways want just that, hence an info. If VirtualServices are among the inputs,
only hosts that they route on both sides count; else the hosts of the servers
do.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]  # <--
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"L39"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
