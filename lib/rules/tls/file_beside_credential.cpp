// CA or revocation list as a file where a credential gives the certificate.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <array>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 2> files{"caCertificates", "caCrl"};

void check(const Facts& facts, Report& report) {
  const IstioVersion version = facts.settings.version;
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server) || !has_credential(*server->tls, version))
      continue;
    const SettingList ignored = written(*server->tls, version, files);
    if (ignored.empty()) continue;
    Finding found = report.at(ignored.front().key, ignored.front().path,
                              "{} beside a credential", listed(ignored));
    note_others(found, ignored);
    found
        .consequence(
            "the file is ignored: CA and revocation list come from "
            "the Secret")
        .fix("remove {}, and put it into the Secret", listed(ignored));
  }
}

}  // namespace

constinit const Rule rules::file_beside_credential = {
    .id = "GW317",
    .name = "file-beside-credential",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "caCertificates or caCrl beside a credential is ignored",
    .rationale = R"(With credentialName or credentialNames everything comes
from Secrets: the CA from NAME-cacert or from the key ca.crt (cacert) of the
Secret itself, the revocation list from its key ca.crl (crl). Paths of files
are ignored, so clients are verified by another CA than the manifest says, or
by none.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    caCertificates: /etc/certs/ca.crt  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "BuildListenerTLSContext",
    .keys = {"T51"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
