// HTTP_PROXY, which means nothing special on a Gateway.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server.protocol != Protocol::http_proxy) continue;
    report
        .at(server->port->protocol, "{} on a Gateway is ordinary HTTP",
            in_quotes(*server->port->protocol))
        .consequence("the server does not act as a forward proxy")
        .fix("write HTTP");
  }
}

}  // namespace

constinit const Rule rules::http_proxy_protocol = {
    .id = "GW132",
    .name = "http-proxy-protocol",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "server with protocol HTTP_PROXY",
    .rationale = R"(HTTP_PROXY is for the egress listeners of sidecars. On a
Gateway it belongs to the HTTP family and gives the same listener as HTTP: no
CONNECT, no forwarding to the host that the client names.)",
    .bad = R"(
selector: {istio: egressgateway}
servers:
- port:
    number: 3128
    name: proxy
    protocol: HTTP_PROXY  # <--
  hosts: [mirror.example.com])",
    .good = R"(
selector: {istio: egressgateway}
servers:
- port:
    number: 3128
    name: proxy
    protocol: HTTP
  hosts: [mirror.example.com])",
    .source = "istio pkg/config/protocol, IsHTTP",
    .keys = {"T27"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
