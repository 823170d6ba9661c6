// A star that takes the names beside it with it.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

#include <cstddef>
#include <vector>

namespace asmgw {
namespace {

constexpr std::size_t most_notes = 5;

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!terminates_tls(*server)) continue;
    const HostFacts* all = nullptr;
    std::vector<const HostFacts*> names;
    for (const HostFacts& host : facts.hosts_of(server)) {
      if (!host.accepted()) continue;
      // The whole list is replaced then: another rule.
      if (host.text() == "*/*") names.clear();
      if (host.text() == "*/*") break;
      if (host.pattern.dns != "*")
        names.push_back(&host);
      else if (!all)
        all = &host;
    }
    if (!all || names.empty()) continue;
    Finding found =
        report.at(*all->field, "host {} makes this TLS server match every SNI",
                  in_quotes(all->text()));
    found.consequence(
        "the names beside it lose their own match: on a port with other TLS "
        "servers they rank as \"*\"");
    if (names.size() > most_notes) names.resize(most_notes);
    for (const HostFacts* name : names)
      found.note(*name->field, "no longer matched by name");
    found.fix("give \"*\" a server of its own, or leave it out");
  }
}

}  // namespace

constinit const Rule rules::catch_all_beside_names = {
    .id = "GW231",
    .name = "catch-all-beside-names",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "`*` beside other hosts in a TLS server",
    .rationale = R"(The hosts of a TLS server become the SNI list of one
filter chain. With "*" among them the chain has no SNI at all and matches
whatever no other chain does; the names beside it then decide nothing. A
"*.example.com" in another server of the port would take their connections.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com
  - "*"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  tls: {mode: SIMPLE, credentialName: shop}
  hosts:
  - shop.example.com
  - www.example.com)",
    .source = "istio pilot/pkg/networking/core, toFilterChainMatch",
    .keys = {"T5", "L50"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
