// Which inputs are kustomize patches or Helm templates: what manifests are
// made from, not manifests.
#pragma once

#include "cli/inputs.h"
#include "model/load.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// Marks the files that a kustomization.yaml in a folder above any input
/// names as patches, and those below a folder `templates`.
void mark_patches(std::vector<Input>& files);

/// What a marked input with this text is. Looks for a chart only if the text
/// holds `{{`.
FileRole role_of(const Input& input, std::string_view text);

/// The paths of Chart.yaml with which the file would be a chart's template:
/// beside each folder `templates` that it lies below.
std::vector<std::string> chart_files(std::string_view path);

}  // namespace asmgw::cli
