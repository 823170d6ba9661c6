// GW4xx: conflicts between servers on a listener.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule tls_host_served_twice;
extern const Rule sni_served_twice;
extern const Rule passthrough_beside_termination;
extern const Rule mixed_protocols_on_port;
extern const Rule raw_servers_on_one_port;
extern const Rule bind_spelled_twice;
extern const Rule bind_order;
extern const Rule wildcard_beside_specific_host;
extern const Rule shared_credential;
extern const Rule http_host_repeated;

inline constexpr std::array<const Rule*, 10> conflict_rules{
    &tls_host_served_twice,
    &sni_served_twice,
    &passthrough_beside_termination,
    &mixed_protocols_on_port,
    &raw_servers_on_one_port,
    &bind_spelled_twice,
    &bind_order,
    &wildcard_beside_specific_host,
    &shared_credential,
    &http_host_repeated,
};

}  // namespace asmgw::rules
