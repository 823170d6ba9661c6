// One reader for all kinds: the fields of one mean nothing in the others.
#include "model/workload_policy.h"

#include "model/mapping.h"

namespace asmgw {
namespace {

/// An operation, as far as all of it can be read: what is at fault in it would
/// seem to ask for nothing.
class OperationReader {
 public:
  explicit OperationReader(const Mapping& written) : written_(written) {}

  PolicyOperation read() {
    PolicyOperation made{match("hosts", "notHosts"), match("ports", "notPorts"),
                         match("methods", "notMethods"),
                         match("paths", "notPaths")};
    understood_ = read_ > 0 && read_ == written_.all().size();
    return made;
  }
  [[nodiscard]] bool understood() const { return understood_; }

 private:
  PolicyMatch match(std::string_view field, std::string_view twin) {
    return {values(field), values(twin)};
  }
  std::vector<std::string> values(std::string_view field) {
    std::vector<std::string> texts = written_.texts(field);
    if (!texts.empty() && texts.size() == written_.list(field).size()) ++read_;
    return texts;
  }

  const Mapping& written_;
  std::size_t read_ = 0;  ///< fields
  bool understood_ = false;
};

PolicyRule rule_of(const Tree& tree, FileId file, NodeId item) {
  const Mapping written(tree, item);
  const std::vector<NodeId> operations = written.list("to");
  PolicyRule rule;
  rule.range = {file, tree[item].begin, tree[item].end};
  // `from` and `when`, and what no release knows.
  rule.asks_more = written.all().size() != (operations.empty() ? 0U : 1U);
  for (NodeId to : operations) {
    const Mapping operation = Mapping(tree, to).at("operation");
    OperationReader reader(operation);
    rule.to.push_back(reader.read());
    rule.asks_more |= !reader.understood();
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
  if (word.empty() || word == "ALLOW") return PolicyAction::allow;
  if (word == "DENY") return PolicyAction::deny;
  if (word == "AUDIT") return PolicyAction::audit;
  return word == "CUSTOM" ? PolicyAction::custom : PolicyAction::none;
}

/// Such a policy is looked at and not gone by.
bool is_dry_run(const Mapping& root) {
  return root.at("metadata").at("annotations").text("istio.io/dry-run") ==
         "true";
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
  for (const Mapping& target : targets)
    if (target.text("kind") == "Gateway")
      policy.targets.push_back(target.text("name"));
  policy.for_gateways = targets.empty() || !policy.targets.empty();
}

}  // namespace

WorkloadPolicy decode_workload_policy(const ObjectSource& from) {
  const Mapping root(from.tree, from.node);
  const Mapping spec = root.at("spec");
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
  policy.action =
      is_dry_run(root) ? PolicyAction::audit : action_of(spec.text("action"));
  for (NodeId item : spec.list("rules"))
    policy.rules.push_back(rule_of(from.tree, from.file, item));
  return policy;
}

}  // namespace asmgw
