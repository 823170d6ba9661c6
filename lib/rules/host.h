// GW2xx: hosts.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

inline constexpr std::array<const Rule*, 0> host_rules{};

}  // namespace asmgw::rules
