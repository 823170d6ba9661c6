// HTTPS that is passed through: an opaque proxy by SNI.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server.protocol != Protocol::https ||
        server.mode != TlsMode::passthrough || absent(server->tls->mode))
      continue;
    report.at(server->tls->mode, "mode PASSTHROUGH on a port that speaks HTTPS")
        .consequence("only tls routes with sniHosts apply, http routes do not")
        .fix("write protocol: TLS to say so, or mode: SIMPLE to terminate TLS");
  }
}

}  // namespace

constinit const Rule rules::https_passthrough = {
    .id = "GW307",
    .name = "https-passthrough",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "HTTPS port with mode PASSTHROUGH",
    .rationale = R"(The gateway reads the server name of the handshake and
hands the connection on. A VirtualService needs tls routes with sniHosts for
it; its http routes are never used. Protocol TLS says the same more plainly.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayNetworkFiltersFromTLSRoutes",
    .keys = {"T39"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
