// A Gateway that listens for nothing.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"

namespace asmgw {
namespace {

void report_at(const Gateway& gateway, Report& report) {
  const Field<List<Server>>& servers = gateway.spec->servers;
  Finding found = absent(gateway.spec)
                      ? report.at(gateway.spec, "the Gateway has no spec")
                      : report.at(servers, "the Gateway has no servers");
  found.consequence("Istio refuses it: there is nothing to listen for")
      .fix("add spec.servers with at least one server");
}

void check(const Facts& facts, Report& report) {
  const Gateway* gateway = facts.gateway();
  if (!gateway || gateway->spec.given == Given::unreadable) return;
  if (blank(gateway->spec->servers)) report_at(*gateway, report);
}

}  // namespace

constinit const Rule rules::no_servers = {
    .id = "GW032",
    .name = "no-servers",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "Gateway without servers",
    .rationale =
        R"(The schema allows a Gateway without spec, and servers that are
absent, null or an empty list. Istio's webhook does not: a Gateway needs at
least one server.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers: []  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, ValidateGateway",
    .keys = {"S1"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
