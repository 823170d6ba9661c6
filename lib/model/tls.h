// What Istio's validator makes of `tls`, and the small questions that rules ask
// of its values. What a release does not know yet counts as absent.
#pragma once

#include "model/gateway.h"
#include "model/key_set.h"

#include <array>
#include <string_view>
#include <vector>

namespace asmgw {

/// What Istio's validator has against `tls`, each on its own; of the first
/// three it only warns.
enum class TlsKey : std::uint8_t {
  TLS1,   ///< TLS 1.0 or 1.1 is allowed, and no ciphers are chosen
  TLS2,   ///< a cipher that it does not know
  TLS3,   ///< a cipher twice
  TLS4,   ///< ISTIO_MUTUAL with serverCertificate
  TLS5,   ///< ISTIO_MUTUAL with privateKey
  TLS6,   ///< ISTIO_MUTUAL with caCertificates
  TLS7,   ///< ISTIO_MUTUAL with tlsCertificates
  TLS8,   ///< ISTIO_MUTUAL with credentialName
  TLS9,   ///< ISTIO_MUTUAL with credentialNames
  TLS10,  ///< a certificate or CA where TLS is passed on: a warning as well
  TLS13,  ///< several sources of the certificate
  TLS14,  ///< files without the CA of clients
  TLS16,  ///< files without a certificate
  TLS17,  ///< files without a private key
  TLS18,  ///< caCrl beside credentialName where TLS is passed on
  TLS19,  ///< caCrl in SIMPLE
};
/// `TLS13`
std::string_view text_of(TlsKey key);
using TlsKeys = KeySet<TlsKey>;

/// As Istio's validateTLSOptions decides, with its early stops. Nothing holds
/// where `mode` is unreadable; a value that is unreadable counts as given.
TlsKeys judge_tls(const Tls& tls, IstioVersion version);

/// SIMPLE, MUTUAL, OPTIONAL_MUTUAL: presents a certificate of the user's, and
/// applies versions, ciphers and curves.
bool presents_certificate(TlsMode mode);
/// The same, for versions and ciphers alone: before 1.18 ISTIO_MUTUAL had its
/// own as well.
bool applies_parameters(TlsMode mode, IstioVersion version);
/// MUTUAL, OPTIONAL_MUTUAL: asks for a client certificate that a CA of the
/// user's has signed.
bool asks_for_client(TlsMode mode);
/// PASSTHROUGH, AUTO_PASSTHROUGH.
bool is_passthrough(TlsMode mode);

/// The release's validator and istiod know `credentialNames` and
/// `tlsCertificates`; the schema of 1.26 has them already.
bool knows_certificate_lists(IstioVersion version);
bool has_credential(const Tls& tls, IstioVersion version);

/// A pair of paths that must both be there.
struct CertificateFiles {
  const Field<std::string>*certificate, *key;
};
/// The items of `tlsCertificates` if there are any, else the one pair.
std::vector<CertificateFiles> certificates_to_check(const Tls& tls,
                                                    IstioVersion version);

/// Istio takes it for a name of a cipher; all others it drops.
bool is_valid_cipher(std::string_view text);
/// Valid because Istio does not look at it: empty, or not beginning with a
/// letter or digit, as `!RC4` and `[A|B]` do.
bool is_cipher_operator(std::string_view text);
/// A named cipher that TLS 1.0 and 1.1 cannot use.
bool needs_tls_1_2(std::string_view cipher);
/// Curves that Envoy takes, by the names that its TLS library has for them.
inline constexpr std::array<std::string_view, 10> curve_names{
    "P-256",     "P-384",      "P-521",     "X25519",    "X25519MLKEM768",
    "MLKEM1024", "prime256v1", "secp384r1", "secp521r1", "x25519"};
bool is_known_curve(std::string_view text);

/// The ways to write a credentialName.
enum class CredentialForm : std::uint8_t {
  name,         ///< a Secret in the namespace of the gateway workload
  namespaced,   ///< `ns/name`, `kubernetes://ns/name`
  gateway_api,  ///< `kubernetes-gateway://ns/name`
  mesh,         ///< `builtin://`: the workload's own certificate
  external,     ///< `sds://name`
  never,        ///< `invalid://`
  config_map,   ///< `configmap://ns/name`
  unknown,      ///< another `scheme://`
};
struct Credential {
  CredentialForm form{};
  std::string_view namespace_, name;
};
Credential parse_credential(std::string_view text);

/// A resource whose name ends so is read for its CA alone.
inline constexpr std::string_view ca_suffix = "-cacert";
bool is_ca_only(std::string_view credential);

}  // namespace asmgw
