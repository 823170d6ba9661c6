// Plaintext and TLS, or HTTP and TCP, on one port and bind.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <unordered_set>

namespace asmgw {
namespace {

/// A plaintext server that came to a port of TLS servers and stayed.
bool joins_tls(const Merged& merged, const Meeting& meeting) {
  return meeting.kind == Meeting::plaintext_on_tls &&
         merged.servers[meeting.later].plaintext() &&
         merged.servers[meeting.earlier].bind ==
             merged.servers[meeting.later].bind;
}

std::string_view what_clients_see(const Candidate& winner,
                                  const Candidate& loser) {
  if (!loser.plaintext() && winner.chain == ServerKind::http)
    return "TLS clients get a plaintext answer (wrong version number)";
  if (!loser.plaintext()) return "TLS is not terminated on this port";
  if (winner.chain == ServerKind::http)
    return "connections that do not speak HTTP fail";
  return "HTTP requests go where the TCP routes lead, or are refused";
}

std::string_view key_of(const Candidate& loser, bool winner_joined) {
  if (loser.plaintext()) return "L14";
  return winner_joined ? "L13" : "L11";
}

void report_dropped(const Merged& merged, ServerId id, bool winner_joined,
                    Report& report) {
  const Candidate& loser = merged.servers[id];
  const Candidate& winner = merged.servers[merged.fates[id].winner];
  Finding found = report.at(
      loser->port->number,
      "{} on {}, where {} already serves {}; istiod drops this whole server",
      protocol_name(loser), loser.place(), server_name(winner),
      protocol_name(winner));
  found.covers({"T23", key_of(loser, winner_joined)})
      .consequence("{}", what_clients_see(winner, loser))
      .fix("give one of the two protocols a port of its own")
      .note(winner->port->protocol, "{} came first", server_name(winner));
  if (winner_joined)
    found.remark(
        "TLS servers before {} stay, TLS servers behind it are dropped",
        server_name(winner));
  note_lost_hosts(found, merged, id);
}

void report_joined(const Facts& facts, const Listener& listener,
                   const Meeting& meeting, Report& report) {
  const Merged& merged = facts.merged();
  const Candidate& plain = merged.servers[meeting.later];
  const Candidate& tls = merged.servers[meeting.earlier];
  const bool clash = std::any_of(
      listener.servers.begin(), listener.servers.end(), [&](ServerId id) {
        const Candidate& other = merged.servers[id];
        return other.chain == ServerKind::terminated &&
               matches_everything(other);
      });
  Finding found = report.at(plain->port->number,
                            "plaintext {} on {}, where {} already serves {}",
                            protocol_name(plain), plain.place(),
                            server_name(tls), protocol_name(tls));
  found.fix("give the plaintext server a port of its own")
      .note(tls->port->protocol, "TLS here");
  if (clash)
    found.covers({"T23", "L12", "L07"})
        .consequence("two filter chains match every connection; {}",
                     refused_listener);
  else
    found.covers({"T23", "L12"})
        .consequence(
            "both stay in one listener: every client whose SNI no TLS server "
            "names reaches the plaintext server, and its handshake fails");
  if (facts.at_least(29))
    found.remark("istiod drops TLS servers of this port that come later");
}

void check(const Facts& facts, Report& report) {
  const Merged& merged = facts.merged();
  std::unordered_set<ServerId> joined;
  for (const Listener& listener : merged.listeners)
    for (const Meeting& meeting : listener.meetings) {
      if (!joins_tls(merged, meeting)) continue;
      joined.insert(meeting.later);
      report_joined(facts, listener, meeting, report);
    }
  for (ServerId id = 0; id < merged.servers.size(); ++id) {
    const Fate& fate = merged.fates[id];
    if (fate.kind != Fate::protocol_conflict) continue;
    const bool both_raw = merged.servers[id].chain == ServerKind::raw &&
                          merged.servers[fate.winner].chain == ServerKind::raw;
    if (!both_raw)
      report_dropped(merged, id, joined.count(fate.winner) > 0, report);
  }
}

}  // namespace

constinit const Rule rules::mixed_protocols_on_port = {
    .id = "GW404",
    .name = "mixed-protocols-on-port",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "plaintext and TLS, or HTTP and TCP, on one port",
    .rationale = R"(A port and bind belongs to whoever comes first. Behind a
plaintext server istiod drops every TLS server, behind HTTP every TCP server and
the reverse. Behind TLS servers it lets one plaintext server in: then every
connection that no TLS server names falls through to plaintext, and from 1.29 on
all later TLS servers of the port are dropped. If a TLS server is for * as well,
Envoy refuses the listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 443, name: https, protocol: HTTPS}  # <--
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "T23, L11-L14: istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"T23", "L07", "L11", "L12", "L13", "L14"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
};

}  // namespace asmgw
