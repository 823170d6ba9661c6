// A name or a label longer than DNS allows.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <algorithm>

namespace asmgw {
namespace {

std::string_view longest_label(std::string_view dns) {
  std::string_view longest;
  while (!dns.empty()) {
    const std::string_view label = dns.substr(0, dns.find('.'));
    if (label.size() > longest.size()) longest = label;
    dns.remove_prefix(std::min(label.size() + 1, dns.size()));
  }
  return longest;
}

void report_one(const HostFacts& host, Report& report) {
  const std::string_view dns = host.pattern.dns;
  const std::string_view label = longest_label(dns);
  if (label.size() > 63)
    refuse(report, host, {}, "label {} is {} bytes long, {} too many",
           in_quotes(label), label.size(), label.size() - 63)
        .fix("keep every label to 63 bytes");
  else
    refuse(report, host, {}, "host {} is {} bytes long, {} too many",
           in_quotes(dns), dns.size(), dns.size() - 255)
        .fix("keep the whole name to 255 bytes");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::too_long) report_one(host, report);
}

}  // namespace

constinit const Rule rules::host_too_long = {
    .id = "GW214",
    .name = "host-too-long",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host longer than a DNS name may be",
    .rationale = R"(A label of a DNS name has at most 63 bytes, a whole name
255; Istio refuses what is longer. No client could ask for it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - a-name-that-somebody-made-up-from-branch-and-commit-and-date-and-team.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - branch-commit-team.example.com)",
    .source = "istio pkg/config/validation, ValidateWildcardDomain",
    .keys = {"HD1", "HD2"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
