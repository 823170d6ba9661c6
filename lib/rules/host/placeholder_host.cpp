// A variable or a mark to be filled in, left as it was.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  refuse(report, host, {}, "host {} holds a placeholder that was not filled in",
         in_quotes(host.text()))
      .fix(
          "write the real host name, or fill it in before the manifest is "
          "applied");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::placeholder) report_one(host, report);
}

}  // namespace

constinit const Rule rules::placeholder_host = {
    .id = "GW207",
    .name = "placeholder-host",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "placeholder instead of a host",
    .rationale =
        R"(Neither kubectl nor Istio fills anything in: "<your-host>" or
"{host}" arrive as they stand, and Istio refuses the characters in them. What
tools fill in (${host}, $HOST, ...) is GW036.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "{host}"  # <--
  - "<your-domain>.example.com"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - www.example.com)",
    .source = "istio pkg/config/validation, ValidateWildcardDomain",
    .keys = {"HN1", "HN2", "HD1", "HD2", "HD3"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
