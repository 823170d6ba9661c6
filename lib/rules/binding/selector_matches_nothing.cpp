// A Gateway that no given workload takes.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/near_labels.h"
#include "listen/workloads.h"
#include "model/template_marks.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace asmgw {
namespace {

/// Those that a workload of the inputs takes, by id.
std::vector<bool> taken_gateways(const SetFacts& facts) {
  std::vector<bool> taken(facts.mesh.gateways.size());
  for (const WorkloadFacts& one : facts.workloads)
    if (!one.effective.workload.inferred)
      for (GatewayId id : one.effective.gateways) taken[id] = true;
  return taken;
}

bool has_open_selector(const MeshGateway& gateway) {
  const StringMap& selector = *gateway.spec().selector;
  return std::any_of(selector.begin(), selector.end(), [](const Pair& pair) {
    return holds_placeholder(pair.key) || holds_placeholder(*pair.value);
  });
}

/// A workload of the inputs has the labels, and istiod looks in the namespace
/// of the Gateway only.
bool is_scoped_out(const SetFacts& facts, const MeshGateway& gateway) {
  if (!facts.settings.scope_to_namespace) return false;
  const Labels selector = selector_of(gateway);
  return std::any_of(facts.workloads.begin(), facts.workloads.end(),
                     [&](const WorkloadFacts& one) {
                       const Workload& workload = one.effective.workload;
                       return !workload.inferred &&
                              is_subset(selector, workload.labels);
                     });
}

/// `known`: workloads are given.
std::string_view words_for(bool known, bool scoped_out) {
  if (scoped_out)
    return "no workload of the Gateway's namespace has these labels, and with "
           "--scope-to-namespace istiod looks in no other";
  return known ? "no workload among the inputs has these labels"
               : "no Service of gateways among the inputs selects these labels";
}

void report_one(const SetFacts& facts, const MeshGateway& gateway, bool known,
                const std::optional<LabelMiss>& miss, Report& report) {
  Finding found = report.about(gateway.model)
                      .at_key(gateway.spec().selector, "{}",
                              words_for(known, is_scoped_out(facts, gateway)));
  if (!known || !facts.settings.complete.of_workloads())
    found.at_most(Severity::info);
  found.consequence("if no other pod has them, the Gateway does nothing");
  if (miss)
    found.note(miss->head->range, "{}", miss->words())
        .fix("write {}: {}, or compare with the labels of the gateway pods",
             visible(miss->key), visible(miss->value));
  else
    found.fix("compare with the labels of the gateway pods");
}

void check(const SetFacts& facts, Report& report) {
  const bool given = has_workloads(facts.mesh);
  const std::vector<bool> taken = taken_gateways(facts);
  for (GatewayId id = 0; id < facts.mesh.gateways.size(); ++id) {
    const MeshGateway& gateway = facts.mesh.gateways[id];
    if (taken[id] || has_open_selector(gateway) || gateway.refused ||
        gateway.spec().selector->empty())
      continue;
    const auto miss = label_miss(facts.mesh, selector_of(gateway));
    if (given || miss) report_one(facts, gateway, given, miss, report);
  }
}

}  // namespace

constinit const Rule rules::selector_matches_nothing = {
    .id = "GW508",
    .name = "selector-matches-nothing",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "selector that no given workload satisfies",
    .rationale =
        R"(A Gateway takes effect on the pods that carry every label of its selector. If
workloads are among the inputs and none of them does, the Gateway is without
effect, unless its pods are defined elsewhere: hence an info, and a warning if
the input is declared complete. Without workloads the Services tell: an info if
none of those of gateways selects the labels.)",
    .bad = R"(
# asmgw: --complete
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector:  # <--
    istio: ingresgateway
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: v1
kind: Pod
metadata: {name: gw, namespace: istio-system, labels: {istio: ingressgateway}})",
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
apiVersion: v1
kind: Pod
metadata: {name: gw, namespace: istio-system, labels: {istio: ingressgateway}})",
    .source = "istio pilot/pkg/model, push_context.go mergeGateways",
    .keys = {},
    .aliases = {"IST0101", "KIA0302"},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
