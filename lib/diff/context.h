// What both sides of a comparison share: all but the Gateways.
#pragma once

#include "listen/mesh.h"

#include <string_view>

namespace asmgw {

/// Both get the context objects of `newer`; of a kind that it has none of,
/// those of `older`. What differs between them is no matter of the comparison.
void share_context(Mesh& older, Mesh& newer);

/// Takes the Gateway out of the mesh; false if it is not there.
bool take_out(Mesh& mesh, std::string_view full_name);

}  // namespace asmgw
