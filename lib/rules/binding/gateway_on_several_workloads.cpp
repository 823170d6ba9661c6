// A selector that is wider than it looks.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <string>
#include <vector>

namespace asmgw {
namespace {

using Workloads = std::vector<const Workload*>;

/// The workloads of the inputs that take each Gateway, by its id.
std::vector<Workloads> given_workloads(const SetFacts& facts) {
  std::vector<Workloads> found(facts.mesh.gateways.size());
  for (const WorkloadFacts& one : facts.workloads)
    if (!one.effective.workload.inferred)
      for (GatewayId id : one.effective.gateways)
        found[id].push_back(&one.effective.workload);
  return found;
}

std::string names_of(const Workloads& all) {
  constexpr std::size_t shown = 3;
  std::string out;
  for (std::size_t i = 0; i < std::min(shown, all.size()); ++i)
    out += (i == 0 ? "" : ", ") + all[i]->id;
  return all.size() > shown ? out + ", ..." : out;
}

void check(const SetFacts& facts, Report& report) {
  const std::vector<Workloads> workloads = given_workloads(facts);
  for (GatewayId id = 0; id < facts.mesh.gateways.size(); ++id) {
    const MeshGateway& gateway = facts.mesh.gateways[id];
    // Without a selector it is meant for all, or GW140 says that it is not.
    if (gateway.refused || gateway.spec().selector->empty()) continue;
    const Workloads& found = workloads[id];
    if (found.size() < 2) continue;
    report.about(gateway.model)
        .at_key(gateway.spec().selector, "{} have these labels: {}",
                counted(found.size(), "workload"), names_of(found))
        .consequence("each of them opens the ports of this Gateway")
        .fix("add a label that only the workload that is meant has");
  }
}

}  // namespace

constinit const Rule rules::gateway_on_several_workloads = {
    .id = "GW510",
    .name = "gateway-on-several-workloads",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "selector that several given workloads satisfy",
    .rationale =
        R"(A Gateway takes effect on every gateway workload that carries the labels of its
selector, in all namespaces: an egress or east-west gateway that shares a label
with the ingress gateway opens the same ports. That is right for two revisions of
one gateway, hence an info; nothing is said unless workloads are among the inputs.
A Gateway without selector is GW140.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector:  # <--
    app: gateway
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: istio-system
  labels: {app: gateway, istio: ingressgateway}
---
apiVersion: v1
kind: Pod
metadata:
  name: egress
  namespace: istio-system
  labels: {app: gateway, istio: egressgateway})",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector:
    istio: ingressgateway
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: v1
kind: Pod
metadata:
  name: ingress
  namespace: istio-system
  labels: {app: gateway, istio: ingressgateway}
---
apiVersion: v1
kind: Pod
metadata:
  name: egress
  namespace: istio-system
  labels: {app: gateway, istio: egressgateway})",
    .source = "istio pilot/pkg/model, push_context.go mergeGateways",
    .keys = {"L41"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
