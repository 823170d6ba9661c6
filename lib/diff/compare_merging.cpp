// Effects that no single field shows: they come of the two merges.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/merge.h"
#include "listen/meeting.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>

namespace asmgw {
namespace {

/// A server of the new side that was live, or not there, and is dropped now.
struct Loss {
  const SideServer* server;
  const SideServer* before;  ///< null: was not there
  Seen at;
};
/// A server that was dropped and is live now.
struct Gain {
  const SideServer* server;
  const SideServer* before;
  Seen at, was;
};

class MergeComparison {
 public:
  MergeComparison(const ServerChanges& servers, ChangeList& out)
      : servers_(servers), facts_(out.facts()), out_(out) {}

  void run() {
    for (const ServerPair& pair : servers_.pairs) look_at(pair);
    for (const auto* list : {&servers_.added, &servers_.come})
      for (const SideServer* server : *list) look_at_new(*server);
    say_winners();
    for (const Loss& one : losses_) say_dropped(one);
    for (const Gain& one : gains_) say_unshadowed(one);
    for (std::size_t i = 0; i < facts_.newer.workloads.size(); ++i)
      compare_listeners(i);
    compare_panic();
    compare_order();
  }

 private:
  static const Seen* seen_on(const SideServer& server, std::size_t workload) {
    const auto found =
        std::lower_bound(server.seen.begin(), server.seen.end(), workload,
                         [](const Seen& at, std::size_t wanted) {
                           return at.workload < wanted;
                         });
    return found == server.seen.end() || found->workload != workload ? nullptr
                                                                     : &*found;
  }

  void look_at(const ServerPair& pair) {
    bool lost = false, gained = false;
    for (const Seen& at : pair.newer->seen) {
      const Seen* was = seen_on(*pair.older, at.workload);
      const bool dropped = pair.newer->in(at).drop.at_merge();
      const bool dropped_before = was && pair.older->in(*was).drop.at_merge();
      if (dropped && !dropped_before && !lost)
        losses_.push_back({pair.newer, was ? pair.older : nullptr, at});
      if (!dropped && dropped_before && !gained)
        gains_.push_back({pair.newer, pair.older, at, *was});
      lost |= dropped && !dropped_before;
      gained |= !dropped && dropped_before;
    }
  }

  void look_at_new(const SideServer& server) {
    for (const Seen& at : server.seen)
      if (server.in(at).drop.at_merge()) {
        losses_.push_back({&server, nullptr, at});
        return;
      }
  }

  [[nodiscard]] const SideServer& new_server(const ServerIn& in) const {
    return facts_.newer.servers[in.gateway][in.index];
  }

  /// The winner of a drop on the new side.
  [[nodiscard]] const SideServer* winner_of(const Loss& loss) const {
    const ServerIn& in = loss.server->in(loss.at);
    if (!in.drop.winner) return nullptr;
    return &new_server(loss.server->workload(loss.at).servers[*in.drop.winner]);
  }

  /// Whoever was dropped because of the one that is dropped now.
  void say_winners() {
    using Key = std::pair<const SideServer*, std::size_t>;
    std::map<Key, std::vector<std::size_t>> gains;
    for (std::size_t i = 0; i < gains_.size(); ++i)
      gains[{gains_[i].server, gains_[i].at.workload}].push_back(i);
    std::vector<bool> said(gains_.size(), false);
    std::erase_if(losses_, [&](const Loss& loss) {
      const SideServer* winner = winner_of(loss);
      if (!winner || !loss.before) return false;
      const auto& own = gains[{winner, loss.at.workload}];
      const auto gain =
          std::find_if(own.begin(), own.end(), [&](std::size_t i) {
            return !said[i] && beaten_by(gains_[i], *loss.before);
          });
      if (gain == own.end()) return false;
      say_winner(loss, gains_[*gain]);
      said[*gain] = true;
      return true;
    });
    std::vector<Gain> rest;
    for (std::size_t i = 0; i < gains_.size(); ++i)
      if (!said[i]) rest.push_back(gains_[i]);
    gains_ = std::move(rest);
  }

  static bool beaten_by(const Gain& gain, const SideServer& winner) {
    const Effective& workload = gain.before->workload(gain.was);
    const ServerIn& in = gain.before->in(gain.was);
    if (!in.drop.winner) return false;
    const ServerIn& first = workload.servers[*in.drop.winner];
    return first.gateway == winner.gateway && first.index == winner.index;
  }

  std::string owner_of(const SideServer& server) const {
    return fmt::format("servers[{}] of {}", server.index,
                       server.owner().full_name());
  }

