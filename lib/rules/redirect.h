// GW38x: httpsRedirect.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

inline constexpr std::array<const Rule*, 0> redirect_rules{};

}  // namespace asmgw::rules
