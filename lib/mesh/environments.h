// Names by which folders and files tell environments, clusters, regions,
// versions and steps apart.
#pragma once

#include <string>
#include <string_view>

namespace asmgw {

/// The part of a path with each name of an environment replaced by `*`, or ""
/// if there is none in it: `shop-dev` and `shop-prod` are both `shop-*`.
std::string environment_pattern(std::string_view segment);

}  // namespace asmgw
