// Curves that Envoy will not know.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <algorithm>

namespace asmgw {
namespace {

/// What is refused at a curve; null: nothing.
const TlsRefusal* find_at(const std::vector<TlsRefusal>& all,
                          const Range& range) {
  const auto at = std::ranges::find_if(all, [&](const TlsRefusal& one) {
    return (one.cause == TlsRefusalCause::curve_unknown ||
            one.cause == TlsRefusalCause::curve_repeated) &&
           one.range.begin == range.begin;
  });
  return at == all.end() ? nullptr : &*at;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    for (const Field<std::string>& curve : *server->tls->ecdh_curves) {
      const TlsRefusal* refusal = find_at(server.refusals, curve.range);
      if (!given(curve) || !refusal) continue;
      const bool again = refusal->cause == TlsRefusalCause::curve_repeated;
      report
          .at(curve, "{} curve {}{}", again ? "repeated" : "unknown",
              in_quotes(*curve), again ? "" : did_you_mean(*curve, curve_names))
          .consequence(
              "Envoy refuses the TLS context: in new pods every handshake with "
              "this server fails, running ones keep the listener they had")
          .fix("{}", again ? "remove it"
                           : "write one of P-256, P-384, P-521, X25519 and "
                             "X25519MLKEM768");
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
    .summary = "ecdhCurves with an unknown name, or one twice",
    .rationale = R"(Istio hands ecdhCurves to Envoy unchecked. A name that
Envoy does not know, or one that stands twice, fails the TLS context: a new pod
closes every handshake with the server, a running one refuses the whole listener
and keeps the one it had. Envoy takes P-256, P-384, P-521, X25519,
X25519MLKEM768, MLKEM1024, prime256v1, secp384r1, secp521r1 and x25519.)",
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
        "istio pilot/pkg/networking/core/listener.go, "
        "applyServerTLSSettings",
    .keys = {"T59"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
