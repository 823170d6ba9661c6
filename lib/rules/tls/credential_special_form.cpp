// Spellings of a credential that mean something else than a Secret.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/releases.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <string_view>

namespace asmgw {
namespace {

std::string_view provider(IstioVersion version) {
  if (since::sds_falls_back.holds(version))
    return "an SDS provider of the mesh, or else the Secret of that name";
  if (since::sds_providers.holds(version))
    return "an SDS provider of the mesh that has this name";
  return "a Secret that cannot exist: this release knows no SDS providers";
}

std::string_view meaning(CredentialForm form, IstioVersion version) {
  switch (form) {
    case CredentialForm::gateway_api:
      return "a Secret that needs a verified reference of the Gateway API";
    case CredentialForm::mesh:
      return "the mesh certificate of the gateway's own workload";
    case CredentialForm::external:
      return provider(version);
    case CredentialForm::never:
      return "a credential that is never valid";
    case CredentialForm::config_map:
      return "a ConfigMap, which holds a CA and no certificate";
    default:
      return {};
  }
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    for (const Field<std::string>* name : used_credentials(facts, server)) {
      const std::string_view means =
          meaning(parse_credential(**name).form, facts.settings.version);
      if (means.empty() || is_ca_only(**name)) continue;
      report.at(*name, "credential {} is a special form", in_quotes(**name))
          .consequence("it stands for {}", means)
          .fix("write the plain name if a Secret is meant");
    }
}

}  // namespace

constinit const Rule rules::credential_special_form = {
    .id = "GW323",
    .name = "credential-special-form",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "credentialName in a special form",
    .rationale = R"(Some prefixes are not part of a name: builtin:// is the
workload's own mesh certificate, sds:// an SDS provider of the mesh (since 1.27;
since 1.30.1 the Secret of that name where there is none), kubernetes-gateway:// a Secret that a verified reference
of the Gateway API allows, configmap:// a CA in a ConfigMap, invalid:// never
valid.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: "sds://shop"}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "istio pilot/pkg/model/credentials, "
        "pilot/pkg/security/model/authentication.go",
    .keys = {"T67"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
