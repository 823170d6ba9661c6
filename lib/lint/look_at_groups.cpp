// Conflicts are looked for inside a group, in each way to apply it; what is
// missed is looked for in all that may be applied with it.
#include "lint/look_at_groups.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace asmgw {
namespace {

/// Beyond, all groups are taken to be around each other: there are too many
/// pairs of them.
constexpr std::size_t most_groups = 1000;
/// Sets of groups that are merged; each may hold all files.
constexpr std::size_t most_surroundings = 50;

bool has_gateway(const LookAtGroups::Files& files) {
  return std::any_of(files.begin(), files.end(), [](const FileObjects* file) {
    return std::any_of(file->objects.begin(), file->objects.end(),
                       [](const FileObject& one) { return one.gateway; });
  });
}

}  // namespace

void LookAtGroups::look_at_all(const Look& look) const {
  for (GroupIndex group = 0; group < groups.all().size(); ++group)
    look_inside(group, look);
  look_around(look);
}

void LookAtGroups::look_inside(GroupIndex group, const Look& look) const {
  const Files all = objects_of(files_of({group}));
  if (!has_gateway(all)) return;
  const auto variants = groups.variants(group);
  if (variants.size() > 1)
    merge(all, true,
          [&](const SetFacts& facts) { look(facts, {Claim::doubles}, {}); });
  for (const std::vector<FileIndex>& variant : variants)
    merge(objects_of(variant), variants.size() > 1, [&](const SetFacts& facts) {
      look(facts, {Claim::accuses, Claim::doubles}, {});
    });
}

void LookAtGroups::look_around(const Look& look) const {
  std::vector<GroupIndex> every(groups.all().size());
  std::iota(every.begin(), every.end(), GroupIndex{0});
  if (every.size() > most_groups) return look_around(every, every, look);
  std::map<std::vector<GroupIndex>, std::vector<GroupIndex>> surroundings;
  for (GroupIndex group : every) {
    std::vector<GroupIndex> around = groups.not_apart_from(group);
    around.insert(std::lower_bound(around.begin(), around.end(), group), group);
    const bool room = surroundings.size() < most_surroundings;
    surroundings[room || surroundings.contains(around) ? around : every]
        .push_back(group);
  }
  for (const auto& [around, asking] : surroundings)
    look_around(around, asking, look);
}

void LookAtGroups::look_around(const std::vector<GroupIndex>& around,
                               const std::vector<GroupIndex>& asking,
                               const Look& look) const {
  std::set<FileId> wanted;
  for (FileIndex file : files_of(asking)) wanted.insert(files[file]->file);
  merge(objects_of(files_of(around)), false, [&](const SetFacts& facts) {
    look(facts, {Claim::misses, Claim::evidence},
         [&](FileId file) { return wanted.contains(file); });
  });
}

std::vector<FileIndex> LookAtGroups::files_of(
    const std::vector<GroupIndex>& some) const {
  std::set<FileIndex> all;
  for (GroupIndex group : some)
    for (const GroupMember& member : groups.all()[group].members)
      all.insert(member.file);
  return {all.begin(), all.end()};
}

LookAtGroups::Files LookAtGroups::objects_of(
    const std::vector<FileIndex>& some) const {
  Files all;
  all.reserve(some.size());
  for (FileIndex file : some) all.push_back(files[file]);
  return all;
}

}  // namespace asmgw
