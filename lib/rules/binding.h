// GW5xx: VirtualServices, Services and workloads beside the Gateways.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule gateway_not_found;
extern const Rule host_bound_nowhere;
extern const Rule server_without_virtual_service;
extern const Rule wrong_route_kind;
extern const Rule virtual_service_not_exported;
extern const Rule sni_hosts_outside_server;
extern const Rule port_not_on_service;
extern const Rule selector_matches_nothing;
extern const Rule privileged_port;
extern const Rule gateway_on_several_workloads;

inline constexpr std::array<const Rule*, 10> binding_rules{
    &gateway_not_found,
    &host_bound_nowhere,
    &server_without_virtual_service,
    &wrong_route_kind,
    &virtual_service_not_exported,
    &sni_hosts_outside_server,
    &port_not_on_service,
    &selector_matches_nothing,
    &privileged_port,
    &gateway_on_several_workloads,
};

}  // namespace asmgw::rules
