// Hosts that the Gateway does not have.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <set>

namespace asmgw {
namespace {

/// VirtualServices that have a name in common with a server of the Gateway.
std::set<VirtualServiceId> bound_somewhere(const Bindings& bindings,
                                           const MeshGateway& gateway) {
  std::set<VirtualServiceId> bound;
  for (const Field<Server>& server : *gateway.spec().servers) {
    if (!given(server)) continue;
    const auto hosts = served_hosts(server->hosts, gateway.namespace_);
    for (const SharedHosts& one : bindings.sharing(gateway.full_name(), hosts))
      bound.insert(one.id);
  }
  return bound;
}

void check_gateway(const SetFacts& facts, const MeshGateway& gateway,
                   Report& report) {
  const Bindings& bindings = facts.engine.bindings();
  const auto& naming = bindings.naming(gateway.full_name());
  if (naming.empty() || has_unknown_hosts(gateway)) return;
  const std::set<VirtualServiceId> bound = bound_somewhere(bindings, gateway);
  for (VirtualServiceId id : naming) {
    const VirtualService& service = facts.mesh.virtual_services[id];
    if (bound.contains(id) || has_unknown_hosts(service)) continue;
    Finding found =
        report.about(service).at(service.hosts,
                                 "no server of Gateway {} has a host of this "
                                 "VirtualService",
                                 gateway.full_name());
    if (!facts.settings.complete.of(InputKind::gateway) ||
        facts.has_copies(gateway.full_name()))
      found.at_most(Severity::info);
    found.consequence("the VirtualService has no effect on that Gateway")
        .note(gateway.range, "the Gateway")
        .fix(
            "use a host that a server of the Gateway covers, in the same "
            "case");
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const MeshGateway& gateway : facts.mesh.gateways)
    check_gateway(facts, gateway, report);
}

}  // namespace

constinit const Rule rules::host_bound_nowhere = {
    .id = "GW502",
    .name = "host-bound-nowhere",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService whose hosts no server of its Gateway has",
    .rationale =
        R"(A VirtualService binds to a server where their hosts have a name in common,
compared with their case and by suffix: *.example.com does not cover
example.com, and a host behind a namespace is seen from that namespace only. If
no server has any of its hosts the VirtualService is without effect.)",
    .bad = R"(
# asmgw: --complete
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
metadata: {name: shop, namespace: shop}
spec:
  hosts: [example.com]  # <--
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com", example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .source = "L45: istio pkg/config/host, Names.Intersection",
    .keys = {"L45"},
    .aliases = {"IST0132", "KIA1106"},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
