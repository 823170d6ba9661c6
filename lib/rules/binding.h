// GW5xx: VirtualServices, Services and workloads beside the Gateways.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, binding_rules, gateway_not_found, host_bound_nowhere,
              server_without_virtual_service, wrong_route_kind,
              virtual_service_not_exported, sni_hosts_outside_server,
              port_not_on_service, selector_matches_nothing, privileged_port,
              gateway_on_several_workloads, refused_route, match_never_fits,
              second_route_of_tcp_server, route_never_reached,
              delegate_not_used, star_in_path, virtual_service_unknown_field,
              virtual_service_off_schema, virtual_service_refused,
              unavailable_destination);

}  // namespace asmgw::rules
