// Upper case in a host: istiod compares byte by byte.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"
#include "rules/host/refusal.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>

namespace asmgw {
namespace {

bool has_upper(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// One name on one TLS listener, in any case.
struct Spelling {
  const HostFacts* first;
  bool differs;  ///< another host spells it another way
};
using Spellings = std::unordered_map<std::string, Spelling>;

std::string key_of(const ServerFacts& server, const HostFacts& host) {
  std::string key = std::to_string(server.port.value_or(0)) + '|';
  return key.append(bind_of(*server)) += '|' + lower(host.pattern.dns);
}

/// Then its chain matches by no other name.
bool has_everything(const Facts& facts, const ServerFacts& server) {
  return std::ranges::any_of(facts.hosts_of(server), [](const HostFacts& one) {
    return one.pattern.dns == "*";
  });
}

Spellings spellings_of(const Facts& facts) {
  Spellings all;
  for (const HostFacts& host : facts.hosts) {
    const ServerFacts& server = facts.server_of(host);
    if (!host.accepted() || !terminates_tls(*server)) continue;
    const auto [known, added] =
        all.try_emplace(key_of(server, host), Spelling{&host, false});
    const HostFacts& first = *known->second.first;
    const bool apart =
        first.server != host.server || !has_everything(facts, server);
    if (apart && first.pattern.dns != host.pattern.dns)
      known->second.differs = true;
  }
  return all;
}

void report_one(const HostFacts& host, Report& report) {
  Finding found = report.at(*host.field, "host {} has upper-case letters",
                            in_quotes(host.text()));
  found.consequence(
      "Envoy compares without case, istiod does not: a VirtualService that "
      "writes the name in lower case does not bind");
  propose(found, host, with_dns(host, lower(host.pattern.dns)),
          "write it in lower case");
}

void check(const Facts& facts, Report& report) {
  std::optional<Spellings> spellings;
  for (const HostFacts& host : facts.hosts) {
    if (!host.accepted() || !has_upper(host.pattern.dns)) continue;
    if (!spellings) spellings = spellings_of(facts);
    const auto known = spellings->find(key_of(facts.server_of(host), host));
    // Two spellings on one listener are an error of its own.
    if (known != spellings->end() && known->second.differs) continue;
    report_one(host, report);
  }
}

}  // namespace

constinit const Rule rules::upper_case_host = {
    .id = "GW232",
    .name = "upper-case-host",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host with upper-case letters",
    .rationale = R"(DNS names have no case and clients send them in lower
case, which Envoy takes into account. istiod compares byte by byte: a
VirtualService for "shop.example.com" does not bind to a server for
"Shop.example.com", and two spellings of one name on one TLS port pass its check
for duplicates and make Envoy refuse the listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - Shop.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com)",
    .source = "istio pkg/config/host, Name.Matches",
    .keys = {"T7"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
