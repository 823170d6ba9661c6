// GW4xx: conflicts between servers of one Gateway on a listener.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

inline constexpr std::array<const Rule*, 0> conflict_rules{};

}  // namespace asmgw::rules
