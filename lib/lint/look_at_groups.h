// Which meshes the groups of a repository make, and what is asked of each.
#pragma once

#include "lint/judge.h"
#include "lint/set_facts.h"
#include "mesh/file_objects.h"
#include "mesh/groups.h"

#include <functional>
#include <vector>

namespace asmgw {

struct LookAtGroups {
  using Files = std::vector<const FileObjects*>;
  /// Merges files and hands over what is to be known of them. `variants`: of
  /// files with copies of one object only one is applied.
  using Merge =
      std::function<void(const Files&, bool variants,
                         const std::function<void(const SetFacts&)>&)>;

  const MeshGroups& groups;
  const Files& files;  ///< of `groups.files()`
  Merge merge;

  void look_at_all(const Look& look) const;

 private:
  void look_inside(GroupIndex group, const Look& look) const;
  void look_around(const Look& look) const;
  void look_around(const std::vector<GroupIndex>& around,
                   const std::vector<GroupIndex>& asking,
                   const Look& look) const;
  [[nodiscard]] std::vector<FileIndex> files_of(
      const std::vector<GroupIndex>& some) const;
  [[nodiscard]] Files objects_of(const std::vector<FileIndex>& some) const;
};

}  // namespace asmgw
