// Names of mesh services that Envoy does not take in one listener.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// `*.far.example` of `outbound_.80_._.*.far.example`
std::string_view host_of(std::string_view sni) {
  constexpr std::string_view mark = "_._.";
  const std::size_t at = sni.find(mark);
  return at == std::string_view::npos ? "" : sni.substr(at + mark.size());
}

const ServiceEntry* entry_of(const SetFacts& facts, std::string_view sni) {
  const std::string_view host = host_of(sni);
  for (const ServiceEntry& entry : facts.mesh.service_entries)
    if (std::any_of(
            entry.hosts.begin(), entry.hosts.end(),
            [&](const auto& one) { return equal_ignoring_case(one, host); }))
      return &entry;
  return nullptr;
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const EffectiveListener& listener, Report& report) {
  const auto& [first, second] = *listener.clash;
  const ServerIn& server =
      workload.server(listener.chains[second].servers.front());
  const bool partial = listener.reason == ListenerReason::partial_wildcard;
  Finding found =
      report.about(facts.model_of(server))
          .at(server->tls->mode,
              "on {} AUTO_PASSTHROUGH makes a server name that Envoy does not "
              "take{}: {}",
              server.place(), partial ? "" : " twice",
              in_quotes(listener.clash_name));
  found.consequence("{}", refused_listener);
  const ServiceEntry* entry = entry_of(facts, listener.clash_name);
  if (entry) found.note(entry->head.range, "made of this ServiceEntry");
  found.fix("name hosts in the server that leave {} out",
            entry ? "the ServiceEntry" : "the service");
}

bool is_of_services(const EffectiveListener& listener) {
  if (listener.state != ListenerState::nack || !listener.clash) return false;
  const auto& [first, second] = *listener.clash;
  const auto automatic = [&](std::size_t chain) {
    return listener.chains[chain].kind == Handling::auto_passthrough;
  };
  return automatic(first) && automatic(second);
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    if (is_of_services(listener)) report_one(facts, workload, listener, report);
  });
}

}  // namespace

constinit const Rule rules::listener_refused = {
    .id = "GW424",
    .name = "listener-refused",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "AUTO_PASSTHROUGH whose listener Envoy refuses",
    .rationale =
        R"(AUTO_PASSTHROUGH makes a filter chain for every service of the mesh that a
host of the server covers, with a server name such as
outbound_.80_._.shop.prod.svc.cluster.local. Of a ServiceEntry of the mesh
(MESH_INTERNAL) with a wildcard host comes a name with a * in its middle, which
Envoy does not take: it refuses the whole listener.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far, namespace: istio-system}
spec:
  hosts: ["*.far.example.local"]
  location: MESH_INTERNAL
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: DNS
  endpoints: [{address: far.example.com}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: eastwest, namespace: istio-system}
spec:
  selector: {istio: eastwestgateway}
  servers:
  - port: {number: 15443, name: tls, protocol: TLS}
    hosts: ["*.local"]
    tls: {mode: AUTO_PASSTHROUGH}  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: far, namespace: istio-system}
spec:
  hosts: ["shop.far.example.local"]
  location: MESH_INTERNAL
  ports: [{number: 80, name: http, protocol: HTTP}]
  resolution: DNS
  endpoints: [{address: far.example.com}]
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: eastwest, namespace: istio-system}
spec:
  selector: {istio: eastwestgateway}
  servers:
  - port: {number: 15443, name: tls, protocol: TLS}
    hosts: ["*.local"]
    tls: {mode: AUTO_PASSTHROUGH})",
    .source =
        "istio pilot/pkg/networking/core, buildGatewayListeners; Envoy: "
        "partial wildcards are not supported in server_names",
    .keys = {},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
