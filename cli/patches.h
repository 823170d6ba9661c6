// Which inputs are kustomize patches.
#pragma once

#include "cli/inputs.h"

#include <vector>

namespace asmgw::cli {

/// Marks the files that a kustomization.yaml in a folder above any input
/// names as patches.
void mark_patches(std::vector<Input>& files);

}  // namespace asmgw::cli
