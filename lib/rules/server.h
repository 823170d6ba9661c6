// GW1xx: name, servers, selector, port, bind.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule duplicate_port_name;
extern const Rule empty_port_name;
extern const Rule unknown_protocol;
extern const Rule port_out_of_range;
extern const Rule target_port_set;
extern const Rule bad_bind;
extern const Rule loopback_bind;
extern const Rule port_of_the_proxy;
extern const Rule udp_protocol;
extern const Rule http_proxy_protocol;
extern const Rule dotted_port_name;
extern const Rule repeated_server_name;
extern const Rule default_endpoint_set;
extern const Rule selector_missing;
extern const Rule selector_empty_value;
extern const Rule selector_impossible_label;

inline constexpr std::array<const Rule*, 16> server_rules{
    &duplicate_port_name,  &empty_port_name,
    &unknown_protocol,     &port_out_of_range,
    &target_port_set,      &bad_bind,
    &loopback_bind,        &port_of_the_proxy,
    &udp_protocol,         &http_proxy_protocol,
    &dotted_port_name,     &repeated_server_name,
    &default_endpoint_set, &selector_missing,
    &selector_empty_value, &selector_impossible_label,
};

}  // namespace asmgw::rules
