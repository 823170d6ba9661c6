// TLS 1.0 or 1.1 without ciphers that it could use.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS1) || parameters_ignored(facts, server))
      continue;
    const Field<TlsVersion>& least = server->tls->min_protocol_version;
    report
        .at(least, "minProtocolVersion {} without cipherSuites",
            text_of(*least))
        .consequence(
            "the default ciphers all need TLS 1.2, so older clients "
            "still fail")
        .fix("write TLSV1_2, or add cipherSuites that the older clients have");
  }
}

}  // namespace

constinit const Rule rules::old_tls_without_ciphers = {
    .id = "GW340",
    .name = "old-tls-without-ciphers",
    .severity = Severity::warning,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "minProtocolVersion below TLS 1.2 without cipherSuites",
    .rationale = R"(The ciphers that Envoy offers by default all need TLS 1.2.
A minimum of TLS 1.0 or 1.1 therefore lets no older client in unless
cipherSuites names older ciphers, such as ECDHE-RSA-AES128-SHA. Istio accepts
it with a warning.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_0  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_2)",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS1"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
