// A name with the dot of the DNS root.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <string>

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  std::string_view dns = host.pattern.dns;
  dns.remove_suffix(1);
  Finding found =
      report.at(*host.field, "host {} ends in a dot", in_quotes(host.text()));
  found.consequence(
      "clients send SNI and Host without it: no request reaches this host");
  const std::string mended = with_dns(host, dns);
  if (!judge_host(mended).empty())
    found.remark("without the dot, which hides it, Istio refuses the name");
  propose(found, host, mended, "write a full DNS name without the dot");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.accepted() && host.pattern.dns.ends_with('.') &&
        host.pattern.dns != "*.")
      report_one(host, report);
}

}  // namespace

constinit const Rule rules::trailing_dot_host = {
    .id = "GW233",
    .name = "trailing-dot-host",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host that ends in a dot",
    .rationale = R"(Istio accepts the final dot of a fully qualified name, but
compares it like any other byte. Clients send SNI and Host without it, so that
nothing ever matches. The dot also hides names from the validator that it would
refuse, such as "localhost.".)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com.  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com)",
    .source = "istio pkg/config/validation, ValidateDNS1123Labels",
    .keys = {"T8"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
