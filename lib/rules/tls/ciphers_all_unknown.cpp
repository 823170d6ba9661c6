// A list of ciphers of which Istio knows none.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server) || !all_ciphers_unknown(*server->tls))
      continue;
    const Tls& tls = *server->tls;
    Finding found =
        report.at(tls.cipher_suites, "Istio knows none of the ciphers");
    found.covers({"T57", "TLS2"})
        .consequence("it drops them all, and the default ciphers apply")
        .fix(
            "write OpenSSL's names of ciphers of TLS 1.2, as "
            "ECDHE-RSA-AES256-GCM-SHA384, or remove cipherSuites");
    if (!only_tls_1_3(tls)) continue;
    // Without TLS 1.2 no list would have had an effect: no harm is done.
    found.at_most(Severity::warning)
        .covers({"T57", "TLS2", "T56"})
        .note(tls.min_protocol_version, "TLS 1.3 does not use the list anyway");
  }
}

}  // namespace

constinit const Rule rules::ciphers_all_unknown = {
    .id = "GW343",
    .name = "ciphers-all-unknown",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "cipherSuites with unknown names only",
    .rationale = R"(Istio drops the names that it does not know. If none is
left the list is empty, and the mesh's or Envoy's default ciphers apply: the
opposite of what a list is for. Names of TLS 1.3 and IANA names are unknown to
it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites: [TLS_AES_256_GCM_SHA384]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384])",
    .source = "istio pkg/config/security, FilterCipherSuites",
    .keys = {"T57", "TLS2", "T56"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
