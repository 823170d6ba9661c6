// Character classes and lengths of names.
#include "model/names.h"

#include "base/text.h"

#include <algorithm>
#include <arpa/inet.h>
#include <string>

namespace asmgw {
namespace {

bool is_lower(char c) { return (c >= 'a' && c <= 'z') || is_digit(c); }

template <class Ends, class Middle>
bool is_name(std::string_view text, std::size_t longest, Ends ends,
             Middle middle) {
  return !text.empty() && text.size() <= longest && ends(text.front()) &&
         ends(text.back()) && std::all_of(text.begin(), text.end(), middle);
}

}  // namespace

bool is_istio_label(std::string_view text) {
  return is_name(text, 63, is_alphanumeric,
                 [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_dns_label(std::string_view text) {
  return is_name(text, 63, is_lower,
                 [](char c) { return is_lower(c) || c == '-'; });
}

bool is_dns_subdomain(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_name(text.substr(0, dot), 253, is_lower,
                 [](char c) { return is_lower(c) || c == '-'; }))
      return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

std::string usable_name(std::string_view text) {
  std::string out;
  for (char c : lower(text))
    if (is_lower(c))
      out += c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  out.resize(std::min<std::size_t>(out.size(), 63));
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "gateway" : out;
}

bool is_label_value(std::string_view text) {
  return text.empty() || is_name(text, 63, is_alphanumeric, [](char c) {
           return is_alphanumeric(c) || c == '-' || c == '_' || c == '.';
         });
}

bool is_qualified_name(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    if (!is_dns_subdomain(text.substr(0, slash))) return false;
    text.remove_prefix(slash + 1);
  }
  return !text.empty() && is_label_value(text);
}

bool is_ip_address(std::string_view text) {
  // The first of these marks decides what it is to be.
  const std::size_t mark = text.find_first_of(".:%");
  if (mark == std::string_view::npos || text[mark] == '%') return false;
  const bool v6 = text[mark] == ':';
  const std::size_t zone = v6 ? text.find('%') : std::string_view::npos;
  if (zone != std::string_view::npos && zone + 1 == text.size()) return false;
  const std::string address(text.substr(0, zone));
  if (address.find('\0') != std::string::npos) return false;
  in6_addr v6_address{};
  in_addr v4_address{};
  return v6 ? inet_pton(AF_INET6, address.c_str(), &v6_address) == 1
            : inet_pton(AF_INET, address.c_str(), &v4_address) == 1;
}

}  // namespace asmgw
