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
extern const Rule specific_bind_beside_none;
extern const Rule gateway_defined_twice;
extern const Rule wildcard_beside_specific_host;
extern const Rule shared_credential;
extern const Rule http_host_repeated;
extern const Rule sni_hosts_taken;
extern const Rule virtual_service_shadowed;
extern const Rule wildcard_virtual_service_shadowed;
extern const Rule client_certificate_bypassed;
extern const Rule quic_without_client_check;
extern const Rule address_spelled_twice;
extern const Rule sni_hosts_clash;
extern const Rule wildcard_beside_specific_http_host;
extern const Rule several_binds_on_port;
extern const Rule https_host_in_clear_text;
extern const Rule second_plaintext_behind_tls;

inline constexpr std::array<const Rule*, 23> conflict_rules{
    &tls_host_served_twice,
    &sni_served_twice,
    &passthrough_beside_termination,
    &mixed_protocols_on_port,
    &raw_servers_on_one_port,
    &bind_spelled_twice,
    &bind_order,
    &specific_bind_beside_none,
    &gateway_defined_twice,
    &wildcard_beside_specific_host,
    &shared_credential,
    &http_host_repeated,
    &sni_hosts_taken,
    &virtual_service_shadowed,
    &wildcard_virtual_service_shadowed,
    &client_certificate_bypassed,
    &quic_without_client_check,
    &address_spelled_twice,
    &sni_hosts_clash,
    &wildcard_beside_specific_http_host,
    &several_binds_on_port,
    &https_host_in_clear_text,
    &second_plaintext_behind_tls,
};

}  // namespace asmgw::rules