  void say_winner(const Loss& loss, const Gain& gain) {
    Change& change =
        out_.add(changes::winner_changed, {loss.before, loss.server});
    change.newer = spot_of(*gain.server, *gain.server->field);
    change.listener = listener_name(gain.server->in(gain.at));
    change.workload = gain.server->workload(gain.at).workload.id;
    change.title = fmt::format("{} goes from {} to {}", change.listener,
                               owner_of(*loss.server), owner_of(*gain.server));
    change.then =
        "the hosts that both want get the other certificate, mode and routes; "
        "the other hosts of the loser are lost";
  }

  void say_dropped(const Loss& loss) {
    const ServerIn& in = loss.server->in(loss.at);
    Change& change = out_.add_new(changes::server_dropped, *loss.server);
    change.level = Impact::breaking;
    change.notes.clear();
    if (loss.before) change.older = spot_of(*loss.before, *loss.before->field);
    change.workload = loss.server->workload(loss.at).workload.id;
    change.listener = listener_name(in);
    const SideServer* winner = winner_of(loss);
    change.title = fmt::format("istiod drops {} ({})", owner_of(*loss.server),
                               text_of(in.drop.reason));
    change.then =
        winner ? fmt::format("{} has {} already: none of its hosts is served",
                             owner_of(*winner),
                             in.drop.detail.empty() ? change.listener
                                                    : visible(in.drop.detail))
               : "none of its hosts is served";
    if (in.drop.order_sensitive && !stamped())
      change.notes.emplace_back(
          "which of the two is dropped depends on their age, which the files "
          "do not tell");
  }

  void say_unshadowed(const Gain& gain) {
    Change& change =
        out_.add(changes::server_unshadowed, {gain.before, gain.server});
    change.workload = gain.server->workload(gain.at).workload.id;
    change.listener = listener_name(gain.server->in(gain.at));
    change.title = fmt::format("{}, dropped until now, comes alive",
                               owner_of(*gain.server));
    change.then = "its hosts get its certificate and its routes";
  }

  void compare_listeners(std::size_t workload) {
    const Effective& before = facts_.older.workloads[workload];
    const Effective& after = facts_.newer.workloads[workload];
    std::unordered_map<std::string_view, const EffectiveListener*> known;
    for (const EffectiveListener& one : before.listeners)
      known.try_emplace(one.name, &one);
    for (const EffectiveListener& listener : after.listeners) {
      const auto at = known.find(listener.name);
      const EffectiveListener* was = at == known.end() ? nullptr : at->second;
      const bool refused_before = was && was->state == ListenerState::nack;
      if (listener.state == ListenerState::nack && !refused_before)
        say_refused(after, listener);
      if (listener.state == ListenerState::ok && refused_before)
        say_healed(after, listener);
    }
  }

  Change& listener_change(const ChangeKind& kind, const Effective& workload,
                          const EffectiveListener& listener,
                          const SideServer& server) {
    Change& change = out_.add_new(kind, server);
    change.workload = workload.workload.id;
    change.more_workloads = 0;
    change.listener = listener.name;
    change.subject = {workload.workload.id, listener.name};
    change.hosts.clear();
    for (ServerId id : listener.servers)
      for (const ServedHost& host : workload.servers[id].hosts)
        change.hosts.emplace_back(host.dns());
    std::sort(change.hosts.begin(), change.hosts.end());
    change.hosts.erase(std::unique(change.hosts.begin(), change.hosts.end()),
                       change.hosts.end());
    return change;
  }

  static std::string cause_of(const EffectiveListener& listener) {
    if (listener.reason == ListenerReason::tls_context && listener.tls_refusal)
      return std::string(text_of(listener.tls_refusal->cause));
    if (listener.reason == ListenerReason::proxy_port)
      return "the proxy itself listens there";
    if (listener.clash && listener.clash->first == listener.clash->second &&
        listener.reason == ListenerReason::overlapping_match)
      return "one filter chain matches " + visible(listener.clash_name) +
             " twice";
    return "two filter chains match " + (listener.clash_name.empty()
                                             ? std::string("everything")
                                             : visible(listener.clash_name));
  }

  void say_refused(const Effective& after, const EffectiveListener& listener) {
    ServerId id = listener.servers.front();
    if (listener.clash) {
      const Chain& chain = listener.chains[listener.clash->second];
      if (!chain.servers.empty()) id = chain.servers.front();
    }
    Change& change = listener_change(changes::listener_refused, after, listener,
                                     new_server(after.servers[id]));
    change.level = Impact::breaking;
    change.title =
        fmt::format("Envoy refuses {}: {}", listener.name, cause_of(listener));
    change.then =
        "running pods keep the listener they have, so that no change to the "
        "port arrives; new pods have none and never become ready";
  }

