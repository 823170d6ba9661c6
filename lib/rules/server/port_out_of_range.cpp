// A port number that is no port.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/server.h"
#include "rules/server/socket.h"

namespace asmgw {
namespace {

/// `bind` is a socket, or was meant to be one: then what is wrong with the
/// number is said there.
bool means_socket(const Server& server) {
  const std::string_view bind = bind_of(server);
  return bind.starts_with("unix://") || !meant_path(bind).empty() ||
         server.bind.given == Given::unreadable;
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.port || means_socket(*server)) continue;
    const bool zero = *server.port == 0;
    if (zero ? !facts.at_least(20) : *server.port <= 65535) continue;
    Finding found = report.at(server->port->number, "port {} {}", *server.port,
                              zero ? "is for servers with a unix:// bind"
                                   : "does not exist: the highest is 65535");
    found.consequence("Istio refuses the whole Gateway")
        .fix("write the number to listen on, 1 to 65535");
  }
}

}  // namespace

constinit const Rule rules::port_out_of_range = {
    .id = "GW113",
    .name = "port-out-of-range",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "port number outside 1 to 65535",
    .rationale = R"(The schema takes any number of 32 bits, Istio only 1 to
65535, and 0 together with a bind that begins with unix://. Before Istio 1.20 it
let 0 pass without a socket as well.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 80443  # <--
    name: https
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port:
    number: 8443
    name: https
    protocol: HTTPS
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/validation, validateServerPort",
    .keys = {"P3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
