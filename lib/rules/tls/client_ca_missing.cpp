// MUTUAL with files for the certificate but none for the CA of clients.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void note_what_does_not_count(const Facts& facts, const Tls& tls,
                              Finding& found) {
  if (facts.at_least(28) && filled(tls.ca_cert_credential_name))
    found.covers({"TLS14", "T48"})
        .note(tls.ca_cert_credential_name, "read only beside a credentialName");
  for (const Field<TlsCertificate>& item : *tls.tls_certificates)
    if (filled(item->ca_certificates))
      found.note(item->ca_certificates, "never read");
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    const TlsKeys& holds = server.tls_keys;
    if (!holds.has(TlsKey::TLS14) || holds.has(TlsKey::TLS16) ||
        holds.has(TlsKey::TLS17))
      continue;
    if (refused_by_protocol(facts, server)) continue;
    const Tls& tls = *server->tls;
    Finding found =
        report.at(tls.ca_certificates, "mode {} without caCertificates",
                  text_of(*server.mode));
    found.covers({"TLS14"});
    note_what_does_not_count(facts, tls, found);
    found.consequence("Istio refuses the whole Gateway")
        .fix(
            "add caCertificates: PATH, or give certificate and CA by a "
            "credentialName");
  }
}

}  // namespace

constinit const Rule rules::client_ca_missing = {
    .id = "GW311",
    .name = "client-ca-missing",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "MUTUAL with certificate files but without caCertificates",
    .rationale = R"(A mode that verifies client certificates needs the CA that
signed them. With files it is caCertificates, which Istio requires;
caCertCredentialName and the caCertificates of an item of tlsCertificates do
not count. With credentialName the CA comes from the Secret.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:  # <--
    mode: MUTUAL
    serverCertificate: /etc/certs/tls.crt
    privateKey: /etc/certs/tls.key)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    serverCertificate: /etc/certs/tls.crt
    privateKey: /etc/certs/tls.key
    caCertificates: /etc/certs/ca.crt)",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS14", "T48"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
