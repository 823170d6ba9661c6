// Hosts that come, go and move; first within each server, then over all.
#include "base/text.h"
#include "diff/compare.h"
#include "diff/host_list.h"
#include "diff/host_moves.h"
#include "diff/kinds/host.h"
#include "model/host_index.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

namespace asmgw {
namespace {

using Scopes = std::set<std::string>;
using ByName = std::map<std::string, std::vector<HostEntry>>;

ByName by_name(const std::vector<HostEntry>& all) {
  ByName names;
  for (const HostEntry& one : all) names[one.dns].push_back(one);
  return names;
}

/// Beside `*` the others mean nothing.
Scopes scopes_of(const std::vector<HostEntry>& entries) {
  Scopes all;
  for (const HostEntry& one : entries) all.insert(one.scope);
  return all.contains("*") ? Scopes{"*"} : all;
}

/// A server can have one name with several namespaces, in any order.
std::set<std::string_view> written(const std::vector<HostEntry>& entries) {
  std::set<std::string_view> all;
  for (const HostEntry& one : entries) all.insert(**one.field);
  return all;
}

std::set<std::string_view> names_in(const std::vector<HostEntry>& entries) {
  std::set<std::string_view> all;
  for (const HostEntry& one : entries) all.insert(dns_part(**one.field));
  return all;
}

bool is_tls(const SideServer& server) {
  const auto form = handling_of(*server);
  return form && speaks_tls(*form);
}

/// All VirtualServices are of one of these namespaces, and there is one.
bool all_services_in(const Mesh& mesh, const Scopes& scopes) {
  return !mesh.virtual_services.empty() &&
         std::all_of(mesh.virtual_services.begin(), mesh.virtual_services.end(),
                     [&](const VirtualService& service) {
                       return scopes.contains("*") ||
                              scopes.contains(service.head.namespace_);
                     });
}

class PairComparison {
 public:
  PairComparison(const ServerPair& pair, ChangeList& out, HostMoves& moves)
      : pair_(pair),
        out_(out),
        moves_(moves),
        old_all_(host_entries(*pair.older)),
        new_all_(host_entries(*pair.newer)),
        older_(by_name(old_all_)),
        newer_(by_name(new_all_)) {}

  void run() {
    if (!compare_any()) compare_sets();
    for (const auto& [dns, before] : older_)
      if (const auto after = newer_.find(dns); after != newer_.end())
        compare_same(before, after->second);
    compare_order();
  }

 private:
  Change& add(const ChangeKind& kind, const HostEntry& before,
              const HostEntry& after) {
    Change& change =
        out_.add(kind, pair_, *before.field, *after.field, {after.dns});
    change.subject.push_back(after.dns);
    return change;
  }

  /// `*` comes or goes beside other changes: that is what matters.
  bool compare_any() {
    const bool was = older_.contains("*"), is = newer_.contains("*");
    if (was == is || older_.empty() || newer_.empty()) return false;
    Change& change = out_.add(
        is ? changes::hosts_widened_to_any : changes::hosts_narrowed_from_any,
        pair_, pair_.older->field->value.hosts,
        pair_.newer->field->value.hosts);
    const std::string label = pair_.newer->label();
    if (was) change.hosts = {"*"};
    if (is) {
      change.title = fmt::format("{} answers every host", label);
      change.then =
          is_tls(*pair_.newer)
              ? "its filter chain takes every name that no other chain has, "
                "and clients without SNI, with this certificate"
              : "a VirtualService for any host can attach to it";
      if (meets_match_all())
        set_level(change, Impact::breaking,
                  "another filter chain of the listener matches everything: "
                  "Envoy refuses it");
    } else {
      change.title = fmt::format("{} no longer answers every host", label);
      change.then = is_tls(*pair_.newer)
                        ? "handshakes for every other name, and without SNI, "
                          "are closed"
                        : "every other host gets 404";
    }
    for (const auto& [dns, entries] : older_)
      if (dns != "*" && !newer_.contains(dns))
        moves_.removed(entries.front(), pair_.newer, true);
    for (const auto& [dns, entries] : newer_)
      if (dns != "*" && !older_.contains(dns))
        moves_.added(entries.front(), pair_.older, true);
    return true;
  }

  [[nodiscard]] bool meets_match_all() const {
    for (const Seen& at : pair_.newer->seen)
      for (const EffectiveListener& listener :
           pair_.newer->workload(at).listeners)
        if (listener.state == ListenerState::nack && listener.clash &&
            (listener.clash_name.empty() || listener.clash_name == "*") &&
            std::find(listener.servers.begin(), listener.servers.end(),
                      at.id) != listener.servers.end())
          return true;
    return false;
  }

  void compare_sets() {
    std::vector<HostEntry> removed, added;
    for (const auto& [dns, entries] : older_)
      if (!newer_.contains(dns)) removed.push_back(entries.front());
    for (const auto& [dns, entries] : newer_)
      if (!older_.contains(dns)) added.push_back(entries.front());
    widen(removed, added);
    narrow(removed, added);
    for (const HostEntry& one : removed) moves_.removed(one, pair_.newer);
    for (const HostEntry& one : added) moves_.added(one, pair_.older);
  }

  /// Hosts that stand on one side alone, by what covers them.
  class Loose {
   public:
    explicit Loose(std::vector<HostEntry>& all)
        : all_(all), taken_(all.size(), false) {
      for (std::size_t i = 0; i < all.size(); ++i) index_.add(all[i].dns, i);
    }

