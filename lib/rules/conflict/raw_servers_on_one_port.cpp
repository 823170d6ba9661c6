// Two TCP servers on one port and bind.
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>

namespace asmgw {
namespace {

/// Whoever names the Gateway that loses names the one that wins as well:
/// connections go where they would have gone.
bool loses_nothing(const SetFacts& facts, const ServerIn& winner,
                   const ServerIn& loser) {
  const Bindings& bindings = facts.engine.bindings();
  const auto& with_loser = bindings.naming(facts.gateway_of(loser).full_name());
  const auto& with_winner =
      bindings.naming(facts.gateway_of(winner).full_name());
  return winner.gateway != loser.gateway && !with_loser.empty() &&
         std::all_of(with_loser.begin(), with_loser.end(), [&](auto id) {
           return std::find(with_winner.begin(), with_winner.end(), id) !=
                  with_winner.end();
         });
}

void check(const SetFacts& facts, Report& report) {
  for_each_dropped(
      facts, DropReason::protocol_conflict,
      [&](const WorkloadFacts& workload, const ServerIn& loser) {
        const ServerIn& winner = workload.server(*loser.drop.winner);
        if (loser.kind() != Handling::tcp || winner.kind() != Handling::tcp)
          return;
        const std::string name = facts.name_of(winner, loser);
        Finding found =
            report.about(facts.model_of(loser))
                .at(loser->port->number,
                    "a second {} server on {}; istiod drops this whole server",
                    protocol_name(loser), loser.place());
        found
            .consequence(
                "connections go where the VirtualService of {} sends them; "
                "without one they are refused, whatever is bound to this "
                "server",
                name)
            .fix("give the server a port of its own, or merge the two")
            .note(winner->port->number, "{} came first", name);
        if (loses_nothing(facts, winner, loser))
          found.at_most(Severity::warning)
              .remark("every VirtualService that binds it binds {} as well",
                      facts.gateway_of(winner).full_name());
        note_two_gateways(found, facts, workload, winner, loser);
      });
}

}  // namespace

constinit const Rule rules::raw_servers_on_one_port = {
    .id = "GW405",
    .name = "raw-servers-on-one-port",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
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
    .source = "istio pilot/pkg/model, gateway.go canMergeProtocols",
    .keys = {"T24", "L15"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
