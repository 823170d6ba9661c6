// A group is in one pair.
#include "cli/group_pairs.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace asmgw::cli {
namespace {

using Indexes = std::vector<std::size_t>;

constexpr std::size_t most_names = 8;

/// `a, b and 3 more`, visible.
std::string list_of(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), most_names); ++i)
    text += (i == 0 ? "" : ", ") + visible(names[i]);
  if (names.size() > most_names)
    text += fmt::format(" and {} more", names.size() - most_names);
  return text;
}

std::vector<std::string_view> names_of(const GroupedSide& side,
                                       const Indexes& groups) {
  std::vector<std::string_view> names;
  for (std::size_t i : groups) names.push_back(side.groups[i].name);
  return names;
}

std::string joined_names(const GroupedSide& side, const Indexes& groups) {
  std::string text;
  for (std::string_view name : names_of(side, groups))
    text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

bool any_apart(const GroupedSide& side, const Indexes& groups) {
  for (std::size_t i = 0; i < groups.size(); ++i)
    for (std::size_t j = i + 1; j < groups.size(); ++j)
      if (side.apart(groups[i], groups[j])) return true;
  return false;
}

/// A side with what of it is in no pair yet.
struct Open {
  explicit Open(const GroupedSide& given)
      : side(given), left(given.groups.size(), true) {
    for (std::size_t i = 0; i < side.groups.size(); ++i)
      for (const std::string& name : side.groups[i].gateways)
        by_gateway[name].push_back(i);
  }

  [[nodiscard]] Indexes all_left() const {
    Indexes all;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (left[i]) all.push_back(i);
    return all;
  }

  const GroupedSide& side;
  std::vector<bool> left;
  std::map<std::string_view, Indexes> by_gateway;
};

class Pairing {
 public:
  Pairing(const GroupedSide& older, const GroupedSide& newer)
      : older_(older), newer_(newer) {}

  std::vector<GroupPair> pair() {
    pair_by(&SideGroup::name);
    pair_by(&SideGroup::place);
    pair_by(&SideGroup::contents);
    pair_by_gateways();
    for (std::size_t i : older_.all_left()) add({i}, {});
    for (std::size_t i : newer_.all_left()) add({}, {i});
    std::sort(pairs_.begin(), pairs_.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return std::move(pairs_);
  }

 private:
  /// What several groups of a side have says nothing.
  void pair_by(std::string SideGroup::*key) {
    const auto older = by(key, older_), newer = by(key, newer_);
    for (const auto& [word, groups] : older)
      if (const auto found = newer.find(word);
          !word.empty() && found != newer.end() && groups.size() == 1 &&
          found->second.size() == 1)
        add(groups, found->second);
  }

  static std::map<std::string_view, Indexes> by(std::string SideGroup::*key,
                                                const Open& side) {
    std::map<std::string_view, Indexes> all;
    for (std::size_t i : side.all_left())
      all[side.side.groups[i].*key].push_back(i);
    return all;
  }

  void pair_by_gateways() {
    std::set<std::size_t> seen;
    for (std::size_t first : older_.all_left()) {
      if (seen.contains(first)) continue;
      auto [olders, newers] = connected_with(first);
      seen.insert(olders.begin(), olders.end());
      if (!newers.empty() && !any_apart(older_.side, olders) &&
          !any_apart(newer_.side, newers))
        add(std::move(olders), std::move(newers));
    }
  }

  /// All groups, of what is left, that have a Gateway in common with it, or
  /// with one of these.
  [[nodiscard]] std::pair<Indexes, Indexes> connected_with(
      std::size_t first) const {
    std::set<std::size_t> olders{first}, newers;
    std::set<std::string_view> names;
    std::vector<const SideGroup*> open{&older_.side.groups[first]};
    const auto take = [&](const Open& from, std::string_view name,
                          std::set<std::size_t>& found) {
      const auto known = from.by_gateway.find(name);
      if (known == from.by_gateway.end()) return;
      for (std::size_t i : known->second)
        if (from.left[i] && found.insert(i).second)
          open.push_back(&from.side.groups[i]);
    };
    while (!open.empty()) {
      const SideGroup& group = *open.back();
      open.pop_back();
      for (const std::string& name : group.gateways) {
        if (!names.insert(name).second) continue;
        take(older_, name, olders);
        take(newer_, name, newers);
      }
    }
    return {{olders.begin(), olders.end()}, {newers.begin(), newers.end()}};
  }

  void add(Indexes olders, Indexes newers) {
    for (std::size_t i : olders) older_.left[i] = false;
    for (std::size_t i : newers) newer_.left[i] = false;
    pairs_.push_back(
        {name_of(olders, newers), {false, olders}, {false, newers}});
  }

  [[nodiscard]] std::string name_of(const Indexes& olders,
                                    const Indexes& newers) const {
    const std::string before = joined_names(older_.side, olders),
                      after = joined_names(newer_.side, newers);
    if (olders.empty() || before == after) return after;
    if (newers.empty()) return before;
    if (olders.size() == 1 && newers.size() == 1) {
      const std::string& place = newer_.side.groups[newers.front()].place;
      if (!place.empty() && place == older_.side.groups[olders.front()].place)
        return place;
    }
    return before + " → " + after;
  }

  Open older_, newer_;
  std::vector<GroupPair> pairs_;
};

class Chooser {
 public:
  Chooser(const GroupedSide& older, const GroupedSide& newer,
          const std::vector<std::string>& wanted)
      : older_(older), newer_(newer), wanted_(wanted) {}

  /// No name that is wanted is unknown.
  [[nodiscard]] std::optional<Error> fault() const {
    std::set<std::string_view> known;
    for (const GroupedSide* side : {&older_, &newer_})
      for (const SideGroup& group : side->groups) {
        known.insert(group.name);
        if (!group.place.empty()) known.insert(group.place);
      }
    for (const std::string& name : wanted_)
      if (!known.contains(name)) return unknown(name);
    return std::nullopt;
  }

  [[nodiscard]] bool wants(const GroupedSide& side,
                           const Indexes& groups) const {
    return wanted_.empty() ||
           std::any_of(groups.begin(), groups.end(), [&](std::size_t i) {
             return is_wanted(side.groups[i]);
           });
  }

  [[nodiscard]] bool is_wanted(const SideGroup& group) const {
    return std::any_of(wanted_.begin(), wanted_.end(), [&](const auto& name) {
      return name == group.name || name == group.place;
    });
  }

  /// What of the side is compared with one mesh.
  [[nodiscard]] Result<GroupChoice> one_of(const GroupedSide& side) const {
    const bool single = side.groups.size() < 2;
    Indexes groups;
    for (std::size_t i = 0; i < side.groups.size(); ++i)
      if (single || wants(side, {i})) groups.push_back(i);
    if (single) return GroupChoice{groups.empty(), std::move(groups)};
    if (any_apart(side, groups))
      return Error{fmt::format(
          "{} holds more than one mesh, and is compared with one: name a group "
          "(--group), or take all as one (--together): {}",
          visible(side.shown), list_of(names_of(side, groups)))};
    if (groups.size() == side.groups.size()) return GroupChoice{true};
    return GroupChoice{false, std::move(groups)};
  }

 private:
  [[nodiscard]] Error unknown(const std::string& name) const {
    std::set<std::string_view> names;
    for (const GroupedSide* side : {&older_, &newer_})
      for (const SideGroup& group : side->groups) names.insert(group.name);
    const std::vector<std::string_view> all(names.begin(), names.end());
    std::string hint = did_you_mean(name, all);
    if (hint.empty())
      hint = all.empty() ? "; none has" : "; there are " + list_of(all);
    return {fmt::format("--group: no group {} with Gateways{}", in_quotes(name),
                        hint)};
  }

  const GroupedSide& older_;
  const GroupedSide& newer_;
  const std::vector<std::string>& wanted_;
};

/// One mesh, and nothing that would tell it from others.
bool is_whole(const GroupedSide& side) {
  return side.whole && side.groups.size() == 1;
}

}  // namespace

Result<std::vector<GroupPair>> pair_groups(
    const GroupedSide& older, const GroupedSide& newer, bool one,
    const std::vector<std::string>& wanted) {
  const Chooser chooser(older, newer, wanted);
  if (auto error = chooser.fault()) return *error;
  const bool single = older.groups.size() < 2 && newer.groups.size() < 2;
  if (!single && !one && !is_whole(older) && !is_whole(newer)) {
    std::vector<GroupPair> pairs = Pairing(older, newer).pair();
    std::erase_if(pairs, [&](const GroupPair& pair) {
      return !chooser.wants(older, pair.older.groups) &&
             !chooser.wants(newer, pair.newer.groups);
    });
    return pairs;
  }
  auto before = chooser.one_of(older), after = chooser.one_of(newer);
  if (!before) return before.error();
  if (!after) return after.error();
  return std::vector{GroupPair{"", std::move(*before), std::move(*after)}};
}

}  // namespace asmgw::cli
