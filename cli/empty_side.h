// A side of a comparison without any Gateway: as a rule not what was meant.
#pragma once

#include "cli/side.h"
#include "mesh/file_objects.h"
#include "mesh/settings.h"
#include "source/source.h"

#include <cstddef>
#include <span>
#include <string>

namespace asmgw::cli {

/// Of all APIs that Istio reads; those in templates and patches do not count.
std::size_t gateways_in(std::span<const FileObjects> files);

/// What there is in place of Gateways: `stdin is empty`, `no YAML or JSON file
/// in envs`, `3 objects of other kinds (ConfigMap, Secret)`. Reads the files
/// again.
std::string found_instead(const Side& side, std::span<const FileObjects> files,
                          const Sources& sources, const MeshSettings& settings);

}  // namespace asmgw::cli
