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

/// A server that is dropped for what another does may hide what it would meet.
bool is_crowded_out(const ServerIn& server) {
  switch (server.drop.reason) {
    case DropReason::duplicate_tls_host:
    case DropReason::protocol_conflict:
    case DropReason::duplicate_port_name:
      return true;
    case DropReason::none:
    case DropReason::no_port:
    case DropReason::privileged_port:
    case DropReason::no_filter_chain:
      break;
  }
  return false;
}

/// Nothing but Gateways, each of which stays as it is: what some of them show
/// without the others they show with them as well.
bool only_adds_up(const SetFacts& facts) {
  const Mesh& mesh = facts.mesh;
  return mesh.virtual_services.empty() && mesh.services.empty() &&
         mesh.pods.empty() && mesh.service_entries.empty() &&
         mesh.destination_rules.empty() && mesh.istio_gateways.empty() &&
         mesh.secrets.empty() && mesh.config_maps.empty() &&
         mesh.replaced.empty() &&
         std::none_of(facts.workloads.begin(), facts.workloads.end(),
                      [](const WorkloadFacts& one) {
                        const Effective& effective = one.effective;
                        return effective.panic ||
                               std::any_of(effective.servers.begin(),
                                           effective.servers.end(),
                                           is_crowded_out);
                      });
}

}  // namespace

void LookAtGroups::look_at_all(const Look& look) const {
  const Surroundings all = surroundings();
  if (all.size() == 1 && all.begin()->first == every())
    return look_at_whole(look);
  look_inside(look);
  for (const auto& [around, asking] : all) look_around(around, asking, look);
}

LookAtGroups::Groups LookAtGroups::every() const {
  Groups all(applied.groups().all().size());
  std::iota(all.begin(), all.end(), GroupIndex{0});
  return all;
}

LookAtGroups::Surroundings LookAtGroups::surroundings() const {
  const MeshGroups& groups = applied.groups();
  const Groups all = every();
  if (all.size() > most_groups) return {{all, all}};
  Surroundings made;
  for (GroupIndex group : all) {
    Groups around = groups.not_apart_from(group);
    around.insert(std::lower_bound(around.begin(), around.end(), group), group);
    const bool room = made.size() < most_surroundings;
    made[room || made.contains(around) ? around : all].push_back(group);
  }
  return made;
}

/// Where all groups may be applied to one mesh and nothing clashes in it,
/// nothing clashes in any of them.
void LookAtGroups::look_at_whole(const Look& look) const {
  const Groups all = every();
  merge(applied.of(all), false, [&](const SetFacts& facts) {
    const bool silent = !has_variants() && only_adds_up(facts) &&
                        finds_nothing(facts, {Claim::accuses, Claim::doubles});
    if (silent) return look(facts, {Claim::misses, Claim::evidence}, {});
    look_inside(look);
    look_around(all, all, facts, look);
  });
}

bool LookAtGroups::has_variants() const {
  const MeshGroups& groups = applied.groups();
  for (GroupIndex group = 0; group < groups.all().size(); ++group)
    if (groups.has_variants(group)) return true;
  return false;
}

void LookAtGroups::look_inside(const Look& look) const {
  for (GroupIndex group = 0; group < applied.groups().all().size(); ++group)
    look_inside(group, look);
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

void LookAtGroups::look_around(const Groups& around, const Groups& asking,
                               const Look& look) const {
  merge(applied.of(around), false, [&](const SetFacts& facts) {
    look_around(around, asking, facts, look);
  });
}

void LookAtGroups::look_around(const Groups& around, const Groups& asking,
                               const SetFacts& facts, const Look& look) const {
  std::set<FileId> wanted;
  for (const FileObjects* file : applied.of(asking)) wanted.insert(file->file);
  const auto is_wanted = [&](const Diagnostic& found) {
    return wanted.contains(found.range.file);
  };
  look(facts, {Claim::misses, Claim::evidence}, is_wanted);
  if (around.size() > 1)
    look(facts, {Claim::accuses}, [&](Diagnostic& found) {
      return is_wanted(found) &&
             by_relation.relation_in(found) == Relation::unknown &&
             by_relation(found);
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
