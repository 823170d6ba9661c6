// What was read of files -> what groups are made of.
#pragma once

#include "cli/inputs.h"
#include "mesh/file_objects.h"
#include "mesh/groups.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// Of MeshGroups::cut_off.
inline constexpr std::string_view cut_off_line =
    "kustomizations and objects that apply folders name too much: groups are "
    "not whole";

/// The same where a conflict must not hide in what no group holds.
inline constexpr std::string_view taken_as_one_line =
    "kustomizations and objects that apply folders name too much: groups are "
    "not whole: all inputs are taken as one mesh";

/// The config that counts: `path`, or, if that is "", the first .asmgw.yaml
/// from the current folder upwards to the root of the repository; nothing if
/// there is none. The error names what is wrong at its line and column; of
/// several faults the first.
Result<std::optional<PlacedConfig>> find_config(const std::string& path,
                                                const Limits& limits);

/// A path from `/`, as seen from the current folder if it lies in it.
std::string shown_from_here(const std::string& path);

struct GroupedInputs {
  GroupInput input;
  std::vector<const FileObjects*> files;  ///< of `input.files`
};

/// `objects[i]` is what was read of `inputs.files[i]`, null of what could not
/// be read; such files are in no group.
GroupedInputs group_input(const Inputs& inputs, const Sources& sources,
                          std::span<const FileObjects* const> objects,
                          const MeshSettings& settings,
                          std::optional<PlacedConfig> config);

}  // namespace asmgw::cli
