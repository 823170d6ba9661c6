// targetPort on a Gateway: a field of ServiceEntry that shares the message.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!given(server->port)) continue;
    const Field<std::uint32_t>& target = server->port->target_port;
    if (!given(target) || *target == 0) continue;
    report.at_key(target, "targetPort {} is not for Gateways", *target)
        .consequence("Istio refuses the whole Gateway")
        .fix(
            "remove targetPort; the Service of the gateway pods maps its "
            "port to the one that the container listens on");
  }
}

}  // namespace

constinit const Rule rules::target_port_set = {
    .id = "GW114",
    .name = "target-port-set",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {1, 20, 0},
    .until = {},
    .summary = "targetPort on a Gateway server",
    .rationale = R"(A Gateway server listens on its port number, or on what the
Service of the gateway pods maps that number to. targetPort belongs to
ServiceEntry; it never had an effect here, and Istio refuses it since 1.20.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 80
    targetPort: 8080  # <--
    name: http
    protocol: HTTP
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 80
    name: http
    protocol: HTTP
  hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, validateServerPort",
    .keys = {"P4"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
