// caCertCredentialName that is read as a certificate with its key.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/template_marks.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <string_view>

namespace asmgw {
namespace {

bool is_read_as_pair(std::string_view text) {
  const CredentialForm form = parse_credential(text).form;
  if (form == CredentialForm::name || form == CredentialForm::namespaced)
    return !is_ca_only(text);
  return form == CredentialForm::config_map &&
         parse_credential(text).name.find('/') == std::string_view::npos;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!verifies_clients(server)) continue;
    const Tls& tls = *server->tls;
    const Field<std::string>& ca = tls.ca_cert_credential_name;
    if (!has_credential(tls, facts.settings.version) || !filled(ca)) continue;
    if (!is_read_as_pair(*ca) || holds_placeholder(*ca)) continue;
    report
        .at(ca, "caCertCredentialName {} does not end in -cacert",
            in_quotes(*ca))
        .consequence("it is not read as a CA: clients cannot be verified")
        .fix(
            "write NAME-cacert for a Secret, configmap://NAMESPACE/NAME for a "
            "ConfigMap");
  }
}

}  // namespace

constinit const Rule rules::client_ca_name = {
    .id = "GW326",
    .name = "client-ca-name",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 28, 0},
    .until = {},
    .summary = "caCertCredentialName without the ending -cacert",
    .rationale = R"(A bare name means a Secret, and only the ending -cacert
makes istiod read it as a CA: NAME-cacert finds that Secret, or else the Secret
NAME. Without it the Secret is delivered as certificate and key, the CA never
arrives, and clients cannot be verified. A ConfigMap is written
configmap://namespace/name.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    caCertCredentialName: clients  # <--)",
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
        "istio pilot/pkg/xds/sds.go, generate; "
        "pilot/pkg/credentials/kube, GetCaCert",
    .keys = {"T47", "T49"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
