// Which workloads a Gateway applies to.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/selector.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace asmgw {
namespace {

std::string text_of(const Labels& labels) {
  std::string text;
  for (const auto& [key, value] : labels)
    text += fmt::format("{}{}={}", text.empty() ? "" : ",", visible(key),
                        visible(value));
  return text.empty() ? "all workloads" : '{' + text + '}';
}

std::vector<std::string> keys_in_order(const MeshGateway& gateway) {
  std::vector<std::string> keys;
  for (const Pair& one : *gateway.spec().selector) keys.push_back(one.key);
  return keys;
}

/// Ids of the workloads it applies to; `given`: only those that are objects.
std::set<std::string> applies_to(const DiffSide& side, GatewayId id,
                                 bool given_only) {
  std::set<std::string> ids;
  for (std::size_t at : side.workloads_of(id)) {
    const Workload& one = side.workloads[at].workload;
    if (!given_only || !one.inferred) ids.insert(one.id);
  }
  return ids;
}

const ChangeKind& kind_of(const Labels& before, const Labels& after) {
  if (after.empty()) return changes::selector_emptied;
  if (before.empty()) return changes::selector_set;
  if (is_subset(before, after)) return changes::selector_narrowed;
  if (is_subset(after, before)) return changes::selector_widened;
  return changes::selector_changed;
}

std::string_view effect_on_pods(const ChangeKind& kind) {
  if (&kind == &changes::selector_emptied)
    return "an empty selector applies to every gateway workload of the mesh: "
           "its servers appear on all of them";
  if (&kind == &changes::selector_set || &kind == &changes::selector_narrowed)
    return "workloads without these labels lose the servers: connections are "
           "closed or refused there";
  if (&kind == &changes::selector_widened)
    return "more workloads serve these hosts, and the servers may collide with "
           "others there";
  return "the servers leave the old workloads and appear on the new ones; DNS "
         "and load balancers still lead to the old ones, and Secrets are read "
         "from the namespace of the new ones";
}

}  // namespace

void compare_selector(const GatewayPair& pair, ChangeList& out) {
  const DiffFacts& facts = out.facts();
  const MeshGateway& older = facts.older.mesh->gateways[pair.older];
  const MeshGateway& newer = facts.newer.mesh->gateways[pair.newer];
  const Labels before = selector_of(older), after = selector_of(newer);
  if (before == after && keys_in_order(older) == keys_in_order(newer)) return;
  const ChangeKind& kind =
      before == after ? changes::selector_reordered : kind_of(before, after);
  Change& change = out.add(kind, &older, &newer);
  change.older = spot_of(older, older.spec().selector);
  change.newer = spot_of(newer, newer.spec().selector);
  change.title = before == after ? "the labels of the selector in another order"
                                 : fmt::format("{} applies to {} instead of {}",
                                               newer.full_name(),
                                               text_of(after), text_of(before));
  for (const auto& [key, value] : after)
    change.subject.insert(change.subject.end(), {key, value});
  change.then =
      before == after ? "a selector has no order" : effect_on_pods(kind);
  const std::set<std::string> known = applies_to(facts.older, pair.older, true);
  if (before != after && !known.empty() &&
      known == applies_to(facts.newer, pair.newer, true) &&
      (&kind == &changes::selector_narrowed ||
       &kind == &changes::selector_widened)) {
    change.level = Impact::none;
    change.notes.emplace_back(
        "none: it applies to the same workloads of the inputs as before");
  }
  for (const DiffSide* side : {&facts.older, &facts.newer}) {
    const GatewayId id = side == &facts.older ? pair.older : pair.newer;
    for (const std::string& workload : applies_to(*side, id, false)) {
      if (change.workload.empty())
        change.workload = workload;
      else if (change.workload != workload)
        ++change.more_workloads;
    }
  }
}

}  // namespace asmgw
