// The last look: listeners as a whole. One that is not the same needs a change
// that says why.
#include "diff/compare.h"
#include "diff/kinds/merge.h"
#include "diff/signature.h"

#include <fmt/core.h>

#include <set>

namespace asmgw {
namespace {

const EffectiveListener* find(const Effective& workload,
                              const std::string& name) {
  for (const EffectiveListener& one : workload.listeners)
    if (one.name == name) return &one;
  return nullptr;
}

std::string summary(const Effective& workload, const std::string& name) {
  const EffectiveListener* listener = find(workload, name);
  return listener ? summary_of(*listener) : std::string();
}

class ListenerComparison {
 public:
  explicit ListenerComparison(ChangeList& out)
      : facts_(out.facts()), out_(out) {
    for (const Change& one : out_.all())
      if (one.level != Impact::none) {
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
    std::set<std::string> names;
    for (const auto* side : {&was, &is})
      for (const auto& [name, text] : *side) names.insert(name);
    for (const std::string& name : names) {
      const auto a = was.find(name), b = is.find(name);
      if (a != was.end() && b != is.end() && a->second == b->second) continue;
      deltas_.push_back({after.workload.id, name, summary(before, name),
                         summary(after, name)});
      if (!is_explained(workload, name)) say_unexplained(workload, name);
    }
  }

  /// A change above `none` speaks of it, or of a Gateway with a server there.
  [[nodiscard]] bool is_explained(std::size_t workload,
                                  const std::string& name) const {
    if (listeners_.contains(name)) return true;
    for (const DiffSide* side : {&facts_.older, &facts_.newer})
      for (const ServerIn& server : side->workloads[workload].servers)
        if (listener_name(server) == name &&
            gateways_.contains(
                side->mesh->gateways[server.gateway].full_name()))
          return true;
    return false;
  }

  void say_unexplained(std::size_t workload, const std::string& name) {
    const bool still = find(facts_.newer.workloads[workload], name) != nullptr;
    const DiffSide& side = still ? facts_.newer : facts_.older;
    const Effective& seen = side.workloads[workload];
    for (const ServerIn& server : seen.servers) {
      if (listener_name(server) != name) continue;
      const SideServer& one = side.servers[server.gateway][server.index];
      Change& change = still ? out_.add_new(changes::winner_changed, one)
                             : out_.add_old(changes::winner_changed, one);
      change.level = Impact::breaking;
      change.workload = seen.workload.id;
      change.listener = name;
      change.title = fmt::format("what {} serves is another", name);
      change.then =
          "the servers of the port are merged otherwise, though none of them "
          "is written otherwise";
      return;
    }
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
