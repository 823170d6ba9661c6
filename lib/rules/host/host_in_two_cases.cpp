// One name in two letter cases in one TLS server.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

#include <algorithm>
#include <map>
#include <string>

namespace asmgw {
namespace {

void check_server(const Facts& facts, const ServerFacts& server,
                  Report& report) {
  const auto hosts = facts.hosts_of(server);
  if (std::ranges::any_of(
          hosts, [](const HostFacts& one) { return one.pattern.dns == "*"; }))
    return;
  std::map<std::string, const HostFacts*> first;
  for (const HostFacts& host : hosts) {
    if (!host.accepted()) continue;
    const auto [known, added] = first.emplace(lower(host.pattern.dns), &host);
    if (added || known->second->pattern.dns == host.pattern.dns) continue;
    report
        .at(*host.field, "{} and {} are one server name",
            in_quotes(known->second->text()), in_quotes(host.text()))
        .consequence(
            "Envoy refuses the listener: every server on this port is stuck "
            "on its old configuration")
        .note(*known->second->field, "here first")
        .fix("remove one of the two");
  }
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    if (terminates_tls(*server)) check_server(facts, server, report);
}

}  // namespace

constinit const Rule rules::host_in_two_cases = {
    .id = "GW241",
    .name = "host-in-two-cases",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "one name in two letter cases in one TLS server",
    .rationale = R"(istiod compares hosts byte by byte and removes those that
are equal. Envoy compares server names without case: a filter chain that has one
twice makes it refuse the whole listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts:
  - shop.example.com
  - SHOP.example.com  # <--
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts:
  - shop.example.com
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "envoy source/common/listener_manager/"
        "filter_chain_manager_impl.cc",
    .keys = {"T90"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
