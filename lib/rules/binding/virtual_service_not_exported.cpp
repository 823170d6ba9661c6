// exportTo leaves the namespace of the gateway pods out.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

class Check {
 public:
  Check(const SetFacts& facts, Report& report)
      : facts_(facts), bindings_(facts.engine.bindings()), report_(report) {
    for (const WorkloadFacts& workload : facts.workloads)
      for (GatewayId gateway : workload.effective.gateways)
        namespaces_[full_name(gateway)].insert(
            workload.effective.workload.namespace_);
  }

  void run() {
    for (const WorkloadFacts& workload : facts_.workloads) {
      const Effective& effective = workload.effective;
      std::map<VirtualServiceId, GatewayId> unseen;
      for (GatewayId gateway : effective.gateways)
        for (VirtualServiceId id :
             unseen_in(effective.workload.namespace_, full_name(gateway)))
          unseen.try_emplace(id, gateway);
      for (const auto& [id, gateway] : unseen)
        report(effective.workload, id, facts_.mesh.gateways[gateway]);
    }
  }

 private:
  [[nodiscard]] std::string full_name(GatewayId gateway) const {
    return facts_.mesh.gateways[gateway].full_name();
  }

  /// Those that name the Gateway and that pods of the namespace do not see.
  const std::vector<VirtualServiceId>& unseen_in(const std::string& ns,
                                                 const std::string& gateway) {
    const auto [at, fresh] = unseen_.try_emplace({ns, gateway});
    if (fresh)
      for (VirtualServiceId id : bindings_.naming(gateway))
        if (!bindings_.rank(id, ns)) at->second.push_back(id);
    return at->second;
  }

  /// Pods that take one of its Gateways see the VirtualService.
  [[nodiscard]] bool is_seen(VirtualServiceId id) const {
    const auto& gateways = bindings_[id].gateways;
    return std::any_of(
        gateways.begin(), gateways.end(), [&](const std::string& gateway) {
          const auto at = namespaces_.find(gateway);
          return at != namespaces_.end() &&
                 std::any_of(at->second.begin(), at->second.end(),
                             [&](const std::string& ns) {
                               return bindings_.rank(id, ns).has_value();
                             });
        });
  }

  void report(const Workload& pods, VirtualServiceId id,
              const MeshGateway& gateway) {
    const VirtualService& service = facts_.mesh.virtual_services[id];
    Finding found = report_.about(service).at(
        service.export_to,
        "not exported to namespace {}, where the pods of Gateway {} run",
        in_quotes(pods.namespace_), gateway.full_name());
    if (pods.inferred || is_seen(id) || names_copies(facts_, id))
      found.at_most(Severity::info);
    found.consequence("the gateway does not see the VirtualService")
        .note(gateway.range, "the Gateway")
        .fix("add {} to exportTo", in_quotes(pods.namespace_));
  }

  const SetFacts& facts_;
  const Bindings& bindings_;
  Report& report_;
  /// Of the pods that take a Gateway, by its name.
  std::unordered_map<std::string, std::set<std::string>> namespaces_;
  std::map<std::pair<std::string, std::string>, std::vector<VirtualServiceId>>
      unseen_;  ///< by namespace and Gateway
};

void check(const SetFacts& facts, Report& report) {
  Check(facts, report).run();
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
        "istio pilot/pkg/model, push_context.go VirtualServicesForGateway",
    .keys = {"L44"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
