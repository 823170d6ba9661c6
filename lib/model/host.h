// Host strings of a server: their two parts, what Istio's validator thinks of
// them, and how they relate to one another.
#pragma once

#include "model/key_set.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// `[namespace/]dns`, split at the first slash.
struct HostPattern {
  std::optional<std::string_view> namespace_;
  std::string_view dns;
};

HostPattern split_host(std::string_view host);

/// The reasons of Istio's validator for refusing a host, each on its own.
enum class HostKey : std::uint8_t {
  HN1,  ///< nothing before or behind the slash
  HN2,  ///< the part before the slash is no namespace
  HD1,  ///< no dot, and not `*`
  HD2,  ///< no domain name with at most a leading wildcard, and no address
  HD3,  ///< a wildcard that is not all of the first label
};
std::string_view text_of(HostKey key);
using HostKeys = KeySet<HostKey>;

/// What the verdict depends on beside the string.
struct HostPolicy {
  bool partial_wildcards = false;  ///< Istio before 1.17 let `*a.com` pass
  bool tilde = false;  ///< the namespace `~` is allowed: see gateway-semantics
};

/// Istio's verdict on a host string, complete.
HostKeys judge_host(std::string_view host, HostPolicy policy = {});

/// The last label is all digits. Istio refuses such a name only as long as the
/// number fits in 64 bits.
bool has_numeric_top_level(std::string_view dns);

/// `dns` begins with `*`.
bool is_wildcard(std::string_view dns);

/// Istio's relations of two dns parts: byte-exact, by suffix.
/// Some name is covered by both.
bool hosts_overlap(std::string_view a, std::string_view b);
/// Every name that `a` covers is covered by `b`.
bool is_host_subset(std::string_view a, std::string_view b);

/// VirtualServices of `ns` see this host of a Gateway of `gateway_namespace`.
bool is_visible_in(std::string_view ns, const HostPattern& host,
                   std::string_view gateway_namespace);

}  // namespace asmgw
