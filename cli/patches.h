// Which inputs are kustomize patches: parts of a manifest, not manifests.
#pragma once

#include "cli/inputs.h"

#include <vector>

namespace asmgw::cli {

/// Marks the files that a kustomization.yaml in a folder of any input's path
/// names as patches.
void mark_patches(std::vector<Input>& files);

}  // namespace asmgw::cli
