// GW4xx: conflicts between servers on a listener.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, conflict_rules, tls_host_served_twice, sni_served_twice,
              passthrough_beside_termination, mixed_protocols_on_port,
              raw_servers_on_one_port, bind_spelled_twice, bind_order,
              specific_bind_beside_none, gateway_defined_twice,
              wildcard_beside_specific_host, shared_credential,
              http_host_repeated, sni_hosts_taken, virtual_service_shadowed,
              wildcard_virtual_service_shadowed, client_certificate_bypassed,
              quic_without_client_check, address_spelled_twice, sni_hosts_clash,
              wildcard_beside_specific_http_host, several_binds_on_port,
              https_host_in_clear_text, second_plaintext_behind_tls,
              listener_refused, domain_spelled_twice);

}  // namespace asmgw::rules
