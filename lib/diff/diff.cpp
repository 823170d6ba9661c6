// The order of attribution: objects, selectors, ports, hosts, TLS, and what
// merging makes of it.
#include "diff/diff.h"

#include "base/text.h"
#include "diff/canonical.h"
#include "diff/compare.h"
#include "diff/kinds/object.h"
#include "diff/lost.h"
#include "diff/witness.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace asmgw {
namespace {

/// Younger than whatever has a stamp.
constexpr std::string_view unborn = "9999-12-31T23:59:59Z";

using Index = std::unordered_map<std::string, GatewayId>;

Index index_of(const Mesh& mesh) {
  Index all;
  for (GatewayId id = 0; id < mesh.gateways.size(); ++id)
    all.emplace(mesh.gateways[id].full_name(), id);
  return all;
}

/// Objects are told apart by their names: those without get one each.
void name_nameless(Mesh& mesh) {
  std::map<std::string, int> counts;  // by namespace
  for (GatewayId id = 0; id < mesh.gateways.size(); ++id) {
    if (!mesh.gateways[id].name.empty()) continue;
    const int number = ++counts[mesh.gateways[id].namespace_];
    mesh.gateways.change(id, [&](MeshGateway& one) {
      one.name =
          number == 1 ? "(unnamed)" : fmt::format("(unnamed {})", number);
    });
  }
}

/// One that has a stamp keeps it.
void stamp(Mesh& mesh, GatewayId id, std::string_view created) {
  if (mesh.gateways[id].created.empty() && !created.empty())
    mesh.gateways.change(id, [&](MeshGateway& one) { one.created = created; });
}

bool any_stamped(const Mesh& mesh) {
  return std::any_of(
      mesh.gateways.begin(), mesh.gateways.end(),
      [](const MeshGateway& one) { return !one.created.empty(); });
}

/// What is known of an object's age on one side is true on the other.
void share_ages(Mesh& older, Mesh& newer) {
  const bool stamped = any_stamped(older) || any_stamped(newer);
  if (!stamped) return;
  const Index known = index_of(older);
  for (GatewayId id = 0; id < newer.gateways.size(); ++id) {
    const auto found = known.find(newer.gateways[id].full_name());
    if (found == known.end()) continue;
    stamp(newer, id, older.gateways[found->second].created);
    stamp(older, found->second, newer.gateways[id].created);
  }
  for (Mesh* mesh : {&older, &newer})
    for (GatewayId id = 0; id < mesh->gateways.size(); ++id)
      stamp(*mesh, id, unborn);
}

/// A refused object on one side.
struct Refused {
  std::shared_ptr<const MeshGateway> gateway;
  bool on_other = false;  ///< the other side has an accepted one of the name
};

/// Takes out of `mesh` what would be refused, unless it is on the other side
/// as well; an accepted one there takes its place if `keep_other`.
std::vector<Refused> take_refused(Mesh& mesh, const Mesh& other,
                                  bool keep_other) {
  std::vector<Refused> taken;
  const Index known = index_of(other);
  SharedList<MeshGateway> left;
  for (const auto& one : mesh.gateways.items()) {
    const auto found = known.find(one->full_name());
    const auto twin =
        found == known.end() ? nullptr : other.gateways.items()[found->second];
    if (!one->refused || (twin && twin->refused)) {
      left.push_back(one);
      continue;
    }
    if (twin && keep_other) left.push_back(twin);
    taken.push_back({one, twin != nullptr});
  }
  mesh.gateways = std::move(left);
  return taken;
}

using RouteIndex =
    std::unordered_map<std::string, std::shared_ptr<const VirtualService>>;

RouteIndex routes_of(const Mesh& mesh) {
  RouteIndex all;
  for (const auto& one : mesh.virtual_services.items())
    all.emplace(full_name(one->head), one);
  return all;
}

/// A refused VirtualService does not come: the old one of the name stays.
void keep_old_routes(const Mesh& older, Mesh& newer,
                     std::vector<std::string>& notes) {
  if (newer.refused_virtual_services.empty()) return;
  const RouteIndex before = routes_of(older), after = routes_of(newer);
  for (const VirtualService& refused : newer.refused_virtual_services) {
    const std::string name = full_name(refused.head);
    const auto old = before.find(name);
    const bool stays = old != before.end() && !after.contains(name);
    if (stays) newer.virtual_services.push_back(old->second);
    notes.push_back(
        fmt::format("VirtualService {} would be refused (see asmgw lint): {}",
                    visible(name), stays ? "the old one stays" : "left out"));
  }
}

/// Of both sides, each once.
std::vector<Workload> all_workloads(const Mesh& older, const Mesh& newer,
                                    const MeshSettings& settings) {
  std::vector<Workload> all = workloads(newer, settings);
  std::set<std::string> known;
  for (const Workload& one : all) known.insert(one.id);
  for (Workload& one : workloads(older, settings))
    if (known.insert(one.id).second) all.push_back(std::move(one));
  return all;
}

class SideComparison {
 public:
  SideComparison(Mesh& older, Mesh& newer, const MeshSettings& settings,
                 const Sources& sources)
      : older_(older),
        newer_(newer),
        settings_(settings),
        sources_(sources),
        out_(facts_) {}

