// Protocol TLS that is terminated: what follows is raw TCP.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server.protocol != Protocol::tls || !uses_certificate(server)) continue;
    report
        .at(server->tls->mode, "mode {} on a port that speaks TLS",
            text_of(*server.mode))
        .consequence("only tcp routes apply, http routes do not")
        .fix("write protocol: HTTPS if HTTP is served");
  }
}

}  // namespace

constinit const Rule rules::tls_terminated_to_tcp = {
    .id = "GW308",
    .name = "tls-terminated-to-tcp",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "TLS port with a mode that terminates TLS",
    .rationale = R"(On a port of protocol TLS the gateway decrypts and forwards
bytes. A VirtualService needs tcp routes for it; its http routes are never
used. For HTTP behind TLS the protocol is HTTPS.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "createGatewayTCPFilterChainOpts",
    .keys = {"T40"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
