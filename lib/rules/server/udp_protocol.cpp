// UDP, which a Gateway cannot serve.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server.protocol != Protocol::udp) continue;
    report
        .at(server->port->protocol, "a Gateway has no {} listener",
            in_quotes(*server->port->protocol))
        .consequence(
            "istiod builds a TCP listener instead; datagrams to the port are "
            "not answered")
        .fix("serve UDP with a Service of its own; write TCP if TCP was meant");
  }
}

}  // namespace

constinit const Rule rules::udp_protocol = {
    .id = "GW131",
    .name = "udp-protocol",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "server with protocol UDP",
    .rationale = R"(Istio's validation takes UDP, but gateways have no UDP
listeners. The server becomes an ordinary TCP listener, so that datagrams are
lost and TCP connections are accepted where nobody expects them.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 5353
    name: dns
    protocol: UDP  # <--
  hosts: ["*"])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 5353
    name: dns
    protocol: TCP
  hosts: ["*"])",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayTCPBasedFilterChains",
    .keys = {"T26"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
