// GW2xx: hosts.
#pragma once

#include "lint/rule.h"

#include <array>

namespace asmgw::rules {

extern const Rule apex_not_covered;
extern const Rule bad_host_namespace;
extern const Rule catch_all_beside_names;
extern const Rule catch_all_discards_hosts;
extern const Rule empty_host;
extern const Rule host_character;
extern const Rule host_too_long;
extern const Rule host_with_path;
extern const Rule host_with_port;
extern const Rule hosts_crash_istiod;
extern const Rule ip_host_on_tls;
extern const Rule ipv6_host;
extern const Rule malformed_host_label;
extern const Rule misplaced_wildcard;
extern const Rule no_hosts;
extern const Rule numeric_top_level;
extern const Rule overlong_numeric_top_level;
extern const Rule partial_wildcard;
extern const Rule placeholder_host;
extern const Rule repeated_host;
extern const Rule several_hosts_in_one;
extern const Rule short_host;
extern const Rule trailing_dot_host;
extern const Rule unrefused_partial_wildcard;
extern const Rule upper_case_host;
extern const Rule upper_case_namespace;
extern const Rule url_as_host;
extern const Rule wildcard_without_domain;

inline constexpr std::array<const Rule*, 28> host_rules{
    &no_hosts,
    &empty_host,
    &url_as_host,
    &host_with_path,
    &host_with_port,
    &several_hosts_in_one,
    &placeholder_host,
    &host_character,
    &misplaced_wildcard,
    &partial_wildcard,
    &unrefused_partial_wildcard,
    &numeric_top_level,
    &malformed_host_label,
    &host_too_long,
    &short_host,
    &ipv6_host,
    &bad_host_namespace,
    &repeated_host,
    &catch_all_beside_names,
    &upper_case_host,
    &trailing_dot_host,
    &wildcard_without_domain,
    &ip_host_on_tls,
    &upper_case_namespace,
    &hosts_crash_istiod,
    &catch_all_discards_hosts,
    &apex_not_covered,
    &overlong_numeric_top_level,
};

}  // namespace asmgw::rules
