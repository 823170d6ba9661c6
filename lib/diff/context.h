// What both sides of a comparison share: all but the Gateways.
#pragma once

#include "mesh/mesh.h"

#include <set>
#include <string>
#include <string_view>

namespace asmgw {

/// Both get the context objects of `newer`; of a kind that it has none of,
/// those of `older`. What differs between them is no matter of the comparison.
void share_context(Mesh& older, Mesh& newer);

/// The objects that differ between sides that both have some of their kind, so
/// that those of `older` are not looked at: `Service ns/name`. Of Secrets and
/// ConfigMaps only those count that one side lacks. To be asked before
/// share_context.
std::set<std::string> differing_context(const Mesh& older, const Mesh& newer);

/// Takes the Gateway out of the mesh; false if it is not there.
bool take_out(Mesh& mesh, std::string_view full_name);

}  // namespace asmgw
