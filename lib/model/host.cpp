// The validator's host rules, and the host algebra of istio pkg/config/host.
#include "model/host.h"

#include "base/text.h"
#include "model/names.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace asmgw {
namespace {

constexpr std::size_t longest_name = 255, longest_label = 63;

/// As Go's ParseInt with base 10: a sign, digits, within 64 bits.
bool is_int64(std::string_view text) {
  if (!text.empty() && text.front() == '+') {
    text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front())) return false;
  }
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && last == end;
}

/// The first label: `*`, a label, or a label behind `*` or `*-`.
bool is_first_label(std::string_view text) {
  if (text.size() > longest_label) return false;
  if (text == "*") return true;
  if (text.starts_with('*')) text.remove_prefix(1);
  return is_istio_label(text) ||
         (text.starts_with('-') && is_istio_label(text.substr(1)));
}

/// What stands behind the first dot: labels, the last of which may be empty.
bool are_further_labels(std::string_view text) {
  if (is_int64(text.substr(text.rfind('.') + 1))) return false;
  while (true) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
      return text.empty() || is_istio_label(text);
    if (!is_istio_label(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
}

bool is_wildcard_domain(std::string_view dns) {
  if (dns.empty() || dns.size() > longest_name) return false;
  const std::size_t dot = dns.find('.');
  std::string_view first = dns.substr(0, dot);
  if (first.starts_with('-') || !is_first_label(first)) return false;
  return dot == std::string_view::npos ||
         are_further_labels(dns.substr(dot + 1));
}

void judge_namespace(const HostPattern& host, HostPolicy policy,
                     HostKeys& keys) {
  const std::string_view ns = *host.namespace_;
  if (ns.empty() || host.dns.empty()) keys.add(HostKey::HN1);
  const bool special = ns == "*" || ns == "." || (policy.tilde && ns == "~");
  if (!special && !is_istio_label(ns)) keys.add(HostKey::HN2);
}

void judge_dns(std::string_view dns, HostPolicy policy, HostKeys& keys) {
  if (dns == "*") return;
  if (dns.find('.') == std::string_view::npos) keys.add(HostKey::HD1);
  if (!is_wildcard_domain(dns) && !is_ip_address(dns)) keys.add(HostKey::HD2);
  const bool partial =
      dns.find('*') != std::string_view::npos && !dns.starts_with("*.");
  if (partial && !policy.partial_wildcards) keys.add(HostKey::HD3);
}

/// What a name must end in to be covered; of a plain name itself.
std::string_view suffix(std::string_view dns) {
  return is_wildcard(dns) ? dns.substr(1) : dns;
}

}  // namespace

HostPattern split_host(std::string_view host) {
  const std::size_t slash = host.find('/');
  if (slash == std::string_view::npos) return {std::nullopt, host};
  return {host.substr(0, slash), host.substr(slash + 1)};
}

std::string_view text_of(HostKey key) {
  constexpr std::array<std::string_view, 5> names{"HN1", "HN2", "HD1", "HD2",
                                                  "HD3"};
  return names[static_cast<std::size_t>(key)];
}

HostKeys judge_host(std::string_view host, HostPolicy policy) {
  HostKeys keys;
  const HostPattern pattern = split_host(host);
  if (pattern.namespace_) judge_namespace(pattern, policy, keys);
  judge_dns(pattern.dns, policy, keys);
  return keys;
}

bool has_numeric_top_level(std::string_view dns) {
  const std::size_t dot = dns.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == dns.size()) return false;
  return std::all_of(dns.begin() + static_cast<std::ptrdiff_t>(dot) + 1,
                     dns.end(), is_digit);
}

bool is_wildcard(std::string_view dns) { return dns.starts_with('*'); }

bool hosts_overlap(std::string_view a, std::string_view b) {
  return is_host_subset(a, b) || is_host_subset(b, a);
}

bool is_host_subset(std::string_view a, std::string_view b) {
  if (!is_wildcard(b)) return a == b;
  return suffix(a).ends_with(suffix(b));
}

bool is_visible_in(std::string_view ns, const HostPattern& host,
                   std::string_view gateway_namespace) {
  if (!host.namespace_ || *host.namespace_ == "*") return true;
  return ns == (*host.namespace_ == "." ? gateway_namespace : *host.namespace_);
}

}  // namespace asmgw
