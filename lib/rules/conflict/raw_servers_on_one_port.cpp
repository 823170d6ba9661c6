// Two TCP servers on one port and bind.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  const Merged& merged = facts.merged();
  for (ServerId id = 0; id < merged.servers.size(); ++id) {
    const Fate& fate = merged.fates[id];
    if (fate.kind != Fate::protocol_conflict) continue;
    const Candidate& loser = merged.servers[id];
    const Candidate& winner = merged.servers[fate.winner];
    if (loser.chain != ServerKind::raw || winner.chain != ServerKind::raw)
      continue;
    report
        .at(loser->port->number,
            "a second {} server on {}; istiod drops this whole server",
            protocol_name(loser), loser.place())
        .consequence(
            "connections go where the VirtualService of {} sends them; without "
            "one they are refused, whatever is bound to this server",
            server_name(winner))
        .fix("give the server a port of its own, or merge the two")
        .note(winner->port->number, "{} came first", server_name(winner));
  }
}

}  // namespace

constinit const Rule rules::raw_servers_on_one_port = {
    .id = "GW405",
    .name = "raw-servers-on-one-port",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "two TCP, MONGO, REDIS or MYSQL servers on one port",
    .rationale = R"(Plain TCP has no host by which two servers could share a
port. istiod keeps the first server of the port and bind and drops the others,
whatever their hosts say.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 3306, name: mysql-orders, protocol: TCP}
  hosts: [orders.example.com]
- port: {number: 3306, name: mysql-users, protocol: TCP}  # <--
  hosts: [users.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 3306, name: mysql-orders, protocol: TCP}
  hosts: [orders.example.com]
- port: {number: 3307, name: mysql-users, protocol: TCP}
  hosts: [users.example.com])",
    .source = "T24, L15: istio pilot/pkg/model, gateway.go canMergeProtocols",
    .keys = {"T24", "L15"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
};

}  // namespace asmgw
