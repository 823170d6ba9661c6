// A star glued to a label: refused since 1.17.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <string>

namespace asmgw {
namespace {

/// `*shop.example.com` was meant as `*.shop.example.com`.
std::string with_dot(const HostFacts& host) {
  return with_dns(host, "*." + std::string(host.pattern.dns.substr(1)));
}

void report_one(const HostFacts& host, Report& report) {
  Finding found = refuse(report, host, "T17",
                         "the wildcard of host {} is only part of a label",
                         in_quotes(host.text()));
  propose(found, host, with_dot(host),
          "write \"*.\" and a domain, or list the names one by one");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::partial_wildcard) report_one(host, report);
}

}  // namespace

constinit const Rule rules::partial_wildcard = {
    .id = "GW210",
    .name = "partial-wildcard",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {1, 17, 0},
    .until = {},
    .summary = "wildcard that is only part of the first label",
    .rationale = R"("*shop.example.com" looks like a suffix, but SNI knows
only whole labels: Envoy refuses a listener with such a name. Since 1.17 Istio
therefore refuses the Gateway.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*shop.example.com"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*.shop.example.com")",
    .source = "istio pkg/config/validation, ValidatePartialWildCard",
    .keys = {"HD1", "HD3", "T17"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
