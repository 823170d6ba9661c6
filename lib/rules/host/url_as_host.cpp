// A URL where only the host name belongs.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  const std::string_view authority = *authority_of_url(host.text());
  const std::string_view name = name_before_port(authority);
  Finding found =
      refuse(report, host, "T18", "host {} is a URL", in_quotes(host.text()));
  found.remark(
      "Istio's own message speaks of a namespace: it takes what stands before "
      "the first slash for one");
  propose(found, host, name.empty() ? authority : name,
          "write the host name alone, without scheme, port and path");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::url) report_one(host, report);
}

}  // namespace

constinit const Rule rules::url_as_host = {
    .id = "GW203",
    .name = "url-as-host",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "URL instead of a host name",
    .rationale = R"(Hosts are compared with the SNI of TLS and the Host header
of HTTP, which hold neither scheme nor path. Istio splits the string at its
first slash, so that its refusal speaks of a bad namespace. The port is that of
the server; the protocol follows from port.protocol.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - https://shop.example.com/  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com)",
    .source =
        "istio pkg/config/validation, "
        "ValidateNamespaceSlashWildcardHostname",
    .keys = {"HN2", "HD1", "HD2", "HD3", "T18"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
