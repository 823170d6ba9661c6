// A listener for one address takes it away from the listener for all.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <unordered_map>

namespace asmgw {
namespace {

void check_workload(const SetFacts& facts, const WorkloadFacts& workload,
                    Report& report) {
  const auto& all = workload.effective.listeners;
  std::unordered_map<std::uint32_t, ServerId> general;  // by port
  for (const EffectiveListener& one : all)
    if (!one.servers.empty() &&
        (one.address == "0.0.0.0" || one.address == "::"))
      general.try_emplace(one.port, one.servers.front());
  for (const EffectiveListener& specific : all) {
    if (specific.servers.empty() || !is_outer_address(specific.address))
      continue;
    const auto found = general.find(specific.port);
    if (found == general.end()) continue;
    const ServerIn& server = workload.server(specific.servers.front());
    const ServerIn& other = workload.server(found->second);
    report.about(facts.model_of(server))
        .at(server->bind,
            "connections to {} never reach {}, which listens on every address "
            "of port {}",
            server.bind, facts.name_of(other, server), server.port)
        .consequence(
            "hosts that only the other server has get 404 or a closed "
            "connection on this address")
        .note(other->port->number, "every address here")
        .fix(
            "use another port, or list on this address all that it must "
            "serve");
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    check_workload(facts, workload, report);
}

}  // namespace

constinit const Rule rules::specific_bind_beside_none = {
    .id = "GW408",
    .name = "specific-bind-beside-none",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "bind to one address beside no bind on the same port",
    .rationale =
        R"(The listener without bind takes every address, but connections to the
address that another server binds go to that server's listener alone. Nothing
falls through: a host, or a server name, that only the general listener has gets
404 or a closed connection there.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 80, name: http-admin, protocol: HTTP}
  bind: 10.0.0.1  # <--
  hosts: [admin.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 8080, name: http-admin, protocol: HTTP}
  bind: 10.0.0.1
  hosts: [admin.example.com])",
    .source = "Envoy picks the listener by the exact address first",
    .keys = {"L20"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
