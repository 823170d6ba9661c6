// What stops with a Gateway that goes, and what goes on without it.
#pragma once

#include "diff/change_list.h"

#include <string>

namespace asmgw {

/// Hosts that nobody answers any more, hosts that others answer, listeners that
/// close or stay open, and VirtualServices that attach to nothing there, of a
/// Gateway of the older side; one clause each.
std::string lost_with(const DiffFacts& facts, GatewayId id);

}  // namespace asmgw
