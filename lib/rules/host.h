// GW2xx: hosts.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, host_rules, no_hosts, empty_host, url_as_host,
              host_with_path, host_with_port, several_hosts_in_one,
              placeholder_host, host_character, misplaced_wildcard,
              partial_wildcard, unrefused_partial_wildcard, numeric_top_level,
              malformed_host_label, host_too_long, short_host, ipv6_host,
              bad_host_namespace, repeated_host, catch_all_beside_names,
              upper_case_host, trailing_dot_host, wildcard_without_domain,
              ip_host_on_tls, upper_case_namespace, hosts_crash_istiod,
              catch_all_discards_hosts, apex_not_covered,
              overlong_numeric_top_level, host_in_two_cases);

}  // namespace asmgw::rules
