// GW1xx: name, servers, selector, port, bind.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

inline constexpr std::array<const Rule*, 0> server_rules{};

}  // namespace asmgw::rules