  DiffResult run(std::span<const ExpectedRequest> requests) {
    name_nameless(older_);
    name_nameless(newer_);
    refused_new_ = take_refused(newer_, older_, true);
    refused_old_ = take_refused(older_, newer_, false);
    DiffResult result;
    keep_old_routes(older_, newer_, result.notes);
    share_ages(older_, newer_);
    work_out();
    say_refused();
    pair_gateways();
    for (const GatewayPair& pair : pairs_) compare(pair);
    say_gone_and_come();
    compare_hosts(servers_, out_);
    for (const ServerPair& pair : servers_.pairs) {
      compare_tls(pair, out_);
      compare_fields(pair, out_);
    }
    compare_merging(servers_, out_);
    result.listeners = compare_listeners(out_);
    result.changes = std::move(out_.all());
    sort(result.changes);
    find_witnesses(facts_, result.changes);
    if (!requests.empty()) result.answers = compare_answers(facts_, requests);
    note_missing_routes(result);
    return result;
  }

 private:
  /// Without routes nobody can say what is answered.
  void note_missing_routes(DiffResult& result) const {
    const auto is_guess = [](const Told& before, const Told& after) {
      return before.reason == Reason::not_given ||
             after.reason == Reason::not_given;
    };
    const bool guessed =
        std::any_of(result.changes.begin(), result.changes.end(),
                    [&](const Change& one) {
                      return one.witness &&
                             is_guess(one.witness->before, one.witness->after);
                    }) ||
        std::any_of(result.answers.begin(), result.answers.end(),
                    [&](const AnswerDelta& one) {
                      return is_guess(one.older.told, one.newer.told);
                    });
    if (guessed)
      result.notes.emplace_back(
          "no VirtualService is among the inputs: where requests are routed "
          "is unknown (--context PATH)");
  }

  void work_out() {
    facts_.settings = &settings_;
    facts_.older.mesh = &older_;
    facts_.newer.mesh = &newer_;
    const Engine before(older_, settings_), after(newer_, settings_);
    for (const Workload& one : all_workloads(older_, newer_, settings_)) {
      facts_.older.workloads.push_back(before.effective(one));
      facts_.newer.workloads.push_back(after.effective(one));
    }
    facts_.older.find_servers();
    facts_.newer.find_servers();
  }

  void say_refused() {
    for (const Refused& one : refused_new_) {
      const MeshGateway* before = facts_.older.find(one.gateway->full_name());
      if (before) compare_version(*before, *one.gateway, out_);
      Change& change =
          out_.add(changes::object_invalid, before, one.gateway.get());
      taken_.insert(one.gateway->full_name());
      change.title =
          fmt::format("{} would be refused", one.gateway->full_name());
      change.then = one.on_other
                        ? "apply fails, and the old object stays: nothing else "
                          "of it is compared (see asmgw lint)"
                        : "apply fails: nothing of it takes effect (see asmgw "
                          "lint)";
    }
    for (const Refused& one : refused_old_) {
      const MeshGateway* now = facts_.newer.find(one.gateway->full_name());
      if (now) compare_version(*one.gateway, *now, out_);
      Change& change =
          out_.add(changes::object_invalid_resolved, one.gateway.get(), now);
      taken_.insert(one.gateway->full_name());
      change.title =
          fmt::format("{} would have been refused", one.gateway->full_name());
      change.then = now ? "it is accepted now, and its servers take effect"
                        : "nothing of it was ever in effect";
    }
  }

