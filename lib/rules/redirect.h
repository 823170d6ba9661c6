// GW38x: httpsRedirect.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule redirect_beside_plain_http;
extern const Rule redirect_for_namespaced_host;
extern const Rule redirect_off_port_80;
extern const Rule redirect_without_effect;
extern const Rule redirect_without_https;

inline constexpr std::array<const Rule*, 5> redirect_rules{
    &redirect_without_effect,    &redirect_for_namespaced_host,
    &redirect_without_https,     &redirect_off_port_80,
    &redirect_beside_plain_http,
};

}  // namespace asmgw::rules
