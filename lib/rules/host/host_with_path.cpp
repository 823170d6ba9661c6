// A path behind the host name.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <string>

namespace asmgw {
namespace {

/// The host without what follows its name.
std::string without_path(const HostFacts& host) {
  const std::string_view ns = *host.pattern.namespace_;
  if (host.pattern.dns.find('/') == std::string_view::npos) {
    const std::string_view name = name_before_port(ns);
    return std::string(name.empty() ? ns : name);
  }
  std::string_view dns = host.pattern.dns;
  while (dns.starts_with('/')) dns.remove_prefix(1);
  return with_dns(host, dns.substr(0, dns.find('/')));
}

void report_one(const HostFacts& host, Report& report) {
  const bool doubled = host.pattern.dns.starts_with('/');
  Finding found =
      refuse(report, host, "T18", "host {} {}", in_quotes(host.text()),
             doubled ? "has two slashes" : "carries a path");
  if (!doubled)
    found.remark("the path of a request is matched in a VirtualService");
  propose(found, host, without_path(host),
          "write the host name alone; a namespace may stand before it");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::path) report_one(host, report);
}

}  // namespace

constinit const Rule rules::host_with_path = {
    .id = "GW204",
    .name = "host-with-path",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host with a path",
    .rationale = R"(A slash in a host parts the namespace whose
VirtualServices may bind from the name, so that "a.com/path" means the name
"path" in a namespace "a.com", and Istio refuses both. Paths are matched in a
VirtualService.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com/cart  # <--
  - shop/www.example.com/cart  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - shop/www.example.com)",
    .source =
        "istio pkg/config/validation, "
        "ValidateNamespaceSlashWildcardHostname",
    .keys = {"HN1", "HN2", "HD1", "HD2", "HD3", "T18"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
