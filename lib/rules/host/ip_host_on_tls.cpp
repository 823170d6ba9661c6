// An IPv4 address where SNI decides.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/host.h"

namespace asmgw {
namespace {

bool is_ipv4(std::string_view dns) {
  return is_ip_address(dns) && dns.find(':') == std::string_view::npos;
}

bool decides_by_sni(const ServerFacts& server) {
  return server.protocol && speaks_tls(*server.protocol);
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.accepted() && is_ipv4(host.pattern.dns) &&
        decides_by_sni(facts.server_of(host)))
      report
          .at(*host.field, "host {} on a TLS server is an address",
              in_quotes(host.text()))
          .consequence(
              "SNI never holds an address: no connection is matched with it")
          .fix(
              "write the DNS name of the certificate, or \"*\" to take "
              "connections without SNI");
}

}  // namespace

constinit const Rule rules::ip_host_on_tls = {
    .id = "GW235",
    .name = "ip-host-on-tls",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "IPv4 address as a host of a TLS server",
    .rationale = R"(A TLS server is chosen by the SNI that the client sends.
Clients that connect to an address send none (RFC 6066 forbids it), so that a
host that is an address never matches. On a plain HTTP server it works: the Host
header holds it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com
  - 10.0.0.25  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com)",
    .source = "Envoy, server_names of a filter chain match; RFC 6066",
    .keys = {"T10"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
