// Nothing where a host, a namespace or a name should stand.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

std::string_view what_is_missing(const HostFacts& host) {
  if (host.text().empty()) return "is empty";
  if (!host.pattern.dns.empty()) return "has nothing before the slash";
  return host.pattern.namespace_->empty() ? "is only a slash"
                                          : "has nothing behind the slash";
}

void report_one(const HostFacts& host, Report& report) {
  Finding found = refuse(report, host, {}, "host {} {}", in_quotes(host.text()),
                         what_is_missing(host));
  propose(found, host, host.pattern.dns,
          "write a host name; \"*\" stands for all hosts");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::empty) report_one(host, report);
}

}  // namespace

constinit const Rule rules::empty_host = {
    .id = "GW202",
    .name = "empty-host",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host that is empty, or empty on one side of the slash",
    .rationale = R"(A host is a DNS name, or a namespace, a slash and a DNS
name. Istio refuses one of which a part is missing. Such strings are mostly left
by a template whose value was not set.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - ""  # <--
  - /shop.example.com  # <--
  - shop/  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - www.example.com
  - shop.example.com
  - "shop/*.example.com")",
    .source =
        "istio pkg/config/validation, "
        "ValidateNamespaceSlashWildcardHostname",
    .keys = {"HN1", "HN2", "HD1", "HD2"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
