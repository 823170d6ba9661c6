// Plaintext and TLS, or HTTP and TCP, on one port and bind.
#include "base/text.h"
#include "lint/report.h"
#include "model/releases.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <unordered_set>

namespace asmgw {
namespace {

/// A plaintext server that came to a port of TLS servers and stayed.
bool joins_tls(const WorkloadFacts& workload, const Meeting& meeting) {
  return meeting.kind == Meeting::plaintext_on_tls &&
         workload.effective.servers[meeting.later].plaintext() &&
         workload.effective.servers[meeting.earlier].bind ==
             workload.effective.servers[meeting.later].bind;
}

std::string_view what_clients_see(const ServerIn& winner,
                                  const ServerIn& loser) {
  if (loser.plaintext() && !winner.plaintext())
    return "connections in clear text are closed";
  if (!loser.plaintext() && winner.kind() == Handling::http)
    return "TLS clients get a plaintext answer (wrong version number)";
  if (!loser.plaintext()) return "TLS is not terminated on this port";
  if (winner.kind() == Handling::http)
    return "connections that do not speak HTTP fail";
  return "HTTP requests go where the TCP routes lead, or are refused";
}

std::string_view key_of(const ServerIn& winner, const ServerIn& loser,
                        bool winner_joined) {
  if (loser.plaintext()) return winner.plaintext() ? "L14" : "L12";
  return winner_joined ? "L13" : "L11";
}

void report_dropped(const SetFacts& facts, const WorkloadFacts& workload,
                    const ServerIn& loser, bool winner_joined, Report& report) {
  const ServerIn& winner = workload.server(*loser.drop.winner);
  const std::string name = facts.name_of(winner, loser);
  Finding found =
      report.about(facts.model_of(loser))
          .at(loser->port->number,
              "{} on {}, where {} already serves {}; istiod drops this whole "
              "server",
              protocol_name(loser), loser.place(), name, protocol_name(winner));
  found.covers({"T23", key_of(winner, loser, winner_joined)})
      .consequence("{}", what_clients_see(winner, loser))
      .fix("give one of the two protocols a port of its own")
      .note(winner->port->protocol, "{} came first", name);
  if (winner.bind != loser.bind)
    found.remark(
        "Istio 1.16 and 1.17 let the first server hold the port for "
        "every bind");
  if (winner_joined && merging_of(facts.settings.version) >= Merging::v1_26_8)
    found.remark(
        "TLS servers before {} stay, TLS servers behind it are dropped", name);
  note_lost_hosts(found, loser);
  note_two_gateways(found, facts, workload, winner, loser);
}

bool has_match_all(const WorkloadFacts& workload,
                   const EffectiveListener& listener) {
  return std::any_of(listener.servers.begin(), listener.servers.end(),
                     [&](ServerId id) {
                       const ServerIn& other = workload.server(id);
                       return other.ends_tls() && matches_everything(other);
                     });
}

void report_joined(const SetFacts& facts, const WorkloadFacts& workload,
                   const EffectiveListener& listener, const Meeting& meeting,
                   Report& report) {
  const ServerIn& plain = workload.server(meeting.later);
  const ServerIn& tls = workload.server(meeting.earlier);
  Finding found = report.about(facts.model_of(plain))
                      .at(plain->port->number,
                          "plaintext {} on {}, where {} already serves {}",
                          protocol_name(plain), plain.place(),
                          facts.name_of(tls, plain), protocol_name(tls));
  found.fix("give the plaintext server a port of its own")
      .note(tls->port->protocol, "TLS here");
  if (has_match_all(workload, listener))
    found.covers({"T23", "L12", "L07"})
        .consequence("two filter chains match every connection; {}",
                     refused_listener);
  else
    found.covers({"T23", "L12"})
        .consequence(
            "both stay in one listener: every client whose SNI no TLS server "
            "names reaches the plaintext server, {}",
            plain.kind() == Handling::http
                ? "and its handshake fails"
                : "which passes the handshake on as it is");
  if (merging_of(facts.settings.version) >= Merging::v1_26_8)
    found.remark("istiod drops TLS servers of this port that come later");
  else if (plain.kind() == Handling::http)
    found.remark(
        "istiod of this release gives the listener no routes for it: each "
        "request in clear text is answered 404");
  note_two_gateways(found, facts, workload, tls, plain);
}

void check(const SetFacts& facts, Report& report) {
  std::unordered_set<const ServerIn*> joined;
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>& meetings) {
    for (const Meeting& meeting : meetings) {
      if (!joins_tls(workload, meeting)) continue;
      joined.insert(&workload.server(meeting.later));
      report_joined(facts, workload, listener, meeting, report);
    }
  });
  for_each_dropped(facts, DropReason::protocol_conflict,
                   [&](const WorkloadFacts& workload, const ServerIn& loser) {
                     const ServerIn& winner =
                         workload.server(*loser.drop.winner);
                     const bool both_raw = loser.kind() == Handling::tcp &&
                                           winner.kind() == Handling::tcp;
                     if (!both_raw)
                       report_dropped(facts, workload, loser,
                                      joined.count(&winner) > 0, report);
                   });
}

}  // namespace

constinit const Rule rules::mixed_protocols_on_port = {
    .id = "GW404",
    .name = "mixed-protocols-on-port",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "plaintext and TLS, or HTTP and TCP, on one port",
    .rationale = R"(A port and bind belongs to whoever comes first. Behind a
plaintext server istiod drops every TLS server, behind HTTP every TCP server and
the reverse. Behind TLS servers it lets a plaintext server in: then every
connection that no TLS server names falls through to plaintext, and if a TLS
server is for * as well, Envoy refuses the listener. What follows depends on the
release: from 1.26.8, 1.27.4 and 1.28.1 on all later TLS servers of the port are
dropped. Before, the plaintext HTTP server has no routes and answers 404, and
from 1.18.6 and 1.19.4 on it is dropped as third server or later; 1.16 and 1.17
drop it always.)",
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
    .source = "istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"T23", "L07", "L11", "L12", "L13", "L14"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
