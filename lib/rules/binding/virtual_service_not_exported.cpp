// exportTo leaves the namespace of the gateway pods out.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>

namespace asmgw {
namespace {

/// Pods that take one of its Gateways and see the VirtualService.
bool is_seen_elsewhere(const SetFacts& facts, VirtualServiceId id) {
  const Bindings& bindings = facts.engine.bindings();
  return std::any_of(
      facts.workloads.begin(), facts.workloads.end(),
      [&](const WorkloadFacts& workload) {
        const Effective& effective = workload.effective;
        return bindings.rank(id, effective.workload.namespace_) &&
               std::any_of(effective.gateways.begin(), effective.gateways.end(),
                           [&](GatewayId one) {
                             return names(bindings[id],
                                          facts.mesh.gateways[one]);
                           });
      });
}

void check_service(const SetFacts& facts, const WorkloadFacts& workload,
                   VirtualServiceId id, Report& report) {
  const Bindings& bindings = facts.engine.bindings();
  const Workload& pods = workload.effective.workload;
  if (bindings[id].is_delegate || bindings.rank(id, pods.namespace_)) return;
  for (GatewayId gateway : workload.effective.gateways) {
    const MeshGateway& one = facts.mesh.gateways[gateway];
    if (!names(bindings[id], one)) continue;
    const VirtualService& service = facts.mesh.virtual_services[id];
    Finding found = report.about(service).at(
        service.export_to,
        "not exported to namespace {}, where the pods of Gateway {} run",
        in_quotes(pods.namespace_), one.full_name());
    if (pods.inferred || is_seen_elsewhere(facts, id) ||
        names_copies(facts, id))
      found.at_most(Severity::info);
    found.consequence("the gateway does not see the VirtualService")
        .note(one.range, "the Gateway")
        .fix("add {} to exportTo", in_quotes(pods.namespace_));
    return;
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (VirtualServiceId id = 0; id < facts.mesh.virtual_services.size(); ++id)
      check_service(facts, workload, id, report);
}

}  // namespace

constinit const Rule rules::virtual_service_not_exported = {
    .id = "GW505",
    .name = "virtual-service-not-exported",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService that the gateway pods cannot see",
    .rationale =
        R"(exportTo of a VirtualService names the namespaces whose workloads see it,
and the workload is the gateway pod, wherever the Gateway object lives. One that
is exported to its own namespace only does nothing on a gateway that runs in
istio-system. Where the pods run is known only if a workload is given; otherwise
this is an info.)",
    .bad = R"(
# asmgw: --workload istio-system/gw:istio=ingressgateway
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  exportTo: ["."]  # <--
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  exportTo: [istio-system]
  http: [{route: [{destination: {host: web}}]}])",
    .source =
        "L44: istio pilot/pkg/model, push_context.go VirtualServicesForGateway",
    .keys = {"L44"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
