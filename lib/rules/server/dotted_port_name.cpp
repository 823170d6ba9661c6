// A port name that makes the route name of an HTTPS server unreadable.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

std::string without_dots(std::string name) {
  std::replace(name.begin(), name.end(), '.', '-');
  return name;
}

/// Only these servers have their port name in the name of a route.
bool names_routes(const ServerFacts& server) {
  return server.protocol == Protocol::https && server.mode &&
         !passes_through(*server) && given(server->port->name);
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!names_routes(server)) continue;
    const Field<std::string>& name = server->port->name;
    if (name->find('.') == std::string::npos) continue;
    report.at(name, "port name {} has a dot", in_quotes(*name))
        .consequence(
            "an EnvoyFilter that matches by port name or Gateway never "
            "applies to the routes of this server")
        .fix("write {}", in_quotes(without_dots(*name)));
  }
}

}  // namespace

constinit const Rule rules::dotted_port_name = {
    .id = "GW133",
    .name = "dotted-port-name",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "port name with a dot on an HTTPS server",
    .rationale = R"(The routes of a terminating HTTPS server are named
https.NUMBER.PORTNAME.GATEWAY.NAMESPACE, and istiod splits that name at its dots
to learn where it came from. With a dot in the port name this fails: traffic
flows, but an EnvoyFilter that matches a route by port name or Gateway never
hits.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 443
    name: https.shop  # <--
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 443
    name: https-shop
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pilot/pkg/model, ParseGatewayRDSRouteName",
    .keys = {"T28"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
