// Protocol predicates and versions.
#include "model/values.h"

#include "base/text.h"

#include <charconv>

namespace asmgw {

std::optional<Protocol> parse_protocol(std::string_view text) {
  for (const auto& word : protocol_words)
    if (equal_ignoring_case(word.text, text)) return word.value;
  return std::nullopt;
}

bool is_http_family(Protocol protocol) {
  return protocol <= Protocol::http_proxy;
}

bool speaks_tls(Protocol protocol) {
  return protocol == Protocol::https || protocol == Protocol::tls;
}

bool is_raw(Protocol protocol) { return protocol >= Protocol::tcp; }

std::optional<IstioVersion> parse_version(std::string_view text) {
  if (!text.empty() && text[0] == 'v') text.remove_prefix(1);
  const auto number = [&](std::uint16_t& out) {
    const char* end = text.data() + text.size();
    const auto [last, error] = std::from_chars(text.data(), end, out);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(last - text.data()));
    return true;
  };
  const auto dot = [&] {
    if (text.empty() || text[0] != '.') return false;
    text.remove_prefix(1);
    return true;
  };
  IstioVersion version{0, 0, newest_patch};
  if (!number(version.major) || !dot() || !number(version.minor))
    return std::nullopt;
  if (text.empty()) return version;
  if (!dot() || !number(version.patch)) return std::nullopt;
  const bool more = !text.empty() && text[0] != '.' && text[0] != '-';
  return more ? std::nullopt : std::optional(version);
}

std::string to_string(IstioVersion version) {
  std::string out =
      std::to_string(version.major) + '.' + std::to_string(version.minor);
  if (version.patch != newest_patch) out += '.' + std::to_string(version.patch);
  return out;
}

std::string first_release(IstioVersion version) {
  if (version.patch == 0) version.patch = newest_patch;
  return to_string(version);
}

}  // namespace asmgw
