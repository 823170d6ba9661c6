// Ciphers where only TLS 1.3 is left, which does not use the list.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    const Tls& tls = *server->tls;
    if (!only_tls_1_3(tls) || !filled(tls.cipher_suites) ||
        all_ciphers_unknown(tls))
      continue;
    report
        .at_key(tls.cipher_suites,
                "cipherSuites with minProtocolVersion TLSV1_3")
        .covers(with_held("T56", server, {TlsKey::TLS2, TlsKey::TLS3}))
        .note(tls.min_protocol_version, "nothing older is allowed")
        .consequence("the list has no effect: it is for TLS 1.2 and older")
        .fix("remove cipherSuites, or write minProtocolVersion: TLSV1_2");
  }
}

}  // namespace

constinit const Rule rules::ciphers_with_tls_1_3 = {
    .id = "GW345",
    .name = "ciphers-with-tls-1-3",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "cipherSuites with minProtocolVersion TLSV1_3",
    .rationale = R"(cipherSuites chooses among the ciphers of TLS 1.2 and
older. The ciphers of TLS 1.3 are fixed in Envoy, so where nothing older is
allowed the list has no effect.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_3
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_3)",
    .source =
        "Envoy TlsParameters; istio "
        "pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .keys = {"T56", "TLS2", "TLS3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
