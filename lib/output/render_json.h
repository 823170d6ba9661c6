// The data of `render -o json`, which other formats spell in their own way.
#pragma once

#include "output/json.h"
#include "output/render.h"

namespace asmgw {

Json render_document(const Renderings& all);

/// What was taken for granted where the inputs say nothing.
Json assumptions_of(const Rendering& rendering);
/// The same of several meshes: null where they differ.
Json assumptions_of(const Renderings& all);
/// What is said of all, each with its group if there are several.
std::vector<std::string> common_notes(const Renderings& all);
Json cluster_of(const Cluster& cluster);

}  // namespace asmgw
