// A redirect that leads back to its own port.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!redirects(server) || !server.port || *server.port == 80) continue;
    // No TCP port: a unix socket, or refused.
    if (*server.port == 0 || *server.port > 65535) continue;
    report
        .at(server->tls->https_redirect,
            "httpsRedirect on port {} leads to https on port {}", *server.port,
            *server.port)
        .consequence(
            "clients that use this port keep it and speak TLS to plain HTTP; "
            "right only behind a Service that maps port 80 to it")
        .note(server->port->number, "only port 80 has a counterpart, 443")
        .fix("redirect on port 80, or remove httpsRedirect here");
  }
}

}  // namespace

constinit const Rule rules::redirect_off_port_80 = {
    .id = "GW384",
    .name = "redirect-off-port-80",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "httpsRedirect on a port other than 80",
    .rationale = R"(The redirect changes http into https and keeps the Host
header, port included. From port 80, which browsers leave out, it leads to 443;
from http://shop.example.com:8080 it leads to https://shop.example.com:8080,
which is the same plain HTTP port.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}  # <--
- port: {number: 8443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "T82: Envoy, require_tls of a virtual host",
    .keys = {"T82"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
