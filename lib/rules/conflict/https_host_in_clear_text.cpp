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
  std::vector<NamedHost> all;
  RelatedHosts related;  ///< by index into `all`
  HostIndex<NamedHost> hosts;
  HostIndex<char> above;         ///< what covers one of them
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
  return server.kind() == ServerKind::http && !server.redirects;
}

const NamedHost* covering(const HostIndex<NamedHost>& index,
                          std::string_view dns) {
  const NamedHost* found = nullptr;
  any_cover(dns, [&](std::string_view key) {
    const auto at = index.find(key);
    if (at != index.end()) found = &at->second;
    return found != nullptr;
  });
  return found;
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
        out.redirected[server.route].emplace(host_key(host.dns()),
                                             NamedHost{id, &host});
    if (!server.placed() || !is_https(server)) continue;
    for (const ServedHost& host : server.hosts) {
      out.related.add(host.dns(), out.all.size());
      out.all.push_back({id, &host});
      out.hosts.emplace(host_key(host.dns()), out.all.back());
      any_cover(host.dns(), [&](std::string_view key) {
        return !out.above.emplace(key, 0).second;
      });
    }
    for_each_routed(effective, server.route, [&](std::string_view domain) {
      if (const NamedHost* host = covering(out.hosts, domain))
        out.domains.emplace(host_key(domain), *host);
    });
  }
  out.related.sort();
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
           covering(redirected->second, dns);
  };
  for (const ServedHost& host : plain.hosts) {
    const NamedHost* wider = covering(encrypted.hosts, host.dns());
    if (wider && !is_redirected(host.dns()))
      found.push_back({host.dns(), &host, *wider});
    if (wider || !is_wildcard(host.dns()) ||
        !encrypted.above.contains(host_key(host.dns())))
      continue;
    std::size_t below = encrypted.all.size();
    encrypted.related.any_overlap(host.dns(), [&](std::size_t id) {
      const std::string_view dns = encrypted.all[id].host->dns();
      if (id < below && is_host_subset(dns, host.dns()) && !is_redirected(dns))
        below = id;
      return false;
    });
    if (below < encrypted.all.size())
      found.push_back(
          {encrypted.all[below].host->dns(), &host, encrypted.all[below]});
  }
  return found;
}

/// By what VirtualServices route on both sides.
std::vector<InClear> by_routes(const Effective& effective,
                               const ServerIn& plain,
                               const Encrypted& encrypted) {
  HostIndex<const ServedHost*> own;
  for (const ServedHost& host : plain.hosts)
    own.emplace(host_key(host.dns()), &host);
  std::vector<InClear> found;
  for_each_routed(effective, plain.route, [&](std::string_view domain) {
    const auto https = encrypted.domains.find(host_key(domain));
    if (https == encrypted.domains.end()) return;
    any_cover(domain, [&](std::string_view key) {
      const auto at = own.find(key);
      if (at == own.end()) return false;
      found.push_back({domain, at->second, https->second});
      return true;
    });
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
      if (encrypted->hosts.empty()) break;
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
    .source =
        "L39: istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"L39"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
