// A list of hosts written as one string.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

namespace asmgw {
namespace {

void report_one(const HostFacts& host, Report& report) {
  refuse(report, host, "T18", "one string holds several hosts: {}",
         in_quotes(host.text()))
      .fix("make each of them an item of the list");
}

void check(const Facts& facts, Report& report) {
  for (const HostFacts& host : facts.hosts)
    if (host.fault == HostFault::several) report_one(host, report);
}

}  // namespace

constinit const Rule rules::several_hosts_in_one = {
    .id = "GW206",
    .name = "several-hosts-in-one",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "several hosts in one string",
    .rationale = R"(Every host is an item of the list. A comma, a semicolon or
a blank inside the string makes it one name that no DNS has, and Istio refuses
it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "shop.example.com,www.example.com"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - www.example.com)",
    .source = "istio pkg/config/validation, ValidateWildcardDomain",
    .keys = {"HN2", "HD1", "HD2", "HD3", "T18"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