    /// Those below the wildcard that are not taken yet, in order; then they
    /// are.
    std::vector<const HostEntry*> take_below(std::string_view wildcard) {
      std::vector<std::size_t> below;
      index_.any_below(wildcard, [&](std::size_t i) {
        if (!taken_[i]) below.push_back(i);
        return false;
      });
      std::sort(below.begin(), below.end());
      std::vector<const HostEntry*> found;
      found.reserve(below.size());
      for (std::size_t i : below) {
        taken_[i] = true;
        found.push_back(&all_[i]);
      }
      return found;
    }

    /// Leaves those that were not taken. Call last.
    void settle() {
      std::vector<HostEntry> rest;
      for (std::size_t i = 0; i < all_.size(); ++i)
        if (!taken_[i]) rest.push_back(std::move(all_[i]));
      all_ = std::move(rest);
    }

   private:
    std::vector<HostEntry>& all_;
    std::vector<bool> taken_;
    HostIndex<std::size_t> index_;
  };

  /// `a.x.com` becomes `*.x.com`.
  void widen(std::vector<HostEntry>& removed, std::vector<HostEntry>& added) {
    Loose loose(removed);
    std::erase_if(added, [&](const HostEntry& after) {
      if (!is_wildcard(after.dns)) return false;
      const auto below = loose.take_below(after.dns);
      if (below.empty()) return false;
      const HostEntry& before = *below.front();
      Change& change = add(changes::host_widened, before, after);
      change.title = fmt::format("{} becomes {} on {}", before.dns, after.dns,
                                 pair_.newer->label());
      change.then =
          "every host below it is accepted, the name without a label before "
          "it still is not";
      return true;
    });
    loose.settle();
  }

  void narrow(std::vector<HostEntry>& removed, std::vector<HostEntry>& added) {
    Loose loose(added);
    std::erase_if(removed, [&](const HostEntry& before) {
      if (!is_wildcard(before.dns)) return false;
      const auto below = loose.take_below(before.dns);
      if (below.empty()) return false;
      const HostEntry& after = *below.front();
      Change& change = add(changes::host_narrowed, before, after);
      change.title = fmt::format("{} becomes {} on {}", before.dns, after.dns,
                                 pair_.newer->label());
      change.then = is_tls(*pair_.newer)
                        ? "handshakes for all other names below it are closed"
                        : "all other hosts below it get 404";
      change.hosts = {before.dns};
      return true;
    });
    loose.settle();
  }

  void compare_same(const std::vector<HostEntry>& before,
                    const std::vector<HostEntry>& after) {
    const Scopes was = scopes_of(before), is = scopes_of(after);
    if (was != is)
      return compare_scopes(before.front(), after.front(), was, is);
    if (written(before) == written(after)) return;
    if (names_in(before) != names_in(after))
      return compare_case(before.front(), after.front());
    Change& change =
        add(changes::host_scope_spelling, before.front(), after.front());
    change.title =
        fmt::format("{} is written {}", visible(**before.front().field),
                    visible(**after.front().field));
    change.then = "istiod reads both the same";
  }

  void compare_scopes(const HostEntry& before, const HostEntry& after,
                      const Scopes& was, const Scopes& is) {
    const bool narrower =
        !is.contains("*") &&
        (was.contains("*") ||
         !std::includes(is.begin(), is.end(), was.begin(), was.end()));
    Change& change = add(
        narrower ? changes::host_scope_narrowed : changes::host_scope_widened,
        before, after);
    change.title = fmt::format("{} is written {}", visible(**before.field),
                               visible(**after.field));
    change.then =
        narrower ? "VirtualServices of other namespaces no longer attach to "
                   "the host: their requests get 404"
                 : "VirtualServices of more namespaces can attach to the host";
    if (narrower && all_services_in(*out_.facts().newer.mesh, is)) {
      change.level = Impact::none;
      change.notes.emplace_back(
          "none: every VirtualService of the inputs is in that namespace");
    }
  }

  void compare_case(const HostEntry& before, const HostEntry& after) {
    Change& change = add(changes::host_case_changed, before, after);
    change.title = fmt::format("{} is written {}", visible(**before.field),
                               visible(**after.field));
    if (is_tls(*pair_.newer)) {
      change.then =
          "the name is the same to Envoy, but its filter chain is replaced: "
          "open connections drain";
      return;
    }
    change.level = Impact::none;
    change.classes = {};
    change.then = "virtual hosts are in lower case";
  }

  void compare_order() {
    std::vector<std::string> was, is;
    for (const HostEntry& one : old_all_) was.push_back(one.scope + one.dns);
    for (const HostEntry& one : new_all_) is.push_back(one.scope + one.dns);
    if (was == is || older_.size() != newer_.size()) return;
    if (Scopes(was.begin(), was.end()) != Scopes(is.begin(), is.end())) return;
    const bool twice = was.size() != is.size();
    Change& change = out_.add(
        twice ? changes::host_duplicate_in_server : changes::host_reordered,
        pair_, pair_.older->field->value.hosts,
        pair_.newer->field->value.hosts);
    change.level = Impact::none;
    change.title =
        twice ? "a host that is there already" : "hosts in another order";
    change.then = "names are sorted, each is used once";
  }

  const ServerPair& pair_;
  ChangeList& out_;
  HostMoves& moves_;
  std::vector<HostEntry> old_all_, new_all_;
  ByName older_, newer_;
};

}  // namespace

void compare_hosts(const ServerChanges& servers, ChangeList& out) {
  HostMoves moves(out);
  for (const ServerPair& pair : servers.pairs)
    PairComparison(pair, out, moves).run();
  for (const SideServer* server : servers.removed) moves.removed(*server);
  for (const SideServer* server : servers.added) moves.added(*server);
  for (const SideServer* server : servers.gone) moves.gone(*server);
  for (const SideServer* server : servers.come) moves.come(*server);
  moves.finish();
}

}  // namespace asmgw
