// An IPv6 address as a host.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

constexpr std::string_view fix =
    "write \"*\", or a DNS name that resolves to the address";

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts) {
    if (ipv6_inside(host.pattern.dns).empty()) continue;
    if (host.fault == HostFault::ipv6)
      refuse(report, host, "T11", "host {} is an IPv6 address",
             in_quotes(host.text()))
          .fix("{}", fix);
    else if (host.accepted())
      report
          .at(*host.field, "host {} is an IPv6 address", in_quotes(host.text()))
          .layer(Layer::runtime)
          .covers({"T11"})
          .consequence(
              "Istio accepts it for its dots, but no request is ever matched "
              "with it")
          .fix("{}", fix);
  }
}

}  // namespace

constinit const Rule rules::ipv6_host = {
    .id = "GW216",
    .name = "ipv6-host",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "IPv6 address as a host",
    .rationale = R"(An IPv6 address cannot be expressed as a host. Istio
refuses it for having no dot; one that ends in an IPv4 address has dots and
slips through, but no SNI holds an address, and in a Host header it stands in
brackets.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "2001:db8::1"  # <--
  - "[2001:db8::2]"  # <--
  - "::ffff:10.0.0.1"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*")",
    .source =
        "istio pkg/config/validation, "
        "validateSidecarOrGatewayHostnamePart",
    .keys = {"HN2", "HD1", "HD2", "T11"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
