// An SNI host that is passed through and matched by another chain.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

bool is_routed_passthrough(const Chain& chain) {
  return chain.kind == Handling::passthrough && chain.virtual_service;
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    if (!listener.clash) return;
    const Chain& first = listener.chains[listener.clash->first];
    const Chain& second = listener.chains[listener.clash->second];
    if (!is_routed_passthrough(first) && !is_routed_passthrough(second)) return;
    const bool one = &first == &second;
    const bool passed_last = is_routed_passthrough(second);
    const Chain& passed = passed_last ? second : first;
    const Chain& other = passed_last ? first : second;
    const ServerIn& server = workload.server(passed.servers.front());
    const ServerIn& rival = workload.server(other.servers.front());
    report.about(facts.mesh.virtual_services[*passed.virtual_service]);
    Finding found = report.at(passed.rule_range, passed.rule_path,
                              "{} on {} match{} server name {}{}",
                              one ? "one filter chain" : "two filter chains",
                              server.place(), one ? "es" : "",
                              in_quotes(listener.clash_name),
                              one ? " twice, in two letter cases" : "");
    found.consequence("{}", refused_listener)
        .note(server->hosts, "passed through here");
    if (one) {
      found.fix("remove one of the two");
      return;
    }
    found.note(rival->hosts, "matched here as well")
        .fix("keep the name in one of them, or use two ports");
  });
}

}  // namespace

constinit const Rule rules::sni_hosts_clash = {
    .id = "GW419",
    .name = "sni-hosts-clash",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "sniHosts of a VirtualService that another filter chain has",
    .rationale =
        R"(For a PASSTHROUGH server the sniHosts of a VirtualService become filter chains
as they stand, and istiod compares them with those of other pass-through routes
only: not with the hosts of servers that terminate TLS, and not across binds or
letter case. Envoy compares all of them, and refuses the listener if two chains
of it match one server name.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: shop}
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: ["*.example.com"]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: legacy, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}]
  tls:
  - match:
    - sniHosts: [a.example.com]  # <--
    route: [{destination: {host: legacy}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: shop}
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: ["*.example.com"]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: legacy, namespace: shop}
spec:
  hosts: [b.example.com]
  gateways: [shop]
  tls:
  - match:
    - sniHosts: [b.example.com]
    route: [{destination: {host: legacy}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .source =
        "Envoy filter_chain_manager_impl.cc; istio compares pass-through "
        "routes only",
    .keys = {"L33"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
