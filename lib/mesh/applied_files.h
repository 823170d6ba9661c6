// Files as their groups apply them: under the names that a kustomization gives
// their objects.
#pragma once

#include "mesh/groups.h"
#include "mesh/merge.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace asmgw {

class AppliedFiles {
 public:
  /// `files` are those of `groups.files()`. What is given must outlive it.
  AppliedFiles(const MeshGroups& groups,
               const std::vector<const FileObjects*>& files,
               const Sources& sources, const MeshSettings& settings);

  /// In the order of the input; what several groups apply in the same way is
  /// there once.
  [[nodiscard]] std::vector<const FileObjects*> of(
      std::span<const GroupIndex> some) const;
  /// Of one group those that are in `files`, sorted: see MeshGroups::variants.
  [[nodiscard]] std::vector<const FileObjects*> of(
      GroupIndex group, std::span<const FileIndex> files) const;
  /// Those of the group, and beside them those of `others`.
  [[nodiscard]] std::vector<MeshFile> mesh_of(
      GroupIndex group, std::span<const GroupIndex> others) const;

  [[nodiscard]] const MeshGroups& groups() const { return groups_; }
  /// It applies a Gateway that could be read.
  [[nodiscard]] bool has_gateway(GroupIndex group) const;

 private:
  struct Applied {
    FileIndex file;
    const FileObjects* objects;
  };
  [[nodiscard]] std::vector<Applied> sorted(
      std::span<const GroupIndex> some) const;

  const MeshGroups& groups_;
  std::vector<std::unique_ptr<const FileObjects>> renamed_;
  std::vector<std::vector<Applied>> members_;  ///< of each group
};

}  // namespace asmgw
