// GW1xx: name, servers, selector, port, bind.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, server_rules, duplicate_port_name, empty_port_name,
              unknown_protocol, port_out_of_range, target_port_set, bad_bind,
              loopback_bind, port_of_the_proxy, udp_protocol,
              http_proxy_protocol, dotted_port_name, repeated_server_name,
              default_endpoint_set, selector_missing, selector_empty_value,
              selector_impossible_label);

}  // namespace asmgw::rules
