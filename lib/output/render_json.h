// The data of `render -o json`, which other formats spell in their own way.
#pragma once

#include "output/json.h"
#include "output/render.h"

namespace asmgw {

Json render_document(const Rendering& rendering);

/// What was taken for granted where the inputs say nothing.
Json assumptions_of(const Rendering& rendering);
Json cluster_of(const Cluster& cluster);

}  // namespace asmgw
