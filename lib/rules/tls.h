// GW3xx: TLS.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

inline constexpr std::array<const Rule*, 0> tls_rules{};

}  // namespace asmgw::rules
