// A passed-through server name beyond the hosts of the server.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>

namespace asmgw {
namespace {

bool is_covered(const ServerIn& server, std::string_view ns,
                std::string_view sni) {
  return std::any_of(
      server.hosts.begin(), server.hosts.end(), [&](const ServedHost& host) {
        const auto scope = split_host(host.text).namespace_;
        return (!scope || *scope == ns) && is_host_subset(sni, host.dns());
      });
}

/// Some PASSTHROUGH server of the port that the VirtualService is bound to has
/// the name: each match of its makes chains for all of them.
bool is_declared(const SetFacts& facts, const Effective& effective,
                 const ServerIn& server, VirtualServiceId id,
                 std::string_view sni) {
  const std::string& ns = facts.mesh.virtual_services[id].head.namespace_;
  return std::any_of(
      effective.servers.begin(), effective.servers.end(),
      [&](const ServerIn& one) {
        return one.kind() == Handling::passthrough && one.port == server.port &&
               is_covered(one, ns, sni) &&
               names(facts.engine.bindings()[id], facts.gateway_of(one));
      });
}

void check_chain(const SetFacts& facts, const WorkloadFacts& workload,
                 const Chain& chain, Report& report) {
  if (chain.kind != Handling::passthrough || !chain.virtual_service) return;
  const ServerIn& server = workload.server(chain.servers.front());
  const VirtualService& service =
      facts.mesh.virtual_services[*chain.virtual_service];
  for (const std::string& sni : chain.sni) {
    if (is_declared(facts, workload.effective, server, *chain.virtual_service,
                    sni))
      continue;
    Finding found = report.about(service).at(
        chain.rule_range, chain.rule_path,
        "SNI host {} is none of the hosts of {} in Gateway {}", in_quotes(sni),
        facts.name_of(server, server), facts.gateway_of(server).full_name());
    if (names_copies(facts, *chain.virtual_service))
      found.at_most(Severity::info);
    found.consequence("port {} passes it on all the same", server.port)
        .note(server->hosts, "hosts of the server")
        .fix("add the host to the server, or remove it here");
    return;
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const EffectiveListener& listener : workload.effective.listeners)
      for (const Chain& chain : listener.chains)
        check_chain(facts, workload, chain, report);
}

}  // namespace

constinit const Rule rules::sni_hosts_outside_server = {
    .id = "GW506",
    .name = "sni-hosts-outside-server",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "sniHosts that the server does not have",
    .rationale =
        R"(A PASSTHROUGH server opens a filter chain for exactly the sniHosts of the
VirtualService. That they lie within the hosts of the VirtualService is checked,
that they lie within the hosts of the server is not: more server names are open
than the Gateway says.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [a.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com, b.example.com]
  gateways: [shop]
  tls:
  - match:
    - sniHosts: [b.example.com]  # <--
    route: [{destination: {host: web}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [a.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com, b.example.com]
  gateways: [shop]
  tls:
  - match:
    - sniHosts: [a.example.com]
    route: [{destination: {host: web}}])",
    .source =
        "L34: istio pilot/pkg/networking/core, "
        "buildGatewayNetworkFiltersFromTLSRoutes",
    .keys = {"L34"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