  void say_healed(const Effective& after, const EffectiveListener& listener) {
    Change& change =
        listener_change(changes::listener_healed, after, listener,
                        new_server(after.servers[listener.servers.front()]));
    change.level = Impact::risky;
    change.title = fmt::format("Envoy takes {} again", listener.name);
    change.then = "all the changes that were held back take effect at once";
  }

  void compare_panic() {
    std::set<std::string> now = panicking(facts_.newer),
                          was = panicking(facts_.older);
    for (const std::string& name : now)
      if (!was.contains(name)) say_panic(changes::istiod_crash_pattern, name);
    for (const std::string& name : was)
      if (!now.contains(name))
        say_panic(changes::istiod_crash_pattern_resolved, name);
  }

  static std::set<std::string> panicking(const DiffSide& side) {
    std::set<std::string> names;
    for (const Effective& one : side.workloads)
      if (one.panics_at)
        names.insert(side.mesh->gateways[one.servers[*one.panics_at].gateway]
                         .full_name());
    return names;
  }

  void say_panic(const ChangeKind& kind, const std::string& name) {
    Change& change =
        out_.add(kind, facts_.older.find(name), facts_.newer.find(name));
    const bool comes = &kind == &changes::istiod_crash_pattern;
    change.subject = {name};
    change.title = fmt::format("istiod {} of the hosts of {}",
                               comes ? "dies" : "no longer dies", name);
    change.then = comes ? "it panics while it merges: no proxy gets a new "
                          "configuration"
                        : "proxies get new configurations again";
  }

  [[nodiscard]] bool stamped() const {
    const auto& gateways = facts_.newer.mesh->gateways;
    return facts_.settings->order != Order::file &&
           std::all_of(
               gateways.begin(), gateways.end(),
               [](const MeshGateway& one) { return !one.created.empty(); });
  }

  /// Pairs of Gateways of which age alone decides who serves a port.
  using Contested = std::map<std::pair<std::string, std::string>, Loss>;

  static Contested contested(const DiffSide& side) {
    Contested all;
    for (std::size_t i = 0; i < side.workloads.size(); ++i) {
      const Effective& workload = side.workloads[i];
      for (ServerId id = 0; id < workload.servers.size(); ++id) {
        const ServerIn& in = workload.servers[id];
        if (!in.drop.winner || !in.drop.order_sensitive) continue;
        const ServerIn& winner = workload.servers[*in.drop.winner];
        const SideServer& server = side.servers[in.gateway][in.index];
        all.emplace(std::pair(server.owner().full_name(),
                              side.mesh->gateways[winner.gateway].full_name()),
                    Loss{&server, nullptr, {i, id}});
      }
    }
    return all;
  }

  void compare_order() {
    if (stamped()) return;
    const Contested now = contested(facts_.newer),
                    was = contested(facts_.older);
    for (const auto& [names, loss] : now)
      if (!is_known(was, names))
        say_order(changes::order_dependent, names, loss);
    for (const auto& [names, loss] : was)
      if (!is_known(now, names))
        say_order(changes::order_dependent_resolved, names, loss);
  }

  static bool is_known(const Contested& all,
                       const std::pair<std::string, std::string>& names) {
    return all.contains(names) || all.contains({names.second, names.first});
  }

  void say_order(const ChangeKind& kind,
                 const std::pair<std::string, std::string>& names,
                 const Loss& loss) {
    const bool comes = &kind == &changes::order_dependent;
    Change& change = comes ? out_.add_new(kind, *loss.server)
                           : out_.add_old(kind, *loss.server);
    change.level = kind.level;
    change.notes.clear();
    change.subject = {names.first, names.second};
    change.title = fmt::format("which of {} and {} serves {} {} on their age",
                               names.first, names.second, change.listener,
                               comes ? "depends" : "no longer depends");
    change.then =
        comes ? fmt::format(
                    "if {} is older, as taken here, servers[{}] of {} "
                    "is dropped; if it is younger, a server of {} is",
                    names.second, loss.server->index, names.first, names.second)
              : "one result, in whatever order they are applied";
  }

  const ServerChanges& servers_;
  const DiffFacts& facts_;
  ChangeList& out_;
  std::vector<Loss> losses_;
  std::vector<Gain> gains_;
};

}  // namespace

void compare_merging(const ServerChanges& servers, ChangeList& out) {
  MergeComparison(servers, out).run();
}

}  // namespace asmgw
