// A revocation list where no client certificate is asked for.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS19)) continue;
    report
        .at_key(server->tls->ca_crl,
                "caCrl with mode SIMPLE, which asks for no client certificate")
        .consequence("Istio refuses the whole Gateway")
        .fix("remove caCrl, or write mode: MUTUAL and caCertificates: PATH");
  }
}

}  // namespace

constinit const Rule rules::crl_without_client_certificate = {
    .id = "GW316",
    .name = "crl-without-client-certificate",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {1, 22, 0},
    .until = {},
    .summary = "caCrl with mode SIMPLE and certificate files",
    .rationale = R"(SIMPLE asks for no client certificate, so there is none
that could be revoked. Istio refuses a Gateway with caCrl in that mode; beside
a credential it accepts and ignores it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    serverCertificate: /etc/certs/tls.crt
    privateKey: /etc/certs/tls.key
    caCrl: /etc/certs/ca.crl  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    serverCertificate: /etc/certs/tls.crt
    privateKey: /etc/certs/tls.key
    caCertificates: /etc/certs/ca.crt
    caCrl: /etc/certs/ca.crl)",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS19"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
