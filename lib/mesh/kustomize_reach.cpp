// The transformers of what includes come after those of what is included.
#include "mesh/kustomize_reach.h"

#include "base/file.h"
#include "mesh/group_maker.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace asmgw {
namespace {

/// Entries followed, of all groups; a base counts for each that includes it.
constexpr std::size_t most_steps = 400'000;
/// kustomize has no limit; the stack has.
constexpr std::size_t most_levels = 100;

/// What an object goes through in `inner`, then in `outer`.
Renaming renamed(const KustomizationFile& inner, const Renaming& outer) {
  return {outer.namespace_.empty() ? inner.namespace_ : outer.namespace_,
          outer.prefix + inner.name_prefix, inner.name_suffix + outer.suffix};
}

template <class T>
void sort_once(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::array<const std::vector<std::string>*, 3> entries_of(
    const KustomizationFile& said) {
  return {&said.resources, &said.bases, &said.components};
}

}  // namespace

struct KustomizeReach::Walk {
  using Key = std::tuple<std::uint32_t, std::string, std::string, std::string>;
  static Key key(std::uint32_t what, const Renaming& as) {
    return {what, as.namespace_, as.prefix, as.suffix};
  }

  Reached out;
  std::set<Key> seen, members;
  std::vector<KustomizationIndex> open = {};  ///< on the way here
  std::size_t objects = 0;                    ///< defined so far
  const std::vector<GroupedFile>& files;
};

KustomizeReach::KustomizeReach(const GroupInput& input)
    : input_(input),
      included_(input.kustomizations.size()),
      steps_left_(most_steps) {
  for (FileIndex i = 0; i < input.files.size(); ++i)
    if (!input.files[i].alone) files_.try_emplace(input.files[i].path, i);
  const auto& all = input.kustomizations;
  for (KustomizationIndex i = 0; i < all.size(); ++i)
    by_folder_.try_emplace(std::string(folder_of(all[i].path)), i);
  for (KustomizationIndex i = 0; i < all.size(); ++i)
    for (const auto* entries : entries_of(all[i].said)) link(i, *entries);
}

void KustomizeReach::link(KustomizationIndex from,
                          const std::vector<std::string>& entries) {
  const std::string folder(folder_of(input_.kustomizations[from].path));
  for (const std::string& entry : entries) {
    if (is_remote_resource(entry)) continue;
    const auto found = by_folder_.find(resolved_path(folder, entry));
    if (found != by_folder_.end() && found->second != from)
      included_[found->second] = true;
  }
}

KustomizeReach::Reached KustomizeReach::from(KustomizationIndex top) {
  Walk walk{.out = {}, .seen = {}, .members = {}, .files = input_.files};
  visit(top, {}, walk);
  sort_once(walk.out.through);
  sort_once(walk.out.defining);
  sort_once(walk.out.remote);
  sort_once(walk.out.missing);
  return std::move(walk.out);
}

void KustomizeReach::visit(KustomizationIndex i, const Renaming& outer,
                           Walk& walk) {
  const PlacedKustomization& here = input_.kustomizations[i];
  const Renaming renaming = renamed(here.said, outer);
  if (walk.open.size() >= most_levels || steps_left_ == 0 ||
      std::find(walk.open.begin(), walk.open.end(), i) != walk.open.end() ||
      !walk.seen.insert(Walk::key(i, renaming)).second)
    return;
  walk.open.push_back(i);
  walk.out.through.push_back(i);
  const std::size_t before = walk.objects;
  const auto own = files_.find(here.path);
  if (own != files_.end()) add(own->second, {}, walk);
  for (const auto* entries : entries_of(here.said))
    for (const std::string& entry : *entries) take(i, entry, renaming, walk);
  take_patches(i, renaming, walk);
  if (walk.objects > before) walk.out.defining.push_back(i);
  walk.open.pop_back();
}

void KustomizeReach::take(KustomizationIndex i, const std::string& entry,
                          const Renaming& renaming, Walk& walk) {
  if (steps_left_ == 0) return;
  --steps_left_;
  if (is_remote_resource(entry)) {
    walk.out.remote.push_back(entry);
    return;
  }
  const std::string path = resolved_path(
      std::string(folder_of(input_.kustomizations[i].path)), entry);
  if (const auto file = files_.find(path); file != files_.end())
    return add(file->second, renaming, walk);
  const auto next = by_folder_.find(path);
  if (next != by_folder_.end() && next->second != i)
    visit(next->second, renaming, walk);
  else
    walk.out.missing.push_back(entry);
}

void KustomizeReach::take_patches(KustomizationIndex i,
                                  const Renaming& renaming, Walk& walk) {
  const PlacedKustomization& here = input_.kustomizations[i];
  const std::string folder(folder_of(here.path));
  for (const KustomizationPatch& patch : here.said.patches) {
    const auto file = patch.path.empty()
                          ? files_.end()
                          : files_.find(resolved_path(folder, patch.path));
    if (file != files_.end()) add(file->second, renaming, walk);
    const bool leaves_spec = file == files_.end()
                                 ? patch.leaves_spec
                                 : input_.files[file->second].leaves_spec;
    if (patch.target != PatchTarget{}) {
      walk.out.patches.push_back(patch.target);
      walk.out.patches.back().spec = !leaves_spec;
    } else if (file != files_.end()) {
      for (const ObjectIdentity& object : input_.files[file->second].objects)
        walk.out.patches.push_back(
            {object.kind,
             object.namespace_written ? object.namespace_ : std::string(),
             object.name, !leaves_spec});
    }
  }
}

void KustomizeReach::add(FileIndex file, const Renaming& renaming, Walk& walk) {
  if (!walk.members.insert(Walk::key(file, renaming)).second) return;
  walk.out.members.push_back({file, renaming});
  if (!walk.files[file].patch) walk.objects += walk.files[file].objects.size();
}

}  // namespace asmgw