  void pair_gateways() {
    const Index before = index_of(older_);
    std::set<GatewayId> paired;
    for (GatewayId id = 0; id < newer_.gateways.size(); ++id) {
      const auto found = before.find(newer_.gateways[id].full_name());
      if (found == before.end()) {
        come_.push_back(id);
        continue;
      }
      paired.insert(found->second);
      pairs_.push_back({found->second, id});
    }
    for (GatewayId id = 0; id < older_.gateways.size(); ++id)
      if (!paired.contains(id)) gone_.push_back(id);
    find_renames();
  }

  /// What goes and what comes with the same content is one object.
  void find_renames() {
    std::unordered_map<std::string, GatewayId> texts;
    std::set<GatewayId> renamed;
    for (GatewayId id : come_)
      texts.emplace(canonical_text(newer_.gateways[id].spec()), id);
    std::erase_if(gone_, [&](GatewayId id) {
      const auto found = texts.find(canonical_text(older_.gateways[id].spec()));
      if (found == texts.end()) return false;
      const GatewayId now = found->second;
      texts.erase(found);
      renamed.insert(now);
      say_renamed(id, now);
      add_pairs({id, now});
      return true;
    });
    std::erase_if(come_, [&](GatewayId id) { return renamed.contains(id); });
  }

  void say_renamed(GatewayId id, GatewayId now) {
    const MeshGateway& before = older_.gateways[id];
    const MeshGateway& after = newer_.gateways[now];
    Change& change = out_.add(changes::gateway_renamed, &before, &after);
    see_all(change, facts_.older, id);
    change.title =
        fmt::format("{} becomes {}", before.full_name(), after.full_name());
    change.then =
        "VirtualServices that name the old one attach to nothing: their hosts "
        "get 404 or are closed";
    if (names_only(after.full_name(), before.full_name()))
      set_level(change, Impact::risky,
                "the VirtualServices of the inputs name the new one");
  }

  /// VirtualServices name `wanted`, and none `other`.
  [[nodiscard]] bool names_only(const std::string& wanted,
                                const std::string& other) const {
    return facts_.newer.naming(other).empty() &&
           !facts_.newer.naming(wanted).empty();
  }

  void add_pairs(const GatewayPair& pair) {
    const Pairing made = pair_servers(facts_.older.servers[pair.older],
                                      facts_.newer.servers[pair.newer]);
    servers_.pairs.insert(servers_.pairs.end(), made.pairs.begin(),
                          made.pairs.end());
  }

  void compare(const GatewayPair& pair) {
    // What stands in for a refused object is that of the other side.
    if (taken_.contains(newer_.gateways[pair.newer].full_name()))
      return add_pairs(pair);
    if (is_same_text(pair)) return add_pairs(pair);
    const bool taken = compare_object(pair, sources_, out_);
    if (taken) return add_pairs(pair);
    if (canonical_text(older_.gateways[pair.older].spec()) !=
        canonical_text(newer_.gateways[pair.newer].spec()))
      return compare_spec(pair);
    compare_selector(pair, out_);
    add_pairs(pair);
  }

  /// Not one byte differs; an item of a List may depend on others.
  [[nodiscard]] bool is_same_text(const GatewayPair& pair) const {
    const MeshGateway& before = older_.gateways[pair.older];
    const MeshGateway& after = newer_.gateways[pair.newer];
    return !after.model.object.item && !before.model.object.item &&
           before.created == after.created &&
           sources_.text(before.whole) == sources_.text(after.whole);
  }

  void compare_spec(const GatewayPair& pair) {
    compare_selector(pair, out_);
    const Pairing made = pair_servers(facts_.older.servers[pair.older],
                                      facts_.newer.servers[pair.newer]);
    for (const ServerPair& one : made.pairs) {
      compare_port(one, out_);
      compare_protocol(one, out_);
    }
    compare_order(made.pairs, out_);
    servers_.pairs.insert(servers_.pairs.end(), made.pairs.begin(),
                          made.pairs.end());
    servers_.removed.insert(servers_.removed.end(), made.removed.begin(),
                            made.removed.end());
    servers_.added.insert(servers_.added.end(), made.added.begin(),
                          made.added.end());
  }

  static void see_all(Change& change, const DiffSide& side, GatewayId id) {
    std::set<std::string> hosts, names;
    for (const SideServer& server : side.servers[id]) {
      for (const Field<std::string>& host : *server->hosts) hosts.insert(*host);
      for (const Seen& at : server.seen)
        names.insert(server.workload(at).workload.id);
    }
    change.hosts.assign(hosts.begin(), hosts.end());
    if (names.empty()) return;
    change.workload = *names.begin();
    change.more_workloads = names.size() - 1;
  }

