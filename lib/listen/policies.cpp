// Policy and workload -> whether one selects the other.
#include "listen/policies.h"

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

/// Every label that both have is the same.
bool agree(const Labels& selector, const Labels& labels) {
  return std::all_of(selector.begin(), selector.end(), [&](const auto& wanted) {
    return std::none_of(labels.begin(), labels.end(), [&](const auto& one) {
      return one.first == wanted.first && one.second != wanted.second;
    });
  });
}

/// A gateway of ASM is known by its name, which its pods have as a label.
Sureness is_ingress(const std::string& ingress, const Workload& workload) {
  const std::size_t slash = ingress.find('/');
  const std::string name = ingress.substr(slash + 1);
  if (slash != 0 && workload.namespace_ != ingress.substr(0, slash))
    return workload.inferred ? Sureness::perhaps : Sureness::no;
  const bool named = std::any_of(
      workload.labels.begin(), workload.labels.end(), [&](const auto& label) {
        return label.second == name || label.second == "istio-" + name;
      });
  if (named) return Sureness::yes;
  return workload.inferred ? Sureness::perhaps : Sureness::no;
}

/// Made for a Gateway of the Gateway API that the policy targets.
bool is_target(const WorkloadPolicy& policy, const Workload& workload) {
  constexpr std::string_view label = "gateway.networking.k8s.io/gateway-name";
  return policy.head.namespace_ == workload.namespace_ &&
         std::any_of(workload.labels.begin(), workload.labels.end(),
                     [&](const auto& one) {
                       return one.first == label &&
                              std::find(policy.targets.begin(),
                                        policy.targets.end(),
                                        one.second) != policy.targets.end();
                     });
}

bool does_nothing(const WorkloadPolicy& policy) {
  return policy.action == PolicyAction::audit ||
         (policy.rules.empty() && (policy.action == PolicyAction::deny ||
                                   policy.action == PolicyAction::custom));
}

}  // namespace

Sureness selects(const WorkloadPolicy& policy, const Workload& workload) {
  if (!policy.for_gateways) return Sureness::no;
  if (!policy.targets.empty())
    return is_target(policy, workload) ? Sureness::yes : Sureness::no;
  if (!policy.ingress.empty()) return is_ingress(policy.ingress, workload);
  if (policy.head.kind == "ASMSwimLane")
    return policy.rules.empty() ? Sureness::no : Sureness::perhaps;
  const bool near = policy.head.namespace_ == root_namespace ||
                    policy.head.namespace_ == workload.namespace_;
  if (policy.selector.empty()) return near ? Sureness::yes : Sureness::no;
  if (!near && !workload.inferred) return Sureness::no;
  if (is_subset(policy.selector, workload.labels))
    return near ? Sureness::yes : Sureness::perhaps;
  return near && workload.inferred && agree(policy.selector, workload.labels)
             ? Sureness::perhaps
             : Sureness::no;
}

std::vector<ActingPolicy> acting_policies(const Mesh& mesh,
                                          const Workload& workload) {
  std::vector<ActingPolicy> acting;
  for (const WorkloadPolicy& policy : mesh.policies) {
    if (does_nothing(policy)) continue;
    const Sureness sure = selects(policy, workload);
    if (sure != Sureness::no) acting.push_back({&policy, sure});
  }
  return acting;
}

}  // namespace asmgw
