// What groups and files have in common, and what that makes of them.
#include "mesh/groups.h"

#include "base/file.h"
#include "mesh/environments.h"
#include "mesh/group_maker.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 6> by_words{
    "option", "input", "config", "kustomization", "deployment", "folder"};
constexpr std::array<std::string_view, 3> relation_words{"together", "apart",
                                                         "unknown"};

/// Gives each text a number.
class Numbers {
 public:
  std::uint32_t of(const std::string& text) {
    const auto next = static_cast<std::uint32_t>(all_.size());
    return all_.try_emplace(text, next).first->second;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> all_;
};

/// `lead` and the path with one part made a pattern, for each part that has the
/// name of an environment.
template <class Take>
void each_pattern(const std::string& path, const Take& take) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string pattern =
        environment_pattern(std::string_view(path).substr(begin, end - begin));
    if (!pattern.empty())
      take(path.substr(0, begin) + pattern + path.substr(end));
    begin = end + 1;
  }
}

/// The two topics of a copy: the same identity, and, of Gateways, the same name
/// without a namespace and with one. True: the member defines such a one again.
bool oppose_copies(const std::string& lead, const ObjectIdentity& object,
                   std::uint32_t member, Opposites& out) {
  std::string topic = lead;
  topic += '=';
  topic += object.kind;
  topic += ' ';
  topic += object.namespace_;
  topic += '/';
  topic += object.name;
  bool again = !out.add(topic, member);
  if (object.kind != "Gateway") return again;
  topic = lead;
  topic += '~';
  topic += object.name;
  return !out.add(topic, object.namespace_written ? 1 : 0, member) || again;
}

/// A name in a target is a regular expression; one that is no plain text may be
/// any.
bool may_mean(std::string_view pattern, std::string_view text) {
  return pattern.empty() || pattern == text ||
         pattern.find_first_of("*+?|[](){}^$\\") != std::string_view::npos;
}

}  // namespace

std::string_view text_of(GroupBy by) {
  return by_words[static_cast<std::size_t>(by)];
}

std::string_view text_of(Relation relation) {
  return relation_words[static_cast<std::size_t>(relation)];
}

ObjectIdentity renamed(ObjectIdentity object, const Renaming& renaming) {
  const std::string_view written =
      object.namespace_written ? std::string_view(object.namespace_) : "";
  object.namespace_ = renaming.namespace_of(written, object.namespace_);
  object.namespace_written |= !renaming.namespace_.empty();
  object.name = renaming.name_of(object.name);
  return object;
}

bool MeshGroup::is_patched(const ObjectIdentity& object) const {
  return std::any_of(
      patches.begin(), patches.end(), [&](const PatchTarget& target) {
        return target.spec &&
               (target.kind.empty() || target.kind == object.kind) &&
               may_mean(target.name, object.name) &&
               (!object.namespace_written ||
                may_mean(target.namespace_, object.namespace_));
      });
}

MeshGroups::MeshGroups(GroupInput input) : input_(std::move(input)) {
  MadeGroups made = make_groups(input_);
  groups_ = std::move(made.groups);
  included_ = std::move(made.included);
  cut_off_ = made.cut_off;
  index_files();
  oppose_groups();
  oppose_files();
}

std::optional<GroupIndex> MeshGroups::find(std::string_view name) const {
  for (GroupIndex i = 0; i < groups_.size(); ++i)
    if (groups_[i].name == name) return i;
  return std::nullopt;
}

void MeshGroups::index_files() {
  of_file_.resize(input_.files.size());
  live_.assign(groups_.size(), true);
  for (GroupIndex i = 0; i < groups_.size(); ++i)
    for (const GroupMember& member : groups_[i].members) {
      std::vector<GroupIndex>& of = of_file_[member.file];
      if (of.empty() || of.back() != i) of.push_back(i);
      if (!input_.files[member.file].live) live_[i] = false;
    }
}

void MeshGroups::oppose_groups() {
  Numbers paths;
  repeated_.resize(groups_.size());
  for (GroupIndex i = 0; i < groups_.size(); ++i) {
    const MeshGroup& group = groups_[i];
    if (group.by == GroupBy::config || input_.scope == GroupScope::file)
      apart_.add("config", i);
    for (std::uint32_t one : group.kustomizations)
      apart_.add(fmt::format("base {}", one), i);
    if (group.folder)
      each_pattern(*group.folder, [&](const std::string& pattern) {
        apart_.add("path " + pattern, paths.of(*group.folder), i);
      });
    repeated_[i] = oppose_objects(i);
  }
  apart_.settle(groups_.size());
}

bool MeshGroups::oppose_objects(GroupIndex group) {
  bool again = false;
  for (const GroupMember& member : groups_[group].members) {
    const GroupedFile& file = input_.files[member.file];
    if (file.patch) continue;
    for (const ObjectIdentity& object : file.objects)
      again |= member.renaming.empty()
                   ? oppose_copies("", object, group, apart_)
                   : oppose_copies("", renamed(object, member.renaming), group,
                                   apart_);
  }
  return again;
}

void MeshGroups::oppose_files() {
  Numbers names;
  for (GroupIndex i = 0; i < groups_.size(); ++i) {
    if (groups_[i].by != GroupBy::folder) continue;
    const std::string lead = std::to_string(i);
    for (const GroupMember& member : groups_[i].members) {
      const GroupedFile& file = input_.files[member.file];
      if (file.patch) continue;
      if (repeated_[i])
        for (const ObjectIdentity& object : file.objects)
          oppose_copies(lead, object, member.file, copies_);
      const std::string name = file.path.substr(folder_of(file.path).size());
      const std::string pattern = environment_pattern(name);
      if (!pattern.empty())
        doubtful_.add(lead + ' ' + pattern, names.of(name), member.file);
    }
  }
  copies_.settle(input_.files.size());
  doubtful_.settle(input_.files.size());
}

Relation MeshGroups::relation(GroupIndex a, GroupIndex b) const {
  if (a == b) return Relation::together;
  if (apart_.oppose(a, b)) return Relation::apart;
  return live_[a] && live_[b] ? Relation::together : Relation::unknown;
}

Relation MeshGroups::inside(GroupIndex group, FileIndex a, FileIndex b) const {
  if (groups_[group].by != GroupBy::folder) return Relation::together;
  if (copies_.oppose(a, b)) return Relation::apart;
  return doubtful_.oppose(a, b) ? Relation::unknown : Relation::together;
}

Relation MeshGroups::of_files(FileIndex a, FileIndex b) const {
  if (a == b) return Relation::together;
  bool all_apart = true;
  for (GroupIndex left : of_file_[a])
    for (GroupIndex right : of_file_[b]) {
      const Relation found =
          left == right ? inside(left, a, b) : relation(left, right);
      if (found == Relation::together) return found;
      all_apart &= found == Relation::apart;
    }
  return all_apart ? Relation::apart : Relation::unknown;
}

std::vector<GroupIndex> MeshGroups::not_apart_from(GroupIndex group) const {
  std::vector<bool> apart(groups_.size());
  apart_.mark(group, apart);
  std::vector<GroupIndex> others;
  for (GroupIndex i = 0; i < groups_.size(); ++i)
    if (i != group && !apart[i]) others.push_back(i);
  return others;
}

}  // namespace asmgw
