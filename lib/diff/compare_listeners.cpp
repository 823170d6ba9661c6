// The last look: listeners as a whole. One that is not the same needs a change
// that says why.
#include "diff/compare.h"
#include "diff/kinds/host.h"
#include "diff/kinds/merge.h"
#include "diff/signature.h"

#include <fmt/core.h>

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace asmgw {
namespace {

using Listeners = std::unordered_map<std::string, const EffectiveListener*>;

Listeners by_name(const Effective& workload) {
  Listeners all;
  for (const EffectiveListener& one : workload.listeners)
    all.try_emplace(one.name, &one);
  return all;
}

std::string summary(const Listeners& all, const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? std::string() : summary_of(*found->second);
}

class ListenerComparison {
 public:
  explicit ListenerComparison(ChangeList& out)
      : facts_(out.facts()), out_(out) {
    // Who may attach is part of a listener even where nobody is shut out.
    for (const Change& one : out_.all())
      if (one.level != Impact::none ||
          one.kind == &changes::host_scope_narrowed) {
        gateways_.insert(one.gateway);
        listeners_.insert(one.listener);
      }
  }

  std::vector<ListenerDelta> run() {
    for (std::size_t i = 0; i < facts_.newer.workloads.size(); ++i) compare(i);
    return std::move(deltas_);
  }

 private:
  void compare(std::size_t workload) {
    const Effective& before = facts_.older.workloads[workload];
    const Effective& after = facts_.newer.workloads[workload];
    const auto was = signatures_of(before, *facts_.older.mesh),
               is = signatures_of(after, *facts_.newer.mesh);
    const Listeners old_ones = by_name(before), new_ones = by_name(after);
    std::set<std::string> names;
    for (const auto* side : {&was, &is})
      for (const auto& [name, text] : *side) names.insert(name);
    for (const std::string& name : names) {
      const auto a = was.find(name), b = is.find(name);
      if (a != was.end() && b != is.end() && a->second == b->second) continue;
      deltas_.push_back({after.workload.id, name, summary(old_ones, name),
                         summary(new_ones, name)});
      if (!is_explained(workload, name))
        say_unexplained(workload, name, new_ones.contains(name));
    }
  }

  /// A change that says why speaks of it, or of a Gateway with a server there.
  [[nodiscard]] bool is_explained(std::size_t workload,
                                  const std::string& name) const {
    if (listeners_.contains(name)) return true;
    for (const DiffSide* side : {&facts_.older, &facts_.newer})
      for (ServerId id : side->on(workload, name).all)
        if (gateways_.contains(side->server(workload, id).owner().full_name()))
          return true;
    return false;
  }

  /// `still`: NEW has the listener.
  void say_unexplained(std::size_t workload, const std::string& name,
                       bool still) {
    const DiffSide& side = still ? facts_.newer : facts_.older;
    const std::vector<ServerId>& all = side.on(workload, name).all;
    if (all.empty()) return;
    const SideServer& one = side.server(workload, all.front());
    Change& change = still ? out_.add_new(changes::winner_changed, one)
                           : out_.add_old(changes::winner_changed, one);
    change.level = Impact::breaking;
    change.workload = side.workloads[workload].workload.id;
    change.listener = name;
    change.title = fmt::format("what {} serves is another", name);
    change.then =
        "the servers of the port are merged otherwise, though none of them is "
        "written otherwise";
  }

  const DiffFacts& facts_;
  ChangeList& out_;
  std::set<std::string> gateways_, listeners_;
  std::vector<ListenerDelta> deltas_;
};

}  // namespace

std::vector<ListenerDelta> compare_listeners(ChangeList& out) {
  return ListenerComparison(out).run();
}

}  // namespace asmgw