  static void mute_unless_live(Change& change,
                               const std::vector<SideServer>& servers,
                               std::string_view why) {
    if (std::any_of(servers.begin(), servers.end(),
                    [](const SideServer& one) { return one.live(); }))
      return;
    change.level = Impact::none;
    change.notes = {fmt::format("none: {}", why)};
  }

  void say_gone_and_come() {
    for (GatewayId id : gone_) say_gone(id);
    for (GatewayId id : come_) say_come(id);
  }

  void say_gone(GatewayId id) {
    const MeshGateway& gateway = older_.gateways[id];
    for (const SideServer& one : facts_.older.servers[id])
      servers_.gone.push_back(&one);
    if (taken_.contains(gateway.full_name())) return;
    Change& change = out_.add(changes::gateway_removed, &gateway, nullptr);
    see_all(change, facts_.older, id);
    change.title = fmt::format("{} is gone", gateway.full_name());
    change.then = lost_with(facts_, id);
    mute_unless_live(change, facts_.older.servers[id],
                     "nothing of it was in effect, all its servers were "
                     "dropped or no workload is selected");
  }

  void say_come(GatewayId id) {
    const MeshGateway& gateway = newer_.gateways[id];
    for (const SideServer& one : facts_.newer.servers[id])
      servers_.come.push_back(&one);
    if (taken_.contains(gateway.full_name())) return;
    Change& change = out_.add(changes::gateway_added, nullptr, &gateway);
    see_all(change, facts_.newer, id);
    change.title = fmt::format("{} is new", gateway.full_name());
    change.then = "its servers appear on every workload that it selects";
    if (selector_of(gateway).empty())
      set_level(change, Impact::risky,
                "without selector it applies to every gateway workload");
    mute_unless_live(change, facts_.newer.servers[id],
                     "nothing of it takes effect, all its servers are dropped "
                     "or no workload is selected");
  }

  void sort(std::vector<Change>& all) const {
    const auto place = [](const Change& one) {
      const std::optional<Spot>& spot = one.newer ? one.newer : one.older;
      return spot ? std::tuple(spot->range.file, spot->range.begin)
                  : std::tuple(FileId{}, 0U);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Change& a, const Change& b) {
                       if (a.level != b.level) return a.level > b.level;
                       return place(a) < place(b);
                     });
  }

  Mesh& older_;
  Mesh& newer_;
  const MeshSettings& settings_;
  const Sources& sources_;
  DiffFacts facts_;
  ChangeList out_;
  std::vector<Refused> refused_new_, refused_old_;
  std::set<std::string> taken_;  ///< nothing more is said of these
  std::vector<GatewayPair> pairs_;
  std::vector<GatewayId> gone_, come_;
  ServerChanges servers_;
};

/// What ASM would record a version of.
std::vector<VersionRecord> versions_of(const Mesh& older, const Mesh& newer,
                                       const Sources& sources) {
  std::vector<VersionRecord> all;
  const Index known = index_of(older);
  for (const MeshGateway& one : newer.gateways) {
    const auto found = known.find(one.full_name());
    if (found == known.end()) continue;
    const MeshGateway& before = older.gateways[found->second];
    if (one.refused || sources.text(before.whole) == sources.text(one.whole))
      continue;
    all.push_back({one.full_name(), canonical_text(before.spec()) !=
                                        canonical_text(one.spec())});
  }
  return all;
}

}  // namespace

Impact DiffResult::level() const {
  Impact worst = Impact::none;
  for (const Change& one : changes) worst = std::max(worst, one.level);
  return worst;
}

std::size_t DiffResult::count(Impact level) const {
  return static_cast<std::size_t>(
      std::count_if(changes.begin(), changes.end(),
                    [&](const Change& one) { return one.level == level; }));
}

DiffResult diff(Mesh& older, Mesh& newer, const MeshSettings& settings,
                const Sources& sources,
                std::span<const ExpectedRequest> requests) {
  std::vector<VersionRecord> versions = versions_of(older, newer, sources);
  DiffResult result =
      SideComparison(older, newer, settings, sources).run(requests);
  result.versions = std::move(versions);
  return result;
}

}  // namespace asmgw
