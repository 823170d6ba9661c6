// A virtual host behind two chains, of which one asks for no certificate.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// HTTP chains that serve a route configuration, by its name.
using Chains = std::map<std::string, std::vector<const Chain*>>;

Chains chains_of(const Effective& effective) {
  Chains all;
  for (const EffectiveListener& listener : effective.listeners)
    for (const Chain& chain : listener.chains)
      if (!chain.route.empty() && listener.state == ListenerState::ok)
        all[chain.route].push_back(&chain);
  return all;
}

bool demands_certificate(const Chain& chain) {
  return chain.tls && chain.tls->require_client_certificate;
}

/// A virtual host behind a chain that demands nothing.
struct Open {
  const RouteConfiguration* table;
  const VirtualHost* host;
  const Chain* chain;
};
using OpenHosts = HostIndex<Open>;

OpenHosts open_hosts(const Effective& effective, const Chains& chains) {
  OpenHosts all;
  for (const RouteConfiguration& table : effective.routes) {
    const auto at = chains.find(table.name);
    if (at == chains.end() || demands_certificate(*at->second.front()))
      continue;
    for (const VirtualHost& host : table.virtual_hosts)
      for (const std::string& domain : host.domains)
        all.add(domain, {&table, &host, at->second.front()});
  }
  return all;
}

std::set<std::string_view> clusters_of(const VirtualHost& host) {
  std::set<std::string_view> names;
  for (const Route& route : host.routes)
    for (const Cluster& cluster : route.clusters) names.insert(cluster.name);
  return names;
}

bool overlap(const std::set<std::string_view>& a,
             const std::set<std::string_view>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](std::string_view one) { return b.contains(one); });
}

/// A chain without demand that serves the name, and sends it where `own` does;
/// of just this name, and with nothing of its own to compare, anywhere.
/// Redirects and direct responses give nothing away.
const Chain* way_around(const OpenHosts& open, std::string_view name,
                        const VirtualHost* own) {
  const auto wanted = own ? clusters_of(*own) : std::set<std::string_view>();
  const Chain* found = nullptr;
  std::unordered_set<const RouteConfiguration*> seen;
  open.any_covering(name, [&](const OpenHosts::Found& covering) {
    for (const Open& one : covering.all) {
      // Of each table Envoy takes the most specific, whatever it holds.
      if (!seen.insert(one.table).second || one.host->require_tls) continue;
      const auto reached = clusters_of(*one.host);
      const bool by_name = wanted.empty() && !reached.empty() &&
                           equal_ignoring_case(covering.name, name);
      if (!by_name && !overlap(wanted, reached)) continue;
      found = one.chain;
      return true;
    }
    return false;
  });
  return found;
}

/// The domains of a route configuration, in order.
struct Domain {
  const VirtualHost* host;
  const std::string* name;
  auto operator<=>(const Domain&) const = default;
};
using Domains = HostIndex<Domain, LetterCase::kept>;

Domains domains_of(const RouteConfiguration* routes) {
  Domains domains;
  if (routes)
    for (const VirtualHost& host : routes->virtual_hosts)
      for (const std::string& domain : host.domains)
        domains.add(domain, {&host, &domain});
  return domains;
}

/// The way to a host, or to a name below it that a VirtualService routes.
std::pair<std::string, const Chain*> way_around(const OpenHosts& open,
                                                const Domains& domains,
                                                const ServedHost& host) {
  const std::string name = lower(host.dns());
  const Domain* own = domains.best(name);
  if (const Chain* found = way_around(open, name, own ? own->host : nullptr))
    return {name, found};
  if (!is_wildcard(name)) return {};
  std::vector<Domain> below;
  domains.any_below(name, [&](const Domain& one) {
    if (*one.name != name && !one.host->routes.empty()) below.push_back(one);
    return false;
  });
  std::sort(below.begin(), below.end());
  for (const auto& [host_below, its_name] : below)
    if (const Chain* found = way_around(open, *its_name, host_below))
      return {*its_name, found};
  return {};
}

/// The server of `chain` whose host is nearest to `name`.
const ServerIn& serving(const WorkloadFacts& workload, const Chain& chain,
                        std::string_view name) {
  HostIndex<ServerId> servers;
  for (const ServerId id : chain.servers)
    for (const ServedHost& host : workload.server(id).hosts)
      servers.add_first(host.dns(), id);
  const ServerId* nearest = servers.best(name);
  return workload.server(nearest ? *nearest : chain.servers.front());
}

void check_chain(const SetFacts& facts, const WorkloadFacts& workload,
                 const OpenHosts& open, const Chain& chain, Report& report) {
  const ServerIn& server = workload.server(chain.servers.front());
  const Domains domains =
      domains_of(find_routes(workload.effective, chain.route));
  for (const ServedHost& host : server.hosts) {
    const auto [name, other] = way_around(open, domains, host);
    if (!other) continue;
    const ServerIn& weaker = serving(workload, *other, name);
    report.about(facts.model_of(server))
        .at(*host.field,
            "{} asks for a client certificate here, but {} serves it without",
            in_quotes(is_wildcard(host.dns()) ? name : **host.field),
            facts.name_of(weaker, server))
        .consequence(
            "a client that connects to the other server and sends Host {} "
            "needs no certificate",
            in_quotes(name))
        .note(weaker->hosts, "served without a client certificate")
        .fix("{}",
             other->tls
                 ? "bind the VirtualService to a Gateway of its own, or ask "
                   "for the certificate in both servers"
                 : "redirect to HTTPS (tls.httpsRedirect: true), or remove "
                   "the host from the HTTP server");
    return;
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    const Chains chains = chains_of(workload.effective);
    const bool any =
        std::any_of(chains.begin(), chains.end(), [](const auto& one) {
          return demands_certificate(*one.second.front());
        });
    if (!any) continue;
    const OpenHosts open = open_hosts(workload.effective, chains);
    for (const auto& [route, all] : chains)
      if (demands_certificate(*all.front()))
        check_chain(facts, workload, open, *all.front(), report);
  }
}

}  // namespace

constinit const Rule rules::client_certificate_bypassed = {
    .id = "GW416",
    .name = "client-certificate-bypassed",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary =
        "host that needs a client certificate, and is served without one "
        "beside",
    .rationale =
        R"(Envoy picks the filter chain, and with it the demand for a client
certificate, by the server name of the TLS handshake; the virtual host by the
Host header. Nothing compares the two. If the routes of a host whose server asks
for a client certificate also stand in the route table of a server that does
not, for the host itself or for a wildcard over it, a client that opens a
connection to the weaker one and sends the other Host gets there without
certificate.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: ["*.example.com"]
    tls: {mode: SIMPLE, credentialName: wildcard}
  - port: {number: 443, name: https-admin, protocol: HTTPS}
    hosts:
    - admin.example.com  # <--
    tls: {mode: MUTUAL, credentialName: admin}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: admin, namespace: shop}
spec:
  hosts: [admin.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: admin}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [www.example.com]
    tls: {mode: SIMPLE, credentialName: wildcard}
  - port: {number: 443, name: https-admin, protocol: HTTPS}
    hosts:
    - admin.example.com
    tls: {mode: MUTUAL, credentialName: admin}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: admin, namespace: shop}
spec:
  hosts: [admin.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: admin}}]}])",
    .source =
        "istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig; "
        "Envoy compares SNI and Host nowhere",
    .keys = {"L37"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
