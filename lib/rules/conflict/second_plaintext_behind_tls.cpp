// A second plaintext HTTP server on a port that TLS servers hold.
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

void report_dropped(const SetFacts& facts, const WorkloadFacts& workload,
                    const ServerIn& loser, Report& report) {
  const ServerIn& winner = workload.server(*loser.drop.winner);
  Finding found =
      report.about(facts.model_of(loser))
          .at(loser->port->number,
              "a second plaintext {} server on {}, behind TLS servers; istiod "
              "drops this whole server",
              protocol_name(loser), loser.place());
  found.covers({"T23", "L12"})
      .consequence("none of its hosts is served")
      .fix("give the plaintext servers a port of their own, such as 80")
      .note(winner->port->number, "{} came first",
            facts.name_of(winner, loser));
  note_lost_hosts(found, loser);
  note_two_gateways(found, facts, workload, winner, loser);
}

void check(const SetFacts& facts, Report& report) {
  for_each_dropped(facts, DropReason::duplicate_port_name,
                   [&](const WorkloadFacts& workload, const ServerIn& loser) {
                     // HTTPS routes have one name only where port names are
                     // one, or where a Gateway has a dot in its name: GW110,
                     // GW031.
                     if (loser.is_http())
                       report_dropped(facts, workload, loser, report);
                   });
}

}  // namespace

constinit const Rule rules::second_plaintext_behind_tls = {
    .id = "GW423",
    .name = "second-plaintext-behind-tls",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "second plaintext HTTP server on a port of TLS servers",
    .rationale = R"(Behind the first TLS server of a port older releases of
istiod take a server only if no other has routes of the same name. Those of
plaintext HTTP servers are named after the port alone, so that at most the first
of them stays, whichever Gateways they are of; the others are dropped whole.
1.26.8, 1.27.4, 1.28.1 and what follows them keep them all.)",
    .bad = R"(
# asmgw: --istio-version 1.22
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 443, name: http-blog, protocol: HTTP}  # <--
  hosts: [blog.example.com])",
    .good = R"(
# asmgw: --istio-version 1.22
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 80, name: http-blog, protocol: HTTP}
  hosts: [blog.example.com])",
    .source = "istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"T23", "L12"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
