// A port with a listener for each of several addresses.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/same_address.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <map>
#include <string>

namespace asmgw {
namespace {

/// The listeners of a port that are bound to an address of the outside.
struct Port {
  const EffectiveListener* first = nullptr;
  bool reported = false;
};

bool takes_every_address(const EffectiveListener& listener) {
  return listener.address == "0.0.0.0" || listener.address == "::";
}

/// One that is spelled twice is GW418.
bool is_same_address(const std::string& a, const std::string& b) {
  const std::string bytes = ipv6_bytes(a);
  return a == b || (!bytes.empty() && bytes == ipv6_bytes(b));
}

void check_workload(const SetFacts& facts, const WorkloadFacts& workload,
                    Report& report) {
  std::map<std::uint32_t, Port> ports;
  // Beside a listener for all addresses GW408 has more to say.
  for (const EffectiveListener& one : workload.effective.listeners)
    if (takes_every_address(one)) ports[one.port].reported = true;
  for (const EffectiveListener& one : workload.effective.listeners) {
    if (one.servers.empty() || one.quic || !is_outer_address(one.address))
      continue;
    Port& port = ports[one.port];
    if (!port.first) {
      port.first = &one;
      continue;
    }
    if (port.reported || is_same_address(one.address, port.first->address))
      continue;
    port.reported = true;
    const ServerIn& server = workload.server(one.servers.front());
    const ServerIn& other = workload.server(port.first->servers.front());
    report.about(facts.model_of(server))
        .at(server->bind, "port {} has a listener for {} and one for {}, of {}",
            one.port, server.bind, other.bind, facts.name_of(other, server))
        .consequence(
            "both must be addresses of the pod: a listener for that of a "
            "Service or load balancer does not open")
        .note(other->bind, "another address");
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    check_workload(facts, workload, report);
}

}  // namespace

constinit const Rule rules::several_binds_on_port = {
    .id = "GW421",
    .name = "several-binds-on-port",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "bind to different addresses on one port",
    .rationale = R"(Servers with different binds are no conflict, even for the
same host: each address gets a listener of its own. Only an address that the pod
itself has can be listened on, though. Those of a Service or a load balancer are
not among them; traffic for them arrives at the address of the pod.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  bind: 10.0.0.1
  hosts: [www.example.com]
- port: {number: 80, name: http-admin, protocol: HTTP}
  bind: 10.0.0.2  # <--
  hosts: [admin.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  bind: 10.0.0.1
  hosts: [www.example.com]
- port: {number: 8080, name: http-admin, protocol: HTTP}
  bind: 10.0.0.2
  hosts: [admin.example.com])",
    .source = "istio pilot/pkg/networking/core, getListenerName",
    .keys = {"L19"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
