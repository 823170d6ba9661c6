// A star that is not the whole first label.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  refuse(report, host, "T17", "a wildcard stands in the wrong place in host {}",
         in_quotes(host.text()))
      .remark("a \"*\" may be the whole host, or its whole first label, once")
      .fix("write \"*.\" and a domain, or list the names one by one");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::wildcard) report_one(host, report);
}

}  // namespace

constinit const Rule rules::misplaced_wildcard = {
    .id = "GW209",
    .name = "misplaced-wildcard",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "wildcard in the middle of a host, or more than one",
    .rationale = R"(A wildcard in a host is "*" alone, or "*." before a
domain: SNI and virtual hosts are matched by suffix, and nothing else can be
expressed. Istio refuses every other place and a second star.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "shop.*.example.com"  # <--
  - "*.*.example.com"  # <--
  - "shop*.example.com"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*.example.com")",
    .source =
        "istio pkg/config/validation, ValidateWildcardDomain, "
        "ValidatePartialWildCard",
    .keys = {"HD1", "HD2", "HD3", "T17"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
