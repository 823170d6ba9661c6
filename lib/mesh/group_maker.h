// Files -> groups: the first that applies of the config, kustomizations,
// objects that apply folders, folders.
#pragma once

#include "mesh/groups.h"

#include <vector>

namespace asmgw {

struct MadeGroups {
  std::vector<MeshGroup> groups;  ///< by what made them, then by name
  std::vector<IncludedKustomization> included;  ///< by `shown`
  bool cut_off = false;                         ///< see MeshGroups
};

MadeGroups make_groups(const GroupInput& input);

/// `folder/path`, without dots and empty parts.
std::string resolved_path(const std::string& folder, const std::string& path);

}  // namespace asmgw
