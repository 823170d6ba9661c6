// What an object of a document is, and its Gateway if it is one.
#pragma once

#include "model/load.h"
#include "model/shape.h"

#include <string_view>

namespace asmgw {

/// The API group of our Gateways.
inline constexpr std::string_view istio_group = "networking.istio.io";

/// Ours, or misspelt by a few letters.
bool is_near_group(std::string_view group);

/// Fills in the name, the outcome with its reason and, of a Gateway, the model
/// of the object `from`, which is a mapping.
void classify(const Tree& tree, const ListItem& from, FileId file,
              FileRole role, LoadedObject& loaded);

}  // namespace asmgw
