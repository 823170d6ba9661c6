// Fingerprints of client certificates where files give the certificate.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  const IstioVersion version = facts.settings.version;
  for (const ServerFacts& server : facts.servers) {
    if (!verifies_clients(server)) continue;
    const Tls& tls = *server->tls;
    const bool files =
        has_file_pair(tls) ||
        (knows_certificate_lists(version) && filled(tls.tls_certificates));
    if (!files || has_credential(tls, version)) continue;
    const SettingList pins = written(tls, version, pin_settings);
    if (pins.empty()) continue;
    Finding found = report.at(pins.front().key, pins.front().path,
                              "{} with certificate files", listed(pins));
    note_others(found, pins);
    found
        .consequence(
            "it is not read: every client with a certificate of the "
            "CA is let in")
        .fix("give certificate and CA by credentialName");
  }
}

}  // namespace

constinit const Rule rules::pin_unread = {
    .id = "GW331",
    .name = "pin-unread",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary =
        "verifyCertificateSpki or verifyCertificateHash with certificate files",
    .rationale = R"(istiod copies the fingerprints into the listener only where
the certificate comes from a credential. With files they are dropped without a
word: every client with a certificate of the CA is let in.)",
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
    verifyCertificateHash:  # <--
    - 5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef)",
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
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyToCommonTLSContext",
    .keys = {"T63"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
