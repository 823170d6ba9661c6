// defaultEndpoint, which gateways do not read.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!filled(server->default_endpoint)) continue;
    report
        .at_key(server->default_endpoint,
                "defaultEndpoint has no effect on a Gateway")
        .consequence("no request is sent there")
        .fix("remove it, and route the hosts with a VirtualService");
  }
}

}  // namespace

constinit const Rule rules::default_endpoint_set = {
    .id = "GW135",
    .name = "default-endpoint-set",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "defaultEndpoint on a Gateway server",
    .rationale = R"(defaultEndpoint was never implemented for gateways: only
code for sidecars reads it. Where a request goes is decided by the
VirtualService that names the Gateway; without one it is answered with 404.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  defaultEndpoint: 127.0.0.1:8080  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "istio pilot/pkg/networking/core, cluster.go",
    .keys = {"T30"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
