// caCertCredentialName where no credential gives the certificate.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.mode || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    const Tls& tls = *server->tls;
    const TlsKeys& holds = server.tls_keys;
    if (mode_unset(server) || holds.has(TlsKey::TLS14) ||
        holds.has(TlsKey::TLS16) || holds.has(TlsKey::TLS17) ||
        !filled(tls.ca_cert_credential_name) ||
        tls.credential_name.given == Given::unreadable)
      continue;
    const bool passes = is_passthrough(*server.mode);
    if (!passes && has_credential(tls, facts.settings.version)) continue;
    Finding found = report.at_key(tls.ca_cert_credential_name,
                                  "caCertCredentialName without a "
                                  "credentialName that is used");
    found.note(tls.mode, "mode {}", text_of(*server.mode))
        .consequence("it is not read: no client is verified by this CA")
        .fix(
            "give the certificate by credentialName, or remove "
            "caCertCredentialName");
    if (passes) found.at_most(Severity::warning);
  }
}

}  // namespace

constinit const Rule rules::client_ca_unread = {
    .id = "GW327",
    .name = "client-ca-unread",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 28, 0},
    .until = {},
    .summary = "caCertCredentialName without a credential",
    .rationale = R"(istiod reads caCertCredentialName only where the
certificate itself comes from credentialName or credentialNames. With files,
and in modes that present no certificate of the Gateway's, it is ignored:
clients are verified by another CA, or not at all.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    serverCertificate: /etc/certs/tls.crt
    privateKey: /etc/certs/tls.key
    caCertificates: /etc/certs/ca.crt
    caCertCredentialName: clients-cacert  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    caCertCredentialName: clients-cacert)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "BuildListenerTLSContext",
    .keys = {"T48"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
