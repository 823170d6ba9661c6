// A credential that names the namespace of its Secret.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <string_view>

namespace asmgw {
namespace {

/// The workload's namespace is not known here: gateway pods are mostly in
/// istio-system, and now and then beside the Gateway.
Severity level(const Facts& facts, std::string_view secret_namespace) {
  if (secret_namespace == "istio-system") return Severity::info;
  return secret_namespace == facts.gateway_namespace() ? Severity::warning
                                                       : Severity::error;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    for (const Field<std::string>* name : used_credentials(facts, server)) {
      const Credential credential = parse_credential(**name);
      if (credential.form != CredentialForm::namespaced ||
          !is_dns_label(credential.namespace_) ||
          !is_dns_subdomain(credential.name) || is_ca_only(credential.name))
        continue;
      report.at(*name, "credential {} names a namespace", in_quotes(**name))
          .at_most(level(facts, credential.namespace_))
          .consequence(
              "unless the gateway pods run in {}, istiod denies them "
              "the Secret and handshakes fail",
              credential.namespace_)
          .fix(
              "put the Secret into the namespace of the gateway pods and "
              "write {}",
              credential.name);
    }
}

}  // namespace

constinit const Rule rules::credential_in_namespace = {
    .id = "GW320",
    .name = "credential-in-namespace",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "credentialName with a namespace",
    .rationale = R"(A Secret is looked up in the namespace of the gateway pods,
not in that of the Gateway. A namespace before the name is understood, but
istiod hands the Secret out only if it is the namespace of the pods: then it is
superfluous, otherwise the listener gets no certificate and handshakes fail.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop/shop-tls}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop-tls})",
    .source = "istio pilot/pkg/xds/sds.go, filterAuthorizedResources",
    .keys = {"T44"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
