// A name that ends in a number, mostly a mistyped address.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

bool looks_like_address(std::string_view dns) {
  return dns.find_first_not_of("0123456789.") == std::string_view::npos;
}

void report_one(const HostFacts& host, Report& report) {
  const bool address = looks_like_address(host.pattern.dns);
  Finding found = refuse(report, host, {}, "host {} {}", in_quotes(host.text()),
                         address ? "is not a valid IPv4 address"
                                 : "ends in a number, as no DNS name does");
  if (address)
    found.fix(
        "write four numbers from 0 to 255 without leading zeros, or a "
        "DNS name");
  else
    found.fix("write a DNS name whose last label is no number");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::numeric) report_one(host, report);
}

}  // namespace

constinit const Rule rules::numeric_top_level = {
    .id = "GW212",
    .name = "numeric-top-level",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host whose last label is a number",
    .rationale = R"(A name that ends in a number would be taken for an IPv4
address. Istio accepts a whole address of four numbers and refuses everything
else that ends in one.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - 10.0.0.256  # <--
  - shop.1  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - 10.0.0.25
  - shop.example)",
    .source = "istio pkg/config/validation, ValidateDNS1123Labels",
    .keys = {"HD2"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
