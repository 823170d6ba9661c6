// More than one place to take the certificate from.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <array>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 4> sources{
    "credentialName", "credentialNames", "tlsCertificates",
    "serverCertificate"};

/// The schema refuses these pairs already.
bool refused_by_schema(const Tls& tls) {
  return given(tls.credential_names) &&
         (given(tls.credential_name) || given(tls.tls_certificates));
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS13)) continue;
    const Tls& tls = *server->tls;
    if (refused_by_schema(tls)) continue;
    SettingList all = written(tls, facts.settings.version, sources);
    if (!has_file_pair(tls))
      std::erase_if(all, [](const TlsSetting& setting) {
        return setting.name == "serverCertificate";
      });
    Finding found =
        report.at(all[1].key, all[1].path,
                  "{}: more than one source of the certificate", listed(all));
    found.note(all[0].key, "the first source");
    for (std::size_t i = 2; i < all.size(); ++i)
      found.note(all[i].key, "another source");
    found.consequence("Istio refuses the whole Gateway")
        .fix("keep one of {}", listed(all));
  }
}

}  // namespace

constinit const Rule rules::certificate_sources = {
    .id = "GW312",
    .name = "certificate-sources",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {1, 27, 0},
    .until = {},
    .summary = "more than one source of the certificate",
    .rationale = R"(A server takes its certificate from credentialName, or
credentialNames, or tlsCertificates, or the pair of serverCertificate and
privateKey. Since 1.27 Istio refuses a Gateway that gives two of them; older
releases took the credential and ignored the files.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    serverCertificate: /etc/certs/tls.crt  # <--
    privateKey: /etc/certs/tls.key)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop)",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS13"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
