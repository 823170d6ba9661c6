// A port that speaks TLS on a server that has no tls.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!absent(server->tls) || facts.port_refused(server)) continue;
    if (!speaks_tls(*server.protocol)) continue;
    const bool https = *server.protocol == Protocol::https;
    report
        .at(server->port->protocol, "a port that speaks {} without tls",
            text_of(*server.protocol))
        .consequence("Istio refuses the whole Gateway")
        .fix("add tls: {}",
             https ? "{mode: SIMPLE, credentialName: NAME}"
                   : "{mode: PASSTHROUGH}, or a mode that terminates TLS");
  }
}

}  // namespace

constinit const Rule rules::tls_missing = {
    .id = "GW301",
    .name = "tls-missing",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "HTTPS or TLS port without tls",
    .rationale = R"(Istio refuses the whole Gateway: without tls it knows
neither whether to terminate TLS nor which certificate to present. An empty tls
would pass, but stands for PASSTHROUGH.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/validation, validateServer",
    .keys = {"X1"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
