// A server without a host.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    const auto& hosts = server->hosts;
    // Since 1.20 the schema asks for the key: that is a finding of its own.
    const bool counts = given(hosts) || !facts.at_least(20);
    if (!counts || !blank(hosts)) continue;
    report.at(hosts, "this server has no hosts")
        .consequence("Istio refuses the whole Gateway")
        .fix("name at least one host; \"*\" stands for all");
  }
}

}  // namespace

constinit const Rule rules::no_hosts = {
    .id = "GW201",
    .name = "no-hosts",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "server without hosts",
    .rationale = R"(A server says for which hosts it answers; Istio refuses a
Gateway in which one says nothing. Since 1.20 the schema asks for the key
itself, an empty list is still left to Istio.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: []  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*"])",
    .source = "istio pkg/config/validation, validateServer",
    .keys = {"H0"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
