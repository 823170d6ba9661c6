// A server behind TLS servers whose routes have the name of another server's.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

void report_plaintext(const SetFacts& facts, const WorkloadFacts& workload,
                      const ServerIn& loser, Report& report) {
  const ServerIn& winner = workload.server(*loser.drop.winner);
  const std::string name = facts.name_of(winner, loser);
  Finding found =
      report.about(facts.model_of(loser))
          .at(loser->port->number,
              "a second plaintext {} server on {}, behind TLS servers; istiod "
              "drops this whole server",
              protocol_name(loser), loser.place());
  found.covers({"T23", "L12"})
      .consequence("none of its hosts is served")
      .fix("give the plaintext servers a port of their own, such as 80")
      .note(winner->port->number, "{} came first", name);
  note_lost_hosts(found, loser);
  note_two_gateways(found, facts, workload, winner, loser);
}

void report_https(const SetFacts& facts, const WorkloadFacts& workload,
                  const ServerIn& loser, Report& report) {
  const ServerIn& winner = workload.server(*loser.drop.winner);
  const std::string name = facts.name_of(winner, loser);
  Finding found = report.about(facts.model_of(loser))
                      .at(loser->port->name,
                          "its routes are named {}, as those of {} are; istiod "
                          "drops this whole server",
                          in_quotes(loser.route), name);
  found.covers({"L27"})
      .consequence("its certificate is never used, none of its hosts is served")
      .fix("give its port another name, without dots")
      .note(winner->port->name, "{} came first", name);
  note_lost_hosts(found, loser);
  note_two_gateways(found, facts, workload, winner, loser);
}

void check(const SetFacts& facts, Report& report) {
  for_each_dropped(
      facts, DropReason::duplicate_port_name,
      [&](const WorkloadFacts& workload, const ServerIn& loser) {
        // Of one Gateway it is the port name, and Istio refuses it: GW110.
        if (loser.is_http())
          report_plaintext(facts, workload, loser, report);
        else if (workload.server(*loser.drop.winner).gateway != loser.gateway)
          report_https(facts, workload, loser, report);
      });
}

}  // namespace

constinit const Rule rules::route_name_taken = {
    .id = "GW423",
    .name = "route-name-taken",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "server behind TLS servers whose routes another one has",
    .rationale = R"(Behind the first TLS server of a port istiod takes a server
only if no other has routes of the same name, and drops it whole otherwise. The
routes of plaintext HTTP servers are named after the port alone: before Istio
1.26.8, 1.27.4 and 1.28.1 only the first of them stays, whichever Gateways they
are of. Those of
HTTPS servers are named after the port, its name, the Gateway and its namespace,
with dots between, so that port name a.b of Gateway c and port name a of Gateway
b.c are one.)",
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
    .source = "T23, L27: istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"T23", "L12", "L27"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
