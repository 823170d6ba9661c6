// A port that nobody can reach.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/workloads.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

bool is_reachable(const Effective& effective, const ServerIn& server) {
  return leads_to(effective.targets, server.port) ||
         std::any_of(effective.targets.begin(), effective.targets.end(),
                     [&](const ServiceTarget& target) {
                       return target.port == server.declared;
                     });
}

std::string services(const Effective& effective) {
  std::string all;
  for (const ServiceTarget& target : effective.targets)
    if (all.find(target.service) == std::string::npos)
      all += (all.empty() ? "" : ", ") + target.service;
  return all;
}

/// A server on all its workloads.
using Places =
    std::map<const Field<Server>*,
             std::vector<std::pair<const WorkloadFacts*, const ServerIn*>>>;

/// Pods that the Service of others does not lead to are of no matter: the
/// Gateway is for those.
bool is_reachable_somewhere(const Places::mapped_type& places) {
  return std::any_of(places.begin(), places.end(), [](const auto& place) {
    const auto& [workload, server] = place;
    return !has_entrance(workload->effective.targets) ||
           is_reachable(workload->effective, *server);
  });
}

void check(const SetFacts& facts, Report& report) {
  Places all;
  for_each_live(facts,
                [&](const WorkloadFacts& workload, const ServerIn& server) {
                  if (server.port != 0 && server.bind.substr(0, 4) != "127.")
                    all[server.field].emplace_back(&workload, &server);
                });
  for_each_live(
      facts, [&](const WorkloadFacts& workload, const ServerIn& server) {
        const auto places = all.find(server.field);
        if (places == all.end() || is_reachable_somewhere(places->second))
          return;
        report.about(facts.model_of(server))
            .at(server->port->number, "no port {} on {}", server.declared,
                services(workload.effective))
            .consequence("the pods listen, but clients cannot reach the port")
            .fix("add the port to the Service, or use one that it has");
        all.erase(places);
      });
}

}  // namespace

constinit const Rule rules::port_not_on_service = {
    .id = "GW507",
    .name = "port-not-on-service",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "port that the Service of the gateway does not have",
    .rationale =
        R"(The gateway pods listen on the port, but clients come through the Service
(for ASM, the ports of the IstioGateway), which has no such port: nobody outside
the pod gets there. Said only if a Service or IstioGateway that clients come
through is among the inputs, for every workload that takes the Gateway: not one
for metrics, nor one without port translation.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port:
      number: 8443  # <--
      name: https
      protocol: HTTPS
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: shop}
---
apiVersion: v1
kind: Service
metadata: {name: gateway, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports: [{name: http, port: 80, targetPort: 8080}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: v1
kind: Service
metadata: {name: gateway, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports: [{name: http, port: 80, targetPort: 8080}])",
    .source =
        "istio pkg/config/analysis/analyzers/gateway, conflicting "
        "ports",
    .keys = {},
    .aliases = {"IST0162"},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
