// tls that says neither a mode nor a certificate.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <string_view>
#include <vector>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!mode_unset(server)) continue;
    const Tls& tls = *server->tls;
    if (!written(tls, facts.settings.version, certificate_settings).empty())
      continue;
    std::vector<std::string_view> keys = istio_warnings(server);
    keys.insert(keys.begin(), "T38");
    Finding found = report.at_key(
        server->tls, "tls without mode, which is then PASSTHROUGH");
    // That is what a port of this protocol is mostly for.
    if (server.protocol == Protocol::tls) found.at_most(Severity::info);
    found.covers(keys)
        .consequence("TLS is not terminated: HTTP routes are not used")
        .fix(
            "write mode: SIMPLE and credentialName: NAME, or mode: "
            "PASSTHROUGH if that is meant");
  }
}

}  // namespace

constinit const Rule rules::tls_mode_unset = {
    .id = "GW306",
    .name = "tls-mode-unset",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "tls without mode and certificate on an HTTPS or TLS port",
    .rationale = R"(An empty tls satisfies Istio's validator, and the mode that
is not written is PASSTHROUGH: the gateway does not terminate TLS and never
uses the HTTP routes of a VirtualService. Where passing TLS through is meant,
the mode is better written. An info on a port of protocol TLS, where that is the
rule.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
    .source =
        "istio pkg/config/validation, validateServer asks only for the "
        "presence of tls",
    .keys = {"T38", "TLS1", "TLS2", "TLS3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
