// httpsRedirect where no plain HTTP arrives.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

namespace asmgw {
namespace {

/// Since 1.20 a missing protocol is the schema's matter, before Istio looks.
bool is_judged(const Facts& facts, const ServerFacts& server) {
  if (!given(server->port)) return false;
  const auto& protocol = server->port->protocol;
  return given(protocol) || (absent(protocol) && !facts.at_least(20));
}

void report_tls(const ServerFacts& server, Report& report) {
  const bool https =
      server.protocol == Protocol::https && !passes_through(*server);
  report
      .at(server->tls->https_redirect, "httpsRedirect on protocol {}",
          in_quotes(*server->port->protocol))
      .consequence(
          "{}",
          https ? "clients that speak TLS are not redirected; behind a load "
                  "balancer that reports http they loop"
                : "nothing is redirected: the gateway passes the stream on")
      .fix("put httpsRedirect on the HTTP server of port 80 with these hosts");
}

void report_other(const ServerFacts& server, Report& report) {
  report
      .at(server->tls->https_redirect,
          "httpsRedirect on protocol {}, which is not HTTP",
          in_quotes(*server->port->protocol))
      .layer(Layer::istio)
      .covers({"S3"})
      .consequence("Istio warns; nothing is redirected")
      .fix("set port.protocol to HTTP, or remove httpsRedirect");
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!has_redirect(server) || is_plain_http(server) ||
        !is_judged(facts, server))
      continue;
    if (server.protocol && speaks_tls(*server.protocol))
      report_tls(server, report);
    else
      report_other(server, report);
  }
}

}  // namespace

constinit const Rule rules::redirect_without_effect = {
    .id = "GW381",
    .name = "redirect-without-effect",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "httpsRedirect on a server that is not plain HTTP",
    .rationale = R"(httpsRedirect answers plain HTTP with a 301 to https. On a
server that already speaks TLS Istio warns and goes on: HTTPS clients see
nothing of it, but behind a load balancer that ends TLS and reports http the
redirect becomes a loop. On other protocols it has no effect at all.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    httpsRedirect: true  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "istio pkg/config/validation, ValidateGateway; "
        "pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"S3", "T81"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
