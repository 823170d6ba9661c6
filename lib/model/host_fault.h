// The one cause for which a host string is refused, as a person would name it.
// Istio's reasons overlap: a URL has a bad namespace and a bad name at once.
#pragma once

#include "model/host.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace asmgw {

enum class HostFault : std::uint8_t {
  none,
  empty,             ///< nothing at all, or nothing on one side of the slash
  url,               ///< `https://a.com`
  placeholder,       ///< `$HOST`, `<host>`, `{host}`
  several,           ///< `a.com,b.com`
  ipv6,              ///< with or without brackets
  port,              ///< `a.com:443`
  path,              ///< `a.com/path`, `ns/a.com/path`
  namespace_,        ///< the part before the slash
  character,         ///< one that no DNS name has
  wildcard,          ///< a `*` where none may stand
  partial_wildcard,  ///< `*a.com`: only part of the first label
  numeric,           ///< the last label is a number
  too_long,          ///< more than 255 bytes, or a label over 63
  label,             ///< an empty label, or one with `-` at an end
  short_name,        ///< no dot
};

/// The cause behind `keys`, the verdict on `host`; `none` if that is empty.
HostFault fault_of(std::string_view host, HostKeys keys);

/// The first character that a DNS name or wildcard does not have, whole, or "".
std::string_view odd_character(std::string_view dns);

/// The first label that is empty (the last may be) or has `-` at an end.
std::optional<std::string_view> bad_label(std::string_view dns);

/// `[::1]:443` -> `::1`, `::1` -> `::1`; "" if it is no IPv6 address.
std::string_view ipv6_inside(std::string_view dns);

/// `a.com:443` -> `a.com`; "" if there is no port behind a name.
std::string_view name_before_port(std::string_view dns);

/// `https://a.com:443/x` -> `a.com:443`; "" if there is no scheme.
std::string_view authority_of_url(std::string_view host);

}  // namespace asmgw
