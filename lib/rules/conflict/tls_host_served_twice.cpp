// A host that an earlier TLS or redirecting server of the port has: the later
// server is dropped.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace asmgw {
namespace {

bool both_http(const ServerIn& a, const ServerIn& b) {
  return a.kind() == Handling::http && b.kind() == Handling::http;
}

bool passes_through(const ServerIn& server) {
  return server.kind() == Handling::passthrough ||
         server.kind() == Handling::auto_passthrough;
}

void note_contested(Finding& found, const SetFacts& facts,
                    const WorkloadFacts& workload, const ServerIn& loser) {
  constexpr std::size_t shown = 8;
  const auto& contested = loser.drop.contested;
  const ServerIn& first = workload.server(contested[0].winner);
  found.note(*first.hosts[contested[0].winner_host].field, "first definition");
  for (std::size_t i = 1; i < contested.size() && i < shown; ++i)
    found.note(*loser.hosts[contested[i].host].field, "served by {} as well",
               facts.name_of(workload.server(contested[i].winner), loser));
  if (contested.size() > shown)
    found.remark("{} more are served already",
                 counted(contested.size() - shown, "host"));
}

void advise(Finding& found, const ServerIn& winner, const ServerIn& loser) {
  if (winner.plaintext() != loser.plaintext())
    found.fix("give the plaintext server a port of its own, such as 80");
  else if (both_http(winner, loser) ||
           (passes_through(winner) && passes_through(loser)))
    found.fix("remove the host from one of the servers, or merge the two");
  else if (passes_through(winner) || passes_through(loser))
    found.fix(
        "remove the host from one of the servers: TLS either ends at the "
        "gateway or is passed through");
  else
    found.fix(
        "remove the host from one of the servers, or merge the two servers "
        "with one certificate for all hosts");
}

std::vector<std::string_view> keys_of(const ServerIn& winner,
                                      const ServerIn& loser,
                                      bool spelled_alike) {
  const bool one = winner.gateway == loser.gateway;
  std::vector<std::string_view> keys;
  if (one)
    keys = {"T2", "L02"};
  else if (both_http(winner, loser))
    keys = {"L28"};
  else
    keys = {loser.drop.contested.size() == loser.hosts.size() ? "L01" : "L03"};
  if (!spelled_alike) keys.emplace_back("L04");
  return keys;
}

/// Clients get what they would have got.
bool is_harmless(const ServerIn& winner, const ServerIn& loser) {
  return both_http(winner, loser) &&
         loser.drop.contested.size() == loser.hosts.size();
}

Finding report_dropped(const SetFacts& facts, const WorkloadFacts& workload,
                       const ServerIn& loser, Report& report) {
  const ContestedHost& first = loser.drop.contested[0];
  const ServerIn& winner = workload.server(first.winner);
  const Field<std::string>& host = *loser.hosts[first.host].field;
  const Field<std::string>& winner_host =
      *winner.hosts[first.winner_host].field;
  Finding found =
      report.about(facts.model_of(loser))
          .at(host,
              "host {} is already served on {} by {}; istiod drops this whole "
              "server",
              in_quotes(*host), loser.place(), facts.name_of(winner, loser));
  if (is_harmless(winner, loser)) found.at_most(Severity::warning);
  found.covers(keys_of(winner, loser, *host == *winner_host));
  found.consequence(
      "{} is never used; only a log line and a metric of istiod say so",
      loser.plaintext() || passes_through(loser) ? "the server"
                                                 : "its certificate");
  advise(found, winner, loser);
  note_contested(found, facts, workload, loser);
  note_lost_hosts(found, loser);
  if (!winner.placed())
    found.remark("{} is dropped as well: nobody serves the host",
                 facts.name_of(winner, loser));
  note_two_gateways(found, facts, workload, winner, loser);
  return found;
}

using Servers = std::vector<const ServerIn*>;

/// Several, and all of them are dropped for hosts of another Gateway.
bool is_dead(const WorkloadFacts& workload, const Servers& servers) {
  return servers.size() > 1 &&
         std::all_of(servers.begin(), servers.end(), [&](const auto* one) {
           return one->drop.reason == DropReason::duplicate_tls_host &&
                  workload.server(one->drop.contested[0].winner).gateway !=
                      one->gateway;
         });
}

/// The server whose finding stands for the whole Gateway: the worst one.
const ServerIn* spokesman(const WorkloadFacts& workload,
                          const Servers& servers) {
  for (const ServerIn* one : servers)
    if (!is_harmless(workload.server(one->drop.contested[0].winner), *one))
      return one;
  return servers.front();
}

void note_dead(Finding& found, const SetFacts& facts,
               const WorkloadFacts& workload, const Servers& servers,
               const ServerIn& told) {
  constexpr std::size_t shown = 8;
  found.remark("no server of this Gateway is used: all {} are dropped",
               servers.size());
  for (std::size_t i = 0; i < servers.size() && i < shown; ++i) {
    const ServerIn& other = *servers[i];
    if (&other == &told) continue;
    const ContestedHost& first = other.drop.contested[0];
    found.note(*other.hosts[first.host].field, "dropped for {} as well",
               facts.name_of(workload.server(first.winner), other));
  }
}

/// The Gateways of which no server is used.
std::map<GatewayId, Servers> dead_gateways(const WorkloadFacts& workload) {
  std::map<GatewayId, Servers> all;
  for (const ServerIn& server : workload.effective.servers)
    all[server.gateway].push_back(&server);
  std::erase_if(
      all, [&](const auto& one) { return !is_dead(workload, one.second); });
  return all;
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    const auto dead = dead_gateways(workload);
    for (const auto& [gateway, servers] : dead) {
      const ServerIn& told = *spokesman(workload, servers);
      Finding found = report_dropped(facts, workload, told, report);
      note_dead(found, facts, workload, servers, told);
    }
    for (const ServerIn& server : workload.effective.servers)
      if (server.drop.reason == DropReason::duplicate_tls_host &&
          !dead.contains(server.gateway))
        report_dropped(facts, workload, server, report);
  }
}

}  // namespace

constinit const Rule rules::tls_host_served_twice = {
    .id = "GW401",
    .name = "tls-host-served-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "host of a TLS or redirecting server that an earlier one has",
    .rationale = R"(On one port and bind a host may stand in one TLS server
only; a plaintext server that redirects counts as one. istiod compares the hosts
as text, once ./ is replaced by the namespace and */ is removed. If one of them
is taken it drops the later server whole, with all its other hosts, its
certificate and its routes. Nothing appears in the status of the Gateway.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-www, protocol: HTTPS}
  hosts:
  - www.example.com
  - shop.example.com  # <--
  tls: {mode: SIMPLE, credentialName: www})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-www, protocol: HTTPS}
  hosts:
  - www.example.com
  tls: {mode: SIMPLE, credentialName: www})",
    .source = "istio pilot/pkg/model, gateway.go CheckDuplicates",
    .keys = {"T2", "T84", "L01", "L02", "L03", "L04", "L28"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
