// A passed-through server name beyond the hosts of the server.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace asmgw {
namespace {

/// A host of a PASSTHROUGH server.
struct PassedOn {
  const ServerIn* server;
  std::optional<std::string_view> scope;  ///< `ns` of `ns/host`
};

/// The chains of one workload.
class Chains {
 public:
  Chains(const SetFacts& facts, const WorkloadFacts& workload, Report& report)
      : facts_(facts), workload_(workload), report_(report) {
    for (const ServerIn& server : workload.effective.servers)
      if (server.kind() == Handling::passthrough)
        for (const ServedHost& host : server.hosts)
          hosts_.add(host.dns(), {&server, split_host(host.text).namespace_});
  }

  void check() const {
    for (const EffectiveListener& listener : workload_.effective.listeners)
      for (const Chain& chain : listener.chains) check(chain);
  }

 private:
  /// Some server of the port that the VirtualService is bound to has the name:
  /// each match of its makes chains for all of them.
  [[nodiscard]] bool is_declared(const ServerIn& server, VirtualServiceId id,
                                 std::string_view sni) const {
    const std::string& ns = facts_.mesh.virtual_services[id].head.namespace_;
    const auto declares = [&](const PassedOn& one) {
      return one.server->port == server.port &&
             (!one.scope || *one.scope == ns) &&
             names(facts_.engine.bindings()[id],
                   facts_.gateway_of(*one.server));
    };
    return hosts_.any_covering(sni, [&](const Hosts::Found& found) {
      return std::any_of(found.all.begin(), found.all.end(), declares);
    });
  }

  void check(const Chain& chain) const {
    if (chain.kind != Handling::passthrough || !chain.virtual_service) return;
    const ServerIn& server = workload_.server(chain.servers.front());
    for (const std::string& sni : chain.sni) {
      if (is_declared(server, *chain.virtual_service, sni)) continue;
      report(chain, server, sni);
      return;
    }
  }

  void report(const Chain& chain, const ServerIn& server,
              const std::string& sni) const {
    Finding found =
        report_.about(facts_.mesh.virtual_services[*chain.virtual_service])
            .at(chain.rule_range, chain.rule_path,
                "SNI host {} is none of the hosts of {} in Gateway {}",
                in_quotes(sni), facts_.name_of(server, server),
                facts_.gateway_of(server).full_name());
    if (names_copies(facts_, *chain.virtual_service))
      found.at_most(Severity::info);
    found.consequence("port {} passes it on all the same", server.port)
        .note(server->hosts, "hosts of the server")
        .fix("add the host to the server, or remove it here");
  }

  using Hosts = HostIndex<PassedOn, LetterCase::kept>;
  const SetFacts& facts_;
  const WorkloadFacts& workload_;
  Report& report_;
  Hosts hosts_;
};

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    Chains(facts, workload, report).check();
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
        "istio pilot/pkg/networking/core, "
        "buildGatewayNetworkFiltersFromTLSRoutes",
    .keys = {"L34"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
