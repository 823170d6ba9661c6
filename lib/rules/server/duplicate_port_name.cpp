// Two servers of one Gateway with the same port.name.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"

#include <string_view>
#include <unordered_map>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  std::unordered_map<std::string_view, const ServerFacts*> first;
  for (const ServerFacts& server : facts.servers) {
    if (!given(server->port) || !filled(server->port->name)) continue;
    const Field<std::string>& name = server->port->name;
    const auto [at, fresh] = first.try_emplace(*name, &server);
    if (fresh) continue;
    const ServerFacts& earlier = *at->second;
    report
        .at(name, "port name {} is already used by servers[{}]",
            in_quotes(*name), earlier.index)
        .consequence(
            "Istio refuses the whole Gateway: it names the routes of an HTTPS "
            "server after its port")
        .fix("give each server a port name of its own, such as {}",
             in_quotes(*name + "-" + std::to_string(server.index)))
        .note(earlier->port->name, "first used here");
  }
}

}  // namespace

constinit const Rule rules::duplicate_port_name = {
    .id = "GW110",
    .name = "duplicate-port-name",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "two servers of a Gateway with the same port name",
    .rationale = R"(A port name must be unique in a Gateway, compared byte by
byte, also where the port numbers differ. Istio refuses the whole Gateway: the
routes of an HTTPS server are named after port number, port name and Gateway,
so a second server of that name could not be told from the first.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com]
- port:
    number: 443
    name: web  # <--
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http-web, protocol: HTTP}
  hosts: [shop.example.com]
- port:
    number: 443
    name: https-web
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/validation, ValidateGateway",
    .keys = {"S2", "L27"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
