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

}  // namespace

void LookAtGroups::look_at_all(const Look& look) const {
  for (GroupIndex group = 0; group < applied.groups().all().size(); ++group)
    look_inside(group, look);
  look_around(look);
}

void LookAtGroups::look_inside(GroupIndex group, const Look& look) const {
  if (!applied.has_gateway(group)) return;
  const auto variants = applied.groups().variants(group);
  if (variants.size() > 1)
    merge(applied.of(std::span(&group, 1)), true,
          [&](const SetFacts& facts) { look(facts, {Claim::doubles}, {}); });
  for (const std::vector<FileIndex>& variant : variants)
    merge(
        applied.of(group, variant), variants.size() > 1,
        [&](const SetFacts& facts) {
          look(facts, {Claim::accuses, Claim::doubles}, std::cref(by_relation));
        });
}

void LookAtGroups::look_around(const Look& look) const {
  const MeshGroups& groups = applied.groups();
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
  for (const FileObjects* file : applied.of(asking)) wanted.insert(file->file);
  const auto is_wanted = [&](const Diagnostic& found) {
    return wanted.contains(found.range.file);
  };
  merge(applied.of(around), false, [&](const SetFacts& facts) {
    look(facts, {Claim::misses, Claim::evidence}, is_wanted);
    if (around.size() > 1)
      look(facts, {Claim::accuses}, [&](Diagnostic& found) {
        return is_wanted(found) &&
               by_relation.relation_in(found) == Relation::unknown &&
               by_relation(found);
      });
  });
}

ByRelation::ByRelation(const MeshGroups& groups,
                       const std::vector<const FileObjects*>& files)
    : groups_(groups) {
  for (FileIndex i = 0; i < files.size(); ++i)
    files_.try_emplace(files[i]->file, i);
}

Relation ByRelation::relation_in(const Diagnostic& found) const {
  const FileIndex own = files_.at(found.range.file);
  Relation all = Relation::together;
  for (const Note& note : found.notes) {
    if (!note.range) continue;
    const Relation one = groups_.of_files(own, files_.at(note.range->file));
    if (one == Relation::apart) return one;
    if (one == Relation::unknown) all = one;
  }
  return all;
}

bool ByRelation::operator()(Diagnostic& found) const {
  const Relation relation = relation_in(found);
  if (relation == Relation::unknown) {
    found.severity = std::min(found.severity, Severity::info);
    found.notes.emplace_back().message =
        "only if both are applied to one mesh, which nothing here says";
  }
  return relation != Relation::apart;
}

}  // namespace asmgw
