// A port that the proxy itself listens on.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <array>

namespace asmgw {
namespace {

struct Taken {
  std::uint32_t port;
  std::string_view by;
};

constexpr std::array<Taken, 6> taken{{
    {15000, "Envoy's admin interface"},
    {15001, "Envoy's listener for captured outbound traffic"},
    {15006, "Envoy's listener for captured inbound traffic"},
    {15020, "the agent's merged metrics and health"},
    {15021, "Envoy's readiness check"},
    {15090, "Envoy's Prometheus metrics"},
}};

/// Another address leaves the proxy's own listener alone.
bool on_every_address(std::string_view bind) {
  return bind.empty() || bind == "0.0.0.0" || bind == "::";
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.port || !on_every_address(bind_of(*server))) continue;
    for (const Taken& one : taken)
      if (one.port == *server.port)
        report
            .at(server->port->number, "port {} belongs to the proxy: {}",
                one.port, one.by)
            .consequence(
                "Istio accepts it, but Envoy refuses the listener or never "
                "uses it: the port keeps serving the proxy's own traffic")
            .fix("listen on another port");
  }
}

}  // namespace

constinit const Rule rules::port_of_the_proxy = {
    .id = "GW130",
    .name = "port-of-the-proxy",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "port that the gateway proxy uses itself",
    .rationale = R"(Every proxy keeps 15000, 15001, 15006, 15020, 15021 and
15090 for itself: administration, capture, health and metrics. Istio checks this
for sidecars only. A Gateway on such a port is accepted, but its listener
clashes with one that cannot be replaced. The ports 15012, 15017 and 15443 are
ordinary: multicluster Gateways use them.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 15021  # <--
    name: http-status
    protocol: HTTP
  hosts: [status.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 8021
    name: http-status
    protocol: HTTP
  hosts: [status.example.com])",
    .source =
        "istio pilot/pkg/networking/core, buildGatewayListeners; Envoy "
        "bootstrap of the gateway",
    .keys = {"T20", "L46"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
