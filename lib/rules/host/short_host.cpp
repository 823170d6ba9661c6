// A host name without a dot.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <string>

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  const std::string_view dns = host.pattern.dns;
  refuse(report, host, {}, "host {} is a short name: it has no dot",
         in_quotes(host.text()))
      .fix("write the full name, such as {}, or \"*\" for all hosts",
           in_quotes(with_dns(host, std::string(dns) + ".example.com")));
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::short_name) report_one(host, report);
}

}  // namespace

constinit const Rule rules::short_host = {
    .id = "GW215",
    .name = "short-host",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host name without a dot",
    .rationale = R"(Istio refuses a host that is a single label, such as
"localhost" or the name of a Service: a gateway serves names that clients
outside resolve. For tests, "*" takes every name.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - localhost  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - localhost.example.com)",
    .source =
        "istio pkg/config/validation, "
        "validateSidecarOrGatewayHostnamePart",
    .keys = {"HD1", "HD3"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
