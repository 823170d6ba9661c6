// A host that an earlier TLS or redirecting server of the port has: the later
// server is dropped.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <string>

namespace asmgw {
namespace {

bool both_http(const Candidate& a, const Candidate& b) {
  return a.chain == ServerKind::http && b.chain == ServerKind::http;
}

void note_contested(Finding& found, const Merged& merged, const Fate& fate) {
  constexpr std::size_t shown = 8;
  const auto& contested = fate.contested;
  found.note(*contested[0].winner_host->field, "first definition");
  for (std::size_t i = 1; i < contested.size() && i < shown; ++i)
    found.note(*contested[i].host->field, "served by {} as well",
               server_name(merged.servers[contested[i].winner]));
}

void advise(Finding& found, const Candidate& winner, const Candidate& loser) {
  if (winner.plaintext() != loser.plaintext())
    found.fix("give the plaintext server a port of its own, such as 80");
  else if (both_http(winner, loser))
    found.fix("remove the host from one of the servers, or merge the two");
  else
    found.fix(
        "remove the host from one of the servers, or merge the two servers "
        "with one certificate for all hosts");
}

void report_dropped(const Merged& merged, ServerId id, Report& report) {
  const Fate& fate = merged.fates[id];
  const Candidate& loser = merged.servers[id];
  const Contested& first = fate.contested[0];
  const Candidate& winner = merged.servers[first.winner];
  const Field<std::string>& host = *first.host->field;
  Finding found = report.at(
      host,
      "host {} is already served on {} by {}; istiod drops this whole server",
      quoted(*host), loser.place(), server_name(winner));
  const bool harmless =
      both_http(winner, loser) && fate.contested.size() == loser.hosts.size();
  if (harmless) found.at_most(Severity::warning);
  if (*host == **first.winner_host->field)
    found.covers({"T2", "L02"});
  else
    found.covers({"T2", "L02", "L04"});
  found.consequence(
      "{} is never used; only a log line and a metric of istiod say so",
      loser.plaintext() ? "the server" : "its certificate");
  advise(found, winner, loser);
  note_contested(found, merged, fate);
  note_lost_hosts(found, merged, id);
  if (merged.fates[first.winner].kind != Fate::placed)
    found.remark("{} is dropped as well: nobody serves the host",
                 server_name(winner));
}

void check(const Facts& facts, Report& report) {
  const Merged& merged = facts.merged();
  for (ServerId id = 0; id < merged.servers.size(); ++id)
    if (merged.fates[id].kind == Fate::duplicate_tls_host)
      report_dropped(merged, id, report);
}

}  // namespace

constinit const Rule rules::tls_host_served_twice = {
    .id = "GW401",
    .name = "tls-host-served-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
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
    .source = "T2, L02: istio pilot/pkg/model, gateway.go CheckDuplicates",
    .keys = {"T2", "T84", "L01", "L02", "L03", "L04", "L28"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
};

}  // namespace asmgw
