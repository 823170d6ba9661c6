// A port behind the host name.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  Finding found = refuse(report, host, "T18", "host {} carries a port",
                         in_quotes(host.text()));
  found.remark("the port of a server is port.number");
  propose(found, host, with_dns(host, name_before_port(host.pattern.dns)),
          "write the host name without the port");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::port) report_one(host, report);
}

}  // namespace

constinit const Rule rules::host_with_port = {
    .id = "GW205",
    .name = "host-with-port",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host with a port",
    .rationale = R"(Istio refuses a host with a port. The gateway compares
names without it: the SNI has none, and a port in the Host header is left out of
the comparison.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com:443  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com)",
    .source = "istio pkg/config/validation, ValidateWildcardDomain",
    .keys = {"HN2", "HD1", "HD2", "HD3", "T18"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
