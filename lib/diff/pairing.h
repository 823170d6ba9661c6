// Which server of NEW is which server of OLD.
#pragma once

#include "diff/change_list.h"

#include <vector>

namespace asmgw {

struct Pairing {
  std::vector<ServerPair> pairs;  ///< in the order of the new side
  std::vector<const SideServer*> removed, added;
};

/// Servers of one Gateway: those with one port name, then those with one port
/// number, protocol and bind, then those with most hosts in common.
Pairing pair_servers(const std::vector<SideServer>& older,
                     const std::vector<SideServer>& newer);

}  // namespace asmgw
