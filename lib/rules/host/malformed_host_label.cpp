// An empty label, or one with a hyphen at an end.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  const std::string_view label = *bad_label(host.pattern.dns);
  if (label.empty()) {
    refuse(report, host, {}, "host {} has an empty label",
           in_quotes(host.text()))
        .fix("leave no dot at the start and never two in a row");
    return;
  }
  refuse(report, host, {}, "label {} of host {} {} with \"-\"",
         in_quotes(label), in_quotes(host.text()),
         label.starts_with('-') ? "begins" : "ends")
      .fix("let every label begin and end with a letter or a digit");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::label) report_one(host, report);
}

}  // namespace

constinit const Rule rules::malformed_host_label = {
    .id = "GW213",
    .name = "malformed-host-label",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host with an empty label or a hyphen at the end of one",
    .rationale = R"(The labels of a DNS name are not empty and begin and end
with a letter or a digit. Two dots in a row are often what is left of an empty
variable.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop..example.com  # <--
  - .example.com  # <--
  - shop-.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - "*.example.com")",
    .source = "istio pkg/config/validation, ValidateDNS1123Labels",
    .keys = {"HD1", "HD2"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
