// What a kustomization.yaml says of the files beside it.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The names under which kustomize looks for its file.
inline constexpr std::array<std::string_view, 3> kustomization_names{
    "kustomization.yaml", "kustomization.yml", "Kustomization"};
bool is_kustomization(std::string_view file_name);

/// The files that the text of a kustomization.yaml names as patches, relative
/// to it as written: `patches[].path`, `patchesJson6902[].path` and
/// `patchesStrategicMerge[]`. Patches written inline are left out, and a text
/// that cannot be read names none.
std::vector<std::string> patch_files(std::string_view kustomization);

}  // namespace asmgw
