// Fingerprints of client certificates that Envoy cannot read.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

#include <algorithm>

namespace asmgw {
namespace {

bool is_refused(const ServerFacts& server, const Range& range) {
  return std::ranges::any_of(server.refusals, [&](const TlsRefusal& one) {
    return one.cause == TlsRefusalCause::malformed_pin &&
           one.range.begin == range.begin;
  });
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!find(server.refusals, TlsRefusalCause::malformed_pin)) continue;
    const auto look = [&](const Field<List<std::string>>& pins,
                          std::string_view name, std::string_view form) {
      for (const Field<std::string>& pin : *pins)
        if (given(pin) && is_refused(server, pin.range))
          report.at(pin, "{} in {} is no fingerprint", in_quotes(*pin), name)
              .consequence(
                  "Envoy refuses the listener: every server on this port is "
                  "stuck on its old configuration")
              .fix("write {}", form);
    };
    look(server->tls->verify_certificate_spki, "verifyCertificateSpki",
         "the SHA-256 of the public key in base64: 44 letters");
    look(server->tls->verify_certificate_hash, "verifyCertificateHash",
         "the SHA-256 of the certificate as 64 hex digits, or as pairs with "
         "colons between them");
  }
}

}  // namespace

constinit const Rule rules::pin_malformed = {
    .id = "GW334",
    .name = "pin-malformed",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary =
        "verifyCertificateSpki or verifyCertificateHash that is no fingerprint",
    .rationale = R"(istiod writes the fingerprints into the listener as they
stand where clients are asked for a certificate (MUTUAL, OPTIONAL_MUTUAL) and a
credential is used. Envoy refuses a listener with one of another form: a key is
the base64 of 32 bytes, a certificate 64 hex digits, or 32 pairs with colons.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    verifyCertificateHash:
    - 5f70bf18a086007016e948b04aed3b82  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    verifyCertificateHash:
    - 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef)",
    .source =
        "envoy "
        "api/envoy/extensions/transport_sockets/tls/v3/common.proto, "
        "CertificateValidationContext",
    .keys = {"T88"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
