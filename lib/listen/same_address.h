// Listeners that want one address of the pod: Envoy takes one of them.
#pragma once

#include "listen/effective.h"

#include <string>
#include <vector>

namespace asmgw {

/// The bytes of an IPv6 address, or nothing.
std::string ipv6_bytes(const std::string& text);

struct SameAddress {
  const EffectiveListener* first = nullptr;
  const EffectiveListener* later = nullptr;
};
/// Each listener whose bind is another spelling of that of one before it. Which
/// of the two Envoy takes is left to chance: istiod sends them in no order.
std::vector<SameAddress> same_addresses(const Effective& effective);

}  // namespace asmgw
