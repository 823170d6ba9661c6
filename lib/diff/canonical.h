// What a Gateway says, as text that does not depend on how it is written.
#pragma once

#include "model/gateway.h"

#include <string>

namespace asmgw {

/// Every value of the server in a fixed order; equal for servers that the API
/// server stores alike.
std::string canonical_text(const Server& server);
/// Selector (sorted) and servers in their order.
std::string canonical_text(const Spec& spec);
/// Labels and annotations, sorted.
std::string canonical_text(const StringMap& map);

}  // namespace asmgw
