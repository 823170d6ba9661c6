// One reader for all kinds: the fields of one mean nothing in the others.
#include "model/workload_policy.h"

#include "model/mapping.h"

namespace asmgw {
namespace {

constexpr std::string_view gateway_label =
    "gateway.networking.k8s.io/gateway-name";

PolicyMatch match_of(const Mapping& operation, const std::string& field,
                     const std::string& twin) {
  return {operation.texts(field), operation.texts(twin)};
}

PolicyRule rule_of(const Tree& tree, FileId file, NodeId item) {
  const Mapping written(tree, item);
  PolicyRule rule;
  rule.range = {file, tree[item].begin, tree[item].end};
  rule.asks_more =
      !written.list("from").empty() || !written.list("when").empty();
  for (NodeId to : written.list("to")) {
    const Mapping operation = Mapping(tree, to).at("operation");
    rule.to.push_back({match_of(operation, "hosts", "notHosts"),
                       match_of(operation, "ports", "notPorts"),
                       match_of(operation, "methods", "notMethods"),
                       match_of(operation, "paths", "notPaths")});
  }
  return rule;
}

/// What a lane says of the requests that come in.
PolicyRule ingress_rule_of(const Tree& tree, FileId file, NodeId item) {
  PolicyRule rule;
  rule.range = {file, tree[item].begin, tree[item].end};
  rule.asks_more = true;
  PolicyOperation& operation = rule.to.emplace_back();
  operation.hosts.some = Mapping(tree, item).texts("hosts");
  return rule;
}

PolicyAction action_of(const std::string& word) {
  if (word == "DENY") return PolicyAction::deny;
  if (word == "AUDIT") return PolicyAction::audit;
  return word == "CUSTOM" ? PolicyAction::custom : PolicyAction::allow;
}

/// A patch without a context is for all proxies.
bool patches_gateways(const Tree& tree, const std::vector<NodeId>& patches) {
  for (NodeId item : patches) {
    const std::string context = Mapping(tree, item).at("match").text("context");
    if (context.empty() || context == "ANY" || context == "GATEWAY")
      return true;
  }
  return patches.empty();
}

/// A policy with targets is for pods that the Gateway API made, or for others
/// than gateways.
void read_targets(const Tree& tree, const Mapping& spec,
                  WorkloadPolicy& policy) {
  std::vector<Mapping> targets;
  if (spec.has("targetRef")) targets.push_back(spec.at("targetRef"));
  for (NodeId item : spec.list("targetRefs")) targets.emplace_back(tree, item);
  if (targets.empty()) return;
  policy.for_gateways = false;
  for (const Mapping& target : targets) {
    if (target.text("kind") != "Gateway") continue;
    policy.for_gateways = true;
    policy.selector = {{std::string(gateway_label), target.text("name")}};
  }
}

}  // namespace

WorkloadPolicy decode_workload_policy(const ObjectSource& from) {
  const Mapping spec = Mapping(from.tree, from.node).at("spec");
  WorkloadPolicy policy;
  policy.head = decode_head(from);
  policy.selector = spec.at("selector").labels("matchLabels");
  if (policy.selector.empty())
    policy.selector = spec.at("workloadSelector").labels("labels");
  read_targets(from.tree, spec, policy);
  const Mapping gateway = spec.at("ingress").at("gateway");
  if (gateway.given())
    policy.ingress = gateway.text("namespace") + '/' + gateway.text("name");
  if (policy.head.kind == "EnvoyFilter")
    policy.for_gateways &=
        patches_gateways(from.tree, spec.list("configPatches"));
  for (NodeId item : spec.list("ingressRules"))
    policy.rules.push_back(ingress_rule_of(from.tree, from.file, item));
  if (policy.head.kind != "AuthorizationPolicy") return policy;
  policy.action = action_of(spec.text("action"));
  for (NodeId item : spec.list("rules"))
    policy.rules.push_back(rule_of(from.tree, from.file, item));
  return policy;
}

}  // namespace asmgw
