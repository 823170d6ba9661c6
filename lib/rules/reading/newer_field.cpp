// What the Istio release at hand does not know yet.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

#include <array>
#include <string_view>

namespace asmgw {
namespace {

struct Effect {
  std::string_view field, text;
};

constexpr std::array<Effect, 6> effects{{
    {"caCrl", "revoked client certificates stay good"},
    {"credentialNames", "there is no certificate from it"},
    {"tlsCertificates", "there is no certificate from it"},
    {"caCertCredentialName",
     "clients are checked against the CA of credentialName, if that has one"},
    {"insecureSkipVerify", "clients without a good certificate are refused"},
    {"ecdhCurves", "the default curves are offered"},
}};

std::string_view effect_of(std::string_view field) {
  for (const Effect& effect : effects)
    if (effect.field == field) return effect.text;
  return {};
}

void check_api_version(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (facts.at_least(22) || !gateway || !given(gateway->api_version) ||
      *gateway->api_version != "networking.istio.io/v1")
    return;
  report
      .at(gateway->api_version,
          "Istio {} does not serve {}; 1.22 is the "
          "first that does",
          to_string(facts.settings.version), in_quotes(*gateway->api_version))
      .covers({"E-version"})
      .consequence("the API server knows no such kind")
      .fix("write apiVersion: networking.istio.io/v1beta1");
}

void check(const Facts& facts, Report& report) {
  check_api_version(facts, report);
  for_each_problem(facts, ProblemKind::newer_field, [&](const Problem& p) {
    if (!is_too_new(facts, p)) return;
    const bool word = p.found == "OPTIONAL_MUTUAL";
    Finding found =
        report.at(p, "Istio {} does not know {} {}; {} is the first that does",
                  to_string(facts.settings.version),
                  word ? "mode" : "the field", in_quotes(p.found), p.wanted);
    if (word) {
      found.consequence("the API server refuses the object")
          .fix("write MUTUAL or SIMPLE")
          .covers({"A-enum"});
      return;
    }
    found
        .consequence(
            "kubectl apply refuses the object; where the field is "
            "dropped instead, {}",
            effect_of(p.found))
        .covers({"A-unknown"})
        .fix("remove the field, or upgrade Istio");
  });
}

}  // namespace

constinit const Rule rules::newer_field = {
    .id = "GW029",
    .name = "newer-field",
    .severity = Severity::error,
    .layer = Layer::api_server,
    .scope = Scope::gateway,
    .since = {},
    .until = {1, 31, 0},
    .summary = "field, value or apiVersion newer than the Istio release",
    .rationale = R"(A control plane knows the fields of its own release. A newer
field is unknown to its schema: strict clients are refused, others lose the
field, and with it the protection it was to give. OPTIONAL_MUTUAL is known since
1.19, apiVersion networking.istio.io/v1 since 1.22.)",
    .bad = R"(
# asmgw: --istio-version 1.24
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    caCertCredentialName: shop-ca-cacert  # <--)",
    .good = R"(
# asmgw: --istio-version 1.28
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    caCertCredentialName: shop-ca-cacert)",
    .source = "Kubernetes: gateways.networking.istio.io of Istio 1.16 to 1.32",
    .keys = {"A-unknown", "A-enum", "E-version"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
