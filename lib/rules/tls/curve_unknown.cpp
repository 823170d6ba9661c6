// Curves that Envoy will not know.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    for (const Field<std::string>& curve : *server->tls->ecdh_curves) {
      if (!given(curve) || is_known_curve(*curve)) continue;
      report
          .at(curve, "unknown curve {}{}", in_quotes(*curve),
              did_you_mean(*curve, curve_names))
          .consequence("Envoy refuses the whole listener")
          .fix("write one of P-256, P-384, P-521, X25519 and X25519MLKEM768");
    }
  }
}

}  // namespace

constinit const Rule rules::curve_unknown = {
    .id = "GW348",
    .name = "curve-unknown",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 32, 0},
    .until = {},
    .summary = "ecdhCurves with an unknown name",
    .rationale = R"(Istio hands ecdhCurves to Envoy unchecked. A name that
Envoy does not know fails the TLS context, and with it the whole listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    ecdhCurves: [X25519, P256]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    ecdhCurves: [X25519, P-256])",
    .source =
        "T59: istio pilot/pkg/networking/core/listener.go, "
        "applyServerTLSSettings",
    .keys = {"T59"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
