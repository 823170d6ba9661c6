// One question for each cause.
#include "listen/tls_refusal.h"

#include <algorithm>

namespace asmgw {

std::string_view text_of(TlsRefusalCause cause) {
  switch (cause) {
    case TlsRefusalCause::names_without_ca:
      return "subjectAltNames without a CA";
    case TlsRefusalCause::versions_crossed:
      return "minProtocolVersion above maxProtocolVersion";
    case TlsRefusalCause::curve_unknown:
      return "a curve of ecdhCurves that Envoy does not know";
    case TlsRefusalCause::curve_repeated:
      return "a curve of ecdhCurves twice";
    case TlsRefusalCause::malformed_pin:
      break;
  }
  return "a fingerprint of clients that Envoy cannot read";
}

namespace {

void add_curves(const Tls& tls, std::vector<TlsRefusal>& all) {
  const List<std::string>& curves = *tls.ecdh_curves;
  for (auto one = curves.begin(); one != curves.end(); ++one) {
    if (!given(*one)) continue;
    const bool again = std::any_of(curves.begin(), one, [&](const auto& known) {
      return **one == *known;
    });
    if (again || !is_known_curve(**one))
      all.push_back({again ? TlsRefusalCause::curve_repeated
                           : TlsRefusalCause::curve_unknown,
                     Refuser::handshake, one->range});
  }
}

void add_pins(const Tls& tls, std::vector<TlsRefusal>& all) {
  const auto add = [&](const Field<List<std::string>>& pins,
                       bool (*is_pin)(std::string_view)) {
    for (const Field<std::string>& one : *pins)
      if (given(one) && !is_pin(*one))
        all.push_back(
            {TlsRefusalCause::malformed_pin, Refuser::listener, one.range});
  };
  add(tls.verify_certificate_spki, is_spki_pin);
  add(tls.verify_certificate_hash, is_hash_pin);
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
         (c >= 'A' && c <= 'F');
}

}  // namespace

std::vector<TlsRefusal> tls_refusals(const Server& server,
                                     IstioVersion version) {
  std::vector<TlsRefusal> all;
  if (!presents_certificate(server)) return all;
  const Tls& tls = *server.tls;
  // Without a credential istiod writes no names.
  if (tls.mode.value == TlsMode::simple && has_credential(tls, version) &&
      filled(tls.subject_alt_names))
    all.push_back({TlsRefusalCause::names_without_ca, Refuser::listener,
                   tls.subject_alt_names.key});
  if (versions_cross(tls))
    all.push_back({TlsRefusalCause::versions_crossed, Refuser::handshake,
                   tls.max_protocol_version.range,
                   *tls.min_protocol_version != TlsVersion::automatic});
  if (version >= IstioVersion{1, 32, 0}) add_curves(tls, all);
  // Of files istiod writes no fingerprints.
  if (asks_for_client(tls.mode.value) && has_credential(tls, version))
    add_pins(tls, all);
  return all;
}

const TlsRefusal* find(const std::vector<TlsRefusal>& all, Refuser refuser) {
  const auto at = std::ranges::find_if(
      all, [&](const TlsRefusal& one) { return one.refuser == refuser; });
  return at == all.end() ? nullptr : &*at;
}

const TlsRefusal* find(const std::vector<TlsRefusal>& all,
                       TlsRefusalCause cause) {
  const auto at = std::ranges::find(all, cause, &TlsRefusal::cause);
  return at == all.end() ? nullptr : &*at;
}

bool is_spki_pin(std::string_view text) {
  constexpr std::size_t length = 44;
  if (text.size() != length || text.back() != '=') return false;
  // The last letter before the padding stands for four bits and two that are
  // unused.
  constexpr std::string_view ends = "AEIMQUYcgkosw048";
  return ends.find(text[length - 2]) != std::string_view::npos &&
         std::all_of(text.begin(), text.end() - 1, [](char c) {
           const char low = static_cast<char>(c | 32);
           return (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') ||
                  c == '+' || c == '/';
         });
}

bool is_hash_pin(std::string_view text) {
  constexpr std::size_t digits = 64, with_colons = 95;
  if (text.size() == digits)
    return std::all_of(text.begin(), text.end(), is_hex);
  if (text.size() != with_colons) return false;
  for (std::size_t i = 0; i < with_colons; ++i)
    if (i % 3 == 2 ? text[i] != ':' : !is_hex(text[i])) return false;
  return true;
}

bool presents_certificate(const Server& server) {
  const auto protocol = protocol_of(server);
  const auto mode = mode_of(server);
  return protocol && speaks_tls(*protocol) && mode &&
         presents_certificate(*mode);
}

TlsVersion lowest_version(TlsVersion written) {
  return written == TlsVersion::automatic ? TlsVersion::v1_2 : written;
}

TlsVersion highest_version(TlsVersion written) {
  return written == TlsVersion::automatic ? TlsVersion::v1_3 : written;
}

bool versions_cross(const Tls& tls) {
  return tls.min_protocol_version.given != Given::unreadable &&
         lowest_version(tls) > highest_version(tls);
}

}  // namespace asmgw
