// Causes in the order in which they explain most.
#include "model/host_fault.h"

#include "base/text.h"
#include "model/names.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::string_view none{};

bool has_any(std::string_view text, std::string_view characters) {
  return text.find_first_of(characters) != std::string_view::npos;
}

bool is_placeholder(std::string_view host) {
  const auto encloses = [&](char open, char close) {
    const std::size_t begin = host.find(open);
    return begin != std::string_view::npos &&
           host.find(close, begin) != std::string_view::npos;
  };
  return has_any(host, "$") || encloses('<', '>') || encloses('{', '}');
}

/// Two hosts or more, each of which is fine, in one string.
bool is_several(std::string_view host) {
  constexpr std::string_view separators = ",; \t\n";
  std::size_t count = 0;
  while (!host.empty()) {
    const std::size_t end =
        std::min(host.find_first_of(separators), host.size());
    const std::string_view one = host.substr(0, end);
    if (!one.empty()) {
      if (!judge_host(one).empty()) return false;
      ++count;
    }
    host.remove_prefix(std::min(end + 1, host.size()));
  }
  return count > 1;
}

/// A name before the slash and no name behind it, or a second slash.
bool is_path(const HostPattern& host) {
  if (!host.namespace_) return false;
  const bool name_first = has_any(*host.namespace_, ".:") &&
                          *host.namespace_ != "." && !has_any(host.dns, ".");
  return name_first || has_any(host.dns, "/");
}

bool has_long_label(std::string_view dns) {
  while (!dns.empty()) {
    const std::size_t dot = std::min(dns.find('.'), dns.size());
    if (dot > 63) return true;
    dns.remove_prefix(std::min(dot + 1, dns.size()));
  }
  return false;
}

bool has_odd_star(std::string_view dns) {
  return has_any(dns.starts_with("*.") ? dns.substr(2) : dns, "*");
}

HostFault fault_of_whole(std::string_view host, const HostPattern& pattern) {
  if (host.empty()) return HostFault::empty;
  if (authority_of_url(host)) return HostFault::url;
  if (is_placeholder(host)) return HostFault::placeholder;
  if (is_several(host)) return HostFault::several;
  if (!ipv6_inside(pattern.dns).empty()) return HostFault::ipv6;
  if (is_path(pattern)) return HostFault::path;
  if (!name_before_port(pattern.dns).empty()) return HostFault::port;
  return HostFault::none;
}

HostFault fault_of_dns(std::string_view dns, HostKeys keys) {
  if (!odd_character(dns).empty()) return HostFault::character;
  if (keys.has(HostKey::HD3) && !keys.has(HostKey::HD2))
    return HostFault::partial_wildcard;
  if (!keys.has(HostKey::HD2)) return HostFault::short_name;
  if (has_odd_star(dns)) return HostFault::wildcard;
  if (dns.size() > 255 || has_long_label(dns)) return HostFault::too_long;
  return bad_label(dns) ? HostFault::label : HostFault::numeric;
}

}  // namespace

HostFault fault_of(std::string_view host, HostKeys keys) {
  if (keys.empty()) return HostFault::none;
  const HostPattern pattern = split_host(host);
  const HostFault whole = fault_of_whole(host, pattern);
  if (whole != HostFault::none) return whole;
  if (keys.has(HostKey::HN1)) return HostFault::empty;
  if (keys.has(HostKey::HN2)) return HostFault::namespace_;
  return fault_of_dns(pattern.dns, keys);
}

std::string_view odd_character(std::string_view dns) {
  const auto odd = std::find_if_not(dns.begin(), dns.end(), [](char c) {
    return is_alphanumeric(c) || c == '-' || c == '.' || c == '*';
  });
  const std::string_view rest =
      dns.substr(static_cast<std::size_t>(odd - dns.begin()));
  return rest.substr(0, std::max<std::size_t>(1, utf8_length(rest)));
}

std::optional<std::string_view> bad_label(std::string_view dns) {
  while (true) {
    const std::size_t dot = dns.find('.');
    const std::string_view label = dns.substr(0, dot);
    if (dot == std::string_view::npos && label.empty()) return std::nullopt;
    if (label.empty() || label.starts_with('-') || label.ends_with('-'))
      return label;
    if (dot == std::string_view::npos) return std::nullopt;
    dns.remove_prefix(dot + 1);
  }
}

std::string_view ipv6_inside(std::string_view dns) {
  if (dns.starts_with('[')) {
    const std::size_t close = dns.find(']');
    if (close == std::string_view::npos) return none;
    dns = dns.substr(1, close - 1);
  }
  const bool v6 = has_any(dns, ":") && is_ip_address(dns);
  return v6 ? dns : none;
}

std::string_view name_before_port(std::string_view dns) {
  const std::size_t colon = dns.find(':');
  if (colon == std::string_view::npos || colon == 0) return none;
  const std::string_view port = dns.substr(colon + 1);
  const bool number = !port.empty() && port.size() <= 5 &&
                      std::all_of(port.begin(), port.end(), is_digit);
  return number ? dns.substr(0, colon) : none;
}

std::optional<std::string_view> authority_of_url(std::string_view host) {
  const std::size_t mark = host.find("://");
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const std::string_view scheme = host.substr(0, mark);
  if (!std::all_of(scheme.begin(), scheme.end(), is_alphanumeric))
    return std::nullopt;
  const std::string_view rest = host.substr(mark + 3);
  return rest.substr(0, rest.find('/'));
}

}  // namespace asmgw
