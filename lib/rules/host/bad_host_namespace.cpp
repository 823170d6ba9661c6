// What stands before the slash is no namespace.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  const std::string_view ns = *host.pattern.namespace_;
  Finding found = refuse(
      report, host, {}, "{} before the slash of host {} {}", in_quotes(ns),
      in_quotes(host.text()),
      ns == "~" ? "is for Sidecars, not for Gateways" : "is not a namespace");
  if (!judge_host(host.pattern.dns).empty())
    found.remark("what stands behind the slash, {}, is refused as well",
                 in_quotes(host.pattern.dns));
  found.fix(
      "write the name of a namespace, \".\" for that of the Gateway, or \"*\" "
      "for all");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::namespace_) report_one(host, report);
}

}  // namespace

constinit const Rule rules::bad_host_namespace = {
    .id = "GW217",
    .name = "bad-host-namespace",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "part before the slash of a host that is no namespace",
    .rationale = R"("namespace/host" says whose VirtualServices may bind. The
namespace is "*" (all, the default), "." (that of the Gateway), or the name of
one: letters, digits and hyphens. "~" belongs to Sidecars.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - my_shop/shop.example.com  # <--
  - ~/www.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - my-shop/shop.example.com
  - ./www.example.com)",
    .source =
        "istio pkg/config/validation, "
        "ValidateNamespaceSlashWildcardHostname",
    .keys = {"HN2", "HD1", "HD2", "HD3"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
