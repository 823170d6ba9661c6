// ISTIO_MUTUAL with a certificate of its own.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"

#include <array>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Refused {
  std::string_view name;
  TlsKey key;
};

constexpr std::array<Refused, 6> refused{{
    {"serverCertificate", TlsKey::TLS4},
    {"privateKey", TlsKey::TLS5},
    {"caCertificates", TlsKey::TLS6},
    {"tlsCertificates", TlsKey::TLS7},
    {"credentialName", TlsKey::TLS8},
    {"credentialNames", TlsKey::TLS9},
}};

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    std::vector<std::string_view> names, keys;
    for (const Refused& one : refused) {
      if (!server.tls_keys.has(one.key)) continue;
      names.push_back(one.name);
      keys.push_back(text_of(one.key));
    }
    if (names.empty()) continue;
    const SettingList all =
        written(*server->tls, facts.settings.version, names);
    Finding found = report.at(all.front().key, all.front().path,
                              "{} with mode ISTIO_MUTUAL", listed(all));
    note_others(found, all);
    found.covers(keys)
        .consequence(
            "Istio refuses the whole Gateway: the mode uses the "
            "workload's own certificate")
        .fix("remove {}, or write mode: {}", listed(all),
             filled(server->tls->ca_certificates) ? "MUTUAL" : "SIMPLE");
  }
}

}  // namespace

constinit const Rule rules::istio_mutual_certificate = {
    .id = "GW313",
    .name = "istio-mutual-certificate",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "ISTIO_MUTUAL with certificate settings",
    .rationale = R"(ISTIO_MUTUAL presents the certificate that the mesh has
given to the gateway pod and verifies clients by the mesh's CA. Istio refuses a
Gateway that gives a certificate, a key, a CA or a credential beside it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: ISTIO_MUTUAL, credentialName: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: ISTIO_MUTUAL})",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS4", "TLS5", "TLS6", "TLS7", "TLS8", "TLS9"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
