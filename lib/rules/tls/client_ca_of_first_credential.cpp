// Several credentials where clients are verified: the first gives the CA.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!verifies_clients(server)) continue;
    const Tls& tls = *server->tls;
    const List<std::string>& list = *tls.credential_names;
    if (list.size() < 2 || !filled(list[0])) continue;
    if (facts.at_least(28) && !blank(tls.ca_cert_credential_name)) continue;
    report
        .at(list[0], "the CA for clients comes from {} alone",
            in_quotes(*list[0]))
        .note(tls.mode, "verifies client certificates")
        .consequence("a CA in the other Secret is not read")
        .fix("keep the CA with {}, or name it as caCertCredentialName",
             visible(*list[0]));
  }
}

}  // namespace

constinit const Rule rules::client_ca_of_first_credential = {
    .id = "GW325",
    .name = "client-ca-of-first-credential",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 27, 0},
    .until = {},
    .summary = "credentialNames with a mode that verifies clients",
    .rationale = R"(The CA that client certificates are verified with is taken
from the first name alone (NAME-cacert, else the Secret itself).
caCertCredentialName says it explicitly, since 1.28.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: MUTUAL, credentialNames: [shop-rsa, shop-ecdsa]}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialNames: [shop-rsa, shop-ecdsa]
    caCertCredentialName: clients-cacert)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .keys = {"T52"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
