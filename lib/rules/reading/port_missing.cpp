// Servers without a port, for releases whose schema allows that.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    if (absent(server->port))
      report.at(server->port, "the server has no port")
          .consequence("Istio refuses the Gateway")
          .fix("add port: {{number: 80, name: http, protocol: HTTP}}");
}

}  // namespace

constinit const Rule rules::port_missing = {
    .id = "GW033",
    .name = "port-missing",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {1, 19, 0},
    .summary = "server without a port",
    .rationale = R"(Before Istio 1.20 the schema does not require port; Istio's
webhook refuses a server without one.)",
    .bad = R"(
# asmgw: --istio-version 1.18
selector: {istio: ingressgateway}
servers:
- hosts: [shop.example.com]  # <--)",
    .good = R"(
# asmgw: --istio-version 1.32
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, validateServerPort",
    .keys = {"P1"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
