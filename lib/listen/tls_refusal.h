// What Istio lets pass in `tls`, and Envoy or every handshake refuses: told by
// rules, shown by what a listener answers.
#pragma once

#include "model/tls.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace asmgw {

enum class TlsRefusalCause : std::uint8_t {
  names_without_ca,  ///< T36: subjectAltNames of clients, and no CA
  versions_crossed,  ///< T55: none between the lowest and the highest
  curve_unknown,     ///< T59: in ecdhCurves
  curve_repeated,    ///< T59: the same name twice
  malformed_pin,     ///< T88: no fingerprint that Envoy can read
};
/// A cause as words: `names of clients without a CA`
std::string_view text_of(TlsRefusalCause cause);

/// Envoy takes none of the listener, or it takes it and no client gets in.
enum class Refuser : std::uint8_t { listener, handshake };

struct TlsRefusal {
  TlsRefusalCause cause;
  Refuser refuser;
  Range range;  ///< of what is written
  /// False: a default of the mesh may be another. What is worked out here takes
  /// it to be unset.
  bool sure = true;
};

/// Of a server that presents a certificate; others are refused nothing here.
/// What could not be read refuses nothing.
std::vector<TlsRefusal> tls_refusals(const Server& server,
                                     IstioVersion version);
/// The first one by this refuser, or the one of this cause; null: none.
const TlsRefusal* find(const std::vector<TlsRefusal>& all, Refuser refuser);
const TlsRefusal* find(const std::vector<TlsRefusal>& all,
                       TlsRefusalCause cause);

/// An item of verifyCertificateSpki and verifyCertificateHash as Envoy reads
/// it: base64 of 32 bytes; 64 hex digits, with colons between pairs or without.
bool is_spki_pin(std::string_view text);
bool is_hash_pin(std::string_view text);

/// HTTPS or TLS with a mode that presents a certificate of the user's.
bool presents_certificate(const Server& server);

/// Which versions Envoy accepts: from TLS 1.2 to TLS 1.3 as far as nothing else
/// is written.
TlsVersion lowest_version(TlsVersion written);
TlsVersion highest_version(TlsVersion written);
inline TlsVersion lowest_version(const Tls& tls) {
  return lowest_version(*tls.min_protocol_version);
}
inline TlsVersion highest_version(const Tls& tls) {
  return highest_version(*tls.max_protocol_version);
}
/// No version is left between minProtocolVersion and maxProtocolVersion.
bool versions_cross(const Tls& tls);

}  // namespace asmgw
