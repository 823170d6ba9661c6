// A route to a cluster that cannot be there.
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/destinations.h"
#include "model/template_marks.h"
#include "rules/binding.h"

#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace asmgw {
namespace {

class Checker {
 public:
  Checker(const SetFacts& facts, Report& report)
      : facts_(facts),
        report_(report),
        destinations_(facts.mesh, facts.settings.complete) {}

  void check(const Effective& effective) {
    ns_ = effective.workload.namespace_;
    for (const RouteConfiguration& routes : effective.routes)
      for (const VirtualHost& host : routes.virtual_hosts)
        for (const Route& one : host.routes) check(one);
    for (const EffectiveListener& listener : effective.listeners)
      for (const Chain& chain : listener.chains)
        if (chain.virtual_service) check(chain);
  }

 private:
  void check(const Route& route) {
    if (route.action != RouteAction::route || route.abort) return;
    const HttpRoute& entry =
        facts_.engine.bindings()[route.virtual_service].http[route.rule];
    std::size_t at = 0;
    for (const Destination& to : entry.route) {
      // As clusters are made of them.
      if (entry.route.size() > 1 && to.weight == 0) continue;
      if (at == route.clusters.size()) return;
      look_at(route.virtual_service, route.clusters[at++], to.host.range,
              to.host.path, "");
    }
  }

  void check(const Chain& chain) {
    for (const Cluster& one : chain.clusters)
      look_at(*chain.virtual_service, one, chain.rule_range, chain.rule_path,
              "connections are closed");
  }

  void look_at(VirtualServiceId id, const Cluster& cluster, Range range,
               PathId path, std::string_view closed) {
    const ClusterState state = destinations_.state_of(cluster, ns_);
    if (!state.certain || holds_placeholder(cluster.name) ||
        !told_.insert({range.file, range.begin, cluster.name}).second)
      return;
    report_.about(facts_.mesh.virtual_services[id]);
    Finding found = report_.at(range, path, "{}", words_of(state, ns_));
    // It rests on what is said of all inputs, not on an object among them.
    if (state.fault == ClusterFault::no_service) found.at_most(Severity::info);
    if (!closed.empty())
      found.consequence("Envoy has no such cluster: {}", closed);
    else
      found.consequence("Envoy has no such cluster: {} answered with 503",
                        cluster.weight ? fmt::format("{} % of the requests are",
                                                     *cluster.weight)
                                       : "every request of the route is");
    found.fix("{}", remedy_of(state));
    if (state.range) found.note(*state.range, "has the host");
  }

  static std::string remedy_of(const ClusterState& state) {
    switch (state.fault) {
      case ClusterFault::no_port:
        return "name a port of the Service in destination.port.number";
      case ClusterFault::not_exported:
        return "export the Service to the namespace of the gateway";
      case ClusterFault::no_subset:
        return "add the subset to a DestinationRule of the host, or name one "
               "that is there";
      case ClusterFault::no_service:
      case ClusterFault::none:
        break;
    }
    return "name a Service that is there, or add it or a ServiceEntry";
  }

  const SetFacts& facts_;
  Report& report_;
  const Destinations destinations_;
  std::string_view ns_;
  std::set<std::tuple<FileId, std::uint32_t, std::string>> told_;
};

void check(const SetFacts& facts, Report& report) {
  Checker checker(facts, report);
  for (const WorkloadFacts& workload : facts.workloads)
    checker.check(workload.effective);
}

}  // namespace

constinit const Rule rules::unavailable_destination = {
    .id = "GW540",
    .name = "unavailable-destination",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "destination that no cluster is made for",
    .rationale =
        R"(istiod makes a cluster for each port of each Service and ServiceEntry that the
gateway sees, and one for each subset of its DestinationRules. A route to anything
else is kept, and Envoy answers 503 there. Said where the inputs tell for sure: a
given Service has no such port or is not exported to the gateway's namespace; with
--complete also where no DestinationRule has the subset or, at level info, where
there is no such Service or ServiceEntry at all.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - route:
    - destination:
        host: shop  # <--
        port: {number: 8080}
---
apiVersion: v1
kind: Service
metadata: {name: shop, namespace: shop}
spec:
  selector: {app: shop}
  ports: [{name: http, port: 80, targetPort: 8080}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - route:
    - destination:
        host: shop
        port: {number: 80}
---
apiVersion: v1
kind: Service
metadata: {name: shop, namespace: shop}
spec:
  selector: {app: shop}
  ports: [{name: http, port: 80, targetPort: 8080}])",
    .source =
        "istio pilot/pkg/networking/core/cluster.go, BuildClusters; "
        "route/route.go, GetDestinationCluster",
    .keys = {"T91"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
