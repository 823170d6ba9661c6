// A star and a dot, and nothing behind them.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.accepted() && host.pattern.dns == "*.")
      report
          .at(*host.field, "host {} has no domain behind its wildcard",
              in_quotes(host.text()))
          .consequence("no name ends in a dot: no request reaches this host")
          .fix("write \"*\" for all hosts, or \"*.\" and a domain");
}

}  // namespace

constinit const Rule rules::wildcard_without_domain = {
    .id = "GW234",
    .name = "wildcard-without-domain",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "`*.` without a domain",
    .rationale = R"(Istio accepts "*." as a wildcard with an empty domain. It
asks for names that end in a dot, which no client sends. "*" stands for all
hosts.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*."  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*")",
    .source = "istio pkg/config/validation, ValidateWildcardDomain",
    .keys = {"T9"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
