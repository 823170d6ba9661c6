// A file is read again for each way it is renamed.
#include "mesh/applied_files.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

namespace asmgw {
namespace {

auto key_of(FileIndex file, const Renaming& as) {
  return std::tuple(file, as.namespace_, as.prefix, as.suffix, as.only_unnamed);
}

bool defines_gateway(const FileObjects& file) {
  return std::any_of(file.objects.begin(), file.objects.end(),
                     [](const FileObject& one) { return one.gateway; });
}

}  // namespace

AppliedFiles::AppliedFiles(const MeshGroups& groups,
                           const std::vector<const FileObjects*>& files,
                           const Sources& sources, const MeshSettings& settings)
    : groups_(groups) {
  std::map<decltype(key_of(0, {})), const FileObjects*> known;
  for (const MeshGroup& group : groups.all()) {
    std::vector<Applied>& members = members_.emplace_back();
    for (const GroupMember& member : group.members) {
      const FileObjects* objects = files[member.file];
      if (!member.renaming.empty()) {
        const FileObjects*& made = known[key_of(member.file, member.renaming)];
        if (!made) {
          renamed_.push_back(std::make_unique<const FileObjects>(
              read_renamed(*objects, sources, settings, member.renaming)));
          made = renamed_.back().get();
        }
        objects = made;
      }
      members.push_back({member.file, objects});
    }
  }
}

/// Of two ways to apply a file the one read first comes first.
std::vector<AppliedFiles::Applied> AppliedFiles::sorted(
    std::span<const GroupIndex> some) const {
  const auto before = [](const Applied& a, const Applied& b) {
    return a.file < b.file;
  };
  std::vector<Applied> all;
  for (GroupIndex group : some)
    all.insert(all.end(), members_[group].begin(), members_[group].end());
  if (!std::is_sorted(all.begin(), all.end(), before))
    std::stable_sort(all.begin(), all.end(), before);
  std::unordered_set<const FileObjects*> seen;  // of one file
  FileIndex last = 0;
  std::erase_if(all, [&](const Applied& one) {
    if (one.file != last) seen.clear();
    last = one.file;
    return !seen.insert(one.objects).second;
  });
  return all;
}

std::vector<const FileObjects*> AppliedFiles::of(
    std::span<const GroupIndex> some) const {
  std::vector<const FileObjects*> found;
  for (const Applied& one : sorted(some)) found.push_back(one.objects);
  return found;
}

std::vector<const FileObjects*> AppliedFiles::of(
    GroupIndex group, std::span<const FileIndex> files) const {
  std::vector<const FileObjects*> found;
  for (const Applied& one : sorted(std::span(&group, 1)))
    if (std::binary_search(files.begin(), files.end(), one.file))
      found.push_back(one.objects);
  return found;
}

std::vector<MeshFile> AppliedFiles::mesh_of(
    GroupIndex group, std::span<const GroupIndex> others) const {
  const std::vector<const FileObjects*> own = of(std::span(&group, 1));
  const std::set<const FileObjects*> mine(own.begin(), own.end());
  std::vector<GroupIndex> all(others.begin(), others.end());
  all.push_back(group);
  std::vector<MeshFile> made;
  for (const Applied& one : sorted(all))
    made.push_back({one.objects, !mine.contains(one.objects)});
  return made;
}

bool AppliedFiles::has_gateway(GroupIndex group) const {
  return std::any_of(
      members_[group].begin(), members_[group].end(),
      [](const Applied& one) { return defines_gateway(*one.objects); });
}

}  // namespace asmgw
