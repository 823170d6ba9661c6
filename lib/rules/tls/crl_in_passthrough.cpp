// A revocation list beside a credentialName where TLS is passed through.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <string_view>
#include <vector>

namespace asmgw {
namespace {

std::vector<std::string_view> keys_of(const Facts& facts,
                                      const ServerFacts& server) {
  if (refused_by_protocol(facts, server) || ignored_on_http(facts, server))
    return {"TLS18"};
  if (!mode_unset(server)) return {"TLS18", "TLS10"};
  std::vector<std::string_view> keys = istio_warnings(server);
  keys.insert(keys.begin(), {"TLS18", "T37"});
  return keys;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS18)) continue;
    const Tls& tls = *server->tls;
    const bool unset = absent(tls.mode);
    report
        .at_key(tls.ca_crl, "caCrl and credentialName with mode {}{}",
                text_of(*server.mode), unset ? ", as it is not written" : "")
        .covers(keys_of(facts, server))
        .note(tls.credential_name, "the credential")
        .consequence("Istio refuses the whole Gateway")
        .fix("{}", unset ? "add mode: MUTUAL, and put the list into the Secret "
                           "as ca.crl"
                         : "remove caCrl and credentialName, or write mode: "
                           "MUTUAL");
  }
}

}  // namespace

constinit const Rule rules::crl_in_passthrough = {
    .id = "GW315",
    .name = "crl-in-passthrough",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {1, 22, 0},
    .until = {},
    .summary = "caCrl and credentialName with a passthrough mode",
    .rationale = R"(Istio refuses caCrl beside credentialName, but gets so far
only where the mode is PASSTHROUGH (which it is if not written) or
AUTO_PASSTHROUGH; there neither would be used. In the other modes caCrl beside
a credential is accepted and ignored: the list has to be in the Secret, as
ca.crl.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls:
    mode: PASSTHROUGH
    credentialName: shop
    caCrl: /etc/certs/ca.crl  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS18", "TLS10", "T37", "TLS1", "TLS2", "TLS3"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
