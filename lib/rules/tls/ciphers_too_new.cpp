// TLS 1.0 or 1.1 with ciphers that it cannot use.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

/// At least one, and no entry that TLS 1.0 could use or that is unread.
bool all_too_new(const List<std::string>& ciphers) {
  bool any = false;
  for (const Field<std::string>& item : ciphers) {
    if (!given(item)) return false;
    if (!is_valid_cipher(*item)) continue;
    if (!needs_tls_1_2(*item)) return false;
    any = true;
  }
  return any;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server) ||
        find(server.refusals, TlsRefusalCause::versions_crossed))
      continue;
    const Tls& tls = *server->tls;
    const TlsVersion least = *tls.min_protocol_version;
    if (least != TlsVersion::v1_0 && least != TlsVersion::v1_1) continue;
    if (!all_too_new(*tls.cipher_suites)) continue;
    report.at_key(tls.cipher_suites, "every cipher here needs TLS 1.2")
        .note(tls.min_protocol_version, "allows older versions")
        .consequence("clients with less than TLS 1.2 still fail")
        .fix(
            "write minProtocolVersion: TLSV1_2, or add a cipher that they "
            "have, as ECDHE-RSA-AES128-SHA");
  }
}

}  // namespace

constinit const Rule rules::ciphers_too_new = {
    .id = "GW347",
    .name = "ciphers-too-new",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "minProtocolVersion below TLS 1.2 with ciphers of TLS 1.2 only",
    .rationale = R"(GCM and CHACHA20 ciphers need TLS 1.2. With no other in the
list an older client finds none to agree on, so the low minimum has no effect;
Istio's warning about that is silenced by any cipher.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_1
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_1
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384, ECDHE-RSA-AES256-SHA])",
    .source =
        "istio pkg/config/validation, validateTLSOptions; Envoy "
        "TlsParameters",
    .keys = {"T60"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
