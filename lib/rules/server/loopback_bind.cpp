// A server that only the pod itself can reach.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/server.h"

namespace asmgw {
namespace {

bool is_loopback(std::string_view address) {
  if (!is_ip_address(address)) return false;
  constexpr std::string_view mapped = "::ffff:";
  if (equal_ignoring_case(address.substr(0, mapped.size()), mapped))
    address.remove_prefix(mapped.size());
  return address.substr(0, 4) == "127." || address == "::1" ||
         address == "0:0:0:0:0:0:0:1";
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!is_loopback(bind_of(*server))) continue;
    report
        .at(server->bind, "bind {} is the loopback address",
            in_quotes(*server->bind))
        .consequence(
            "only processes inside the gateway pod reach this server; the "
            "Service and the load balancer do not")
        .fix("remove bind to listen on every address of the pod");
  }
}

}  // namespace

constinit const Rule rules::loopback_bind = {
    .id = "GW121",
    .name = "loopback-bind",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "server bound to the loopback address",
    .rationale = R"(Envoy listens on the address that bind names, inside the
gateway pod. On 127.0.0.1 or ::1 nothing that comes from outside the pod
arrives: neither the Service nor a load balancer can reach the server.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  bind: 127.0.0.1  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "istio pilot/pkg/networking/core, buildGatewayListeners",
    .keys = {"T33"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
