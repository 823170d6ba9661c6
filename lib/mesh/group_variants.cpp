// The ways to apply a folder that holds copies.
#include "mesh/groups.h"

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

/// So many lists are looked at for one that takes a file; beyond, each file is
/// one by itself.
constexpr std::size_t most_looked_at = 64;

/// Files that do not oppose each other, each in the first list that takes it.
class Layers {
 public:
  Layers(std::size_t files, const Opposites& copies)
      : files_(files), copies_(copies) {}

  void add(FileIndex file) {
    std::size_t i = 0;
    while (i < taken_.size() && taken_[i][file]) ++i;
    if (i == taken_.size() && i < most_looked_at) taken_.emplace_back(files_);
    if (i >= taken_.size()) {
      all_.push_back({file});
      return;
    }
    if (i == all_.size()) all_.emplace_back();
    all_[i].push_back(file);
    copies_.mark(file, taken_[i]);
  }

  std::vector<std::vector<FileIndex>> take() { return std::move(all_); }

 private:
  std::size_t files_;
  const Opposites& copies_;
  std::vector<std::vector<FileIndex>> all_;
  /// Of the first lists: the files that oppose one in it.
  std::vector<std::vector<bool>> taken_;
};

}  // namespace

bool MeshGroups::has_variants(GroupIndex group) const {
  const auto& members = groups_[group].members;
  return std::any_of(
      members.begin(), members.end(),
      [&](const GroupMember& member) { return copies_.has_any(member.file); });
}

std::vector<std::vector<FileIndex>> MeshGroups::variants(
    GroupIndex group) const {
  std::vector<FileIndex> common, copied;
  for (const GroupMember& member : groups_[group].members) {
    if (!common.empty() && common.back() == member.file) continue;
    (copies_.has_any(member.file) ? copied : common).push_back(member.file);
  }
  if (copied.empty()) return {common};
  Layers layers(input_.files.size(), copies_);
  for (FileIndex file : copied) layers.add(file);
  std::vector<std::vector<FileIndex>> all = layers.take();
  const std::vector<FileIndex> first = all.front();
  for (std::size_t i = 0; i < all.size(); ++i) {
    // What has no rival in a later one is that of the first.
    std::vector<bool> rivals(input_.files.size());
    for (FileIndex file : all[i]) copies_.mark(file, rivals);
    if (i > 0)
      for (FileIndex file : first)
        if (!rivals[file]) all[i].push_back(file);
    all[i].insert(all[i].end(), common.begin(), common.end());
    std::sort(all[i].begin(), all[i].end());
  }
  return all;
}

}  // namespace asmgw
