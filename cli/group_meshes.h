// Files that were read -> the meshes that their groups make.
#pragma once

#include "cli/command.h"
#include "cli/group_input.h"
#include "lint/look_at_groups.h"
#include "mesh/applied_files.h"
#include "mesh/groups.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

class Options;

/// What the user says of groups.
struct GroupWishes {
  std::string config;              ///< see find_config
  std::vector<std::string> names;  ///< only these; empty: all
  bool together = false;           ///< all inputs are one mesh
};

/// Declares --config and --together.
void declare_grouping(Options& options, GroupWishes& wishes);
/// The same and --group.
void declare_groups(Options& options, GroupWishes& wishes);

/// Said by the user, or by there being no other file.
bool is_one_mesh(const GroupWishes& wishes, std::size_t files,
                 const MeshSettings& settings);

struct GroupMesh {
  std::string group;  ///< its name; "": no other group has Gateways
  std::vector<MeshFile> files;
  std::vector<std::string> notes;  ///< what was not taken beside it, and why
  std::optional<GroupIndex> index = {};  ///< nothing: all files
};

/// Points into the files.
struct GroupMeshes {
  std::unique_ptr<const MeshGroups> groups;       ///< null: taken as one mesh
  std::unique_ptr<const AppliedFiles> applied;    ///< the same
  std::unique_ptr<const ByRelation> by_relation;  ///< the same
  std::vector<GroupMesh> all;                     ///< at least one
};

/// A mesh for each group that has Gateways, and that is wanted, with what may
/// be applied beside it; one of all if none has. An error: a wanted group is
/// not there, or has no Gateway.
Result<GroupMeshes> group_meshes(GroupedInputs inputs,
                                 const GroupWishes& wishes,
                                 const Sources& sources,
                                 const MeshSettings& settings, Io& io);
/// All in one.
GroupMeshes one_mesh(const std::vector<const FileObjects*>& files);

/// `group envs/dev: 3 files (the files of a folder)`, a line each; "" where
/// there is one.
std::string group_lines(const MeshGroups& groups);

}  // namespace asmgw::cli
