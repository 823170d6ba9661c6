// Ciphers are chosen, and clients that speak TLS 1.3 do not go by them.
#include "lint/facts.h"
#include "lint/report.h"
#include "listen/tls_refusal.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    const Tls& tls = *server->tls;
    if (!filled(tls.cipher_suites) || all_ciphers_unknown(tls) ||
        only_tls_1_3(tls) || highest_version(tls) != TlsVersion::v1_3)
      continue;
    report
        .at_key(tls.cipher_suites,
                "cipherSuites says nothing of TLS 1.3, "
                "which this server speaks too")
        .covers({"T72"})
        .consequence(
            "clients that offer TLS 1.3, as browsers do, get one of its own "
            "ciphers; the list is for TLS 1.2 and older")
        .fix(
            "nothing, if that is meant; maxProtocolVersion: TLSV1_2 would "
            "make the list hold for all clients");
  }
}

}  // namespace

constinit const Rule rules::ciphers_for_old_tls_only = {
    .id = "GW351",
    .name = "ciphers-for-old-tls-only",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "cipherSuites where TLS 1.3 is allowed",
    .rationale = R"(cipherSuites chooses among the ciphers of TLS 1.2 and
older. Those of TLS 1.3 are fixed in Envoy: a scan of the server shows them,
whatever the list says.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    maxProtocolVersion: TLSV1_2
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384])",
    .source = "Envoy TlsParameters, cipher_suites",
    .keys = {"T72"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
