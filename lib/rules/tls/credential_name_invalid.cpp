// A credential that no Secret can have as its name.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    for (const Field<std::string>* name : used_credentials(facts, server)) {
      const CredentialFault fault = fault_of(**name);
      if (fault != CredentialFault::no_name &&
          fault != CredentialFault::unknown_form)
        continue;
      const Severity level = level_of_fault(facts, server);
      report.at(*name, "credential {}", words_of(fault, **name, {}))
          .at_most(level)
          .consequence(
              "the Secret is never found: its certificate never "
              "arrives, and {}",
              end_of_fault(level))
          .fix(
              "write the name of a Secret: lower-case letters, digits, dots "
              "and "
              "hyphens");
    }
}

}  // namespace

constinit const Rule rules::credential_name_invalid = {
    .id = "GW322",
    .name = "credential-name-invalid",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "credentialName that cannot be the name of a Secret",
    .rationale = R"(Names of Secrets are lower-case letters, digits, `-` and
`.`. Istio does not check credentialName: the lookup finds nothing, the
listener comes up without a certificate, and handshakes fail.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: Shop_TLS}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop-tls})",
    .source =
        "Kubernetes names of objects; istio pilot/pkg/model/credentials, "
        "ParseResourceName",
    .keys = {"T66"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
