// A tcp route behind the one that a server has.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/routing.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <set>
#include <vector>

namespace asmgw {
namespace {

constexpr std::size_t most_entries = 100;  // of one server

/// An entry of `tcp` that a server passes over, and the one that it takes.
struct PassedOver {
  TcpEntry entry, taken;
  const ServerIn* server;
};

class Entries {
 public:
  explicit Entries(const SetFacts& facts) : facts_(facts) {
    for_each_live(facts,
                  [&](const WorkloadFacts& workload, const ServerIn& server) {
                    add(workload, server);
                  });
  }

  void report(Report& report) {
    for (const PassedOver& one : passed_)
      if (taken_.insert(one.entry.route).second) tell(one, report);
  }

 private:
  void add(const WorkloadFacts& workload, const ServerIn& server) {
    const Handling kind = server.kind();
    if (kind != Handling::tcp && kind != Handling::tls_terminate) return;
    const auto all =
        tcp_entries(facts_.mesh, facts_.engine.bindings(), server,
                    workload.effective.workload.namespace_, most_entries);
    if (all.empty()) return;
    taken_.insert(all.front().route);
    for (std::size_t i = 1; i < all.size(); ++i)
      passed_.push_back({all[i], all.front(), &server});
  }

  [[nodiscard]] bool goes_elsewhere(const PassedOver& one) const {
    const auto& here = one.entry.route->route;
    const auto& there = one.taken.route->route;
    return !std::equal(here.begin(), here.end(), there.begin(), there.end(),
                       [](const Destination& a, const Destination& b) {
                         return *a.host == *b.host && a.port == b.port &&
                                a.subset == b.subset;
                       });
  }

  [[nodiscard]] bool is_for_sidecars(VirtualServiceId id) const {
    const auto& gateways = facts_.engine.bindings()[id].gateways;
    return std::find(gateways.begin(), gateways.end(), "mesh") !=
           gateways.end();
  }

  void tell(const PassedOver& one, Report& report) const {
    const auto& services = facts_.mesh.virtual_services;
    Finding found =
        report.about(services[one.entry.service])
            .at(one.entry.route->range, one.entry.route->path,
                "VirtualService {} already has the route of port {} of Gateway "
                "{}",
                full_name(services[one.taken.service].head),
                one.server->declared,
                facts_.gateway_of(*one.server).full_name());
    if (!goes_elsewhere(one) || is_for_sidecars(one.entry.service) ||
        names_copies(facts_, one.entry.service) ||
        names_copies(facts_, one.taken.service))
      found.at_most(Severity::info);
    const bool tls = one.server->kind() == Handling::tls_terminate;
    found
        .consequence(
            "this one is never used: such a server has one route for all its "
            "hosts")
        .note(one.taken.route->range, "takes every connection")
        .fix("{}", tls ? "give each host a server of its own"
                       : "give each application a port of its own");
  }

  const SetFacts& facts_;
  std::set<const L4Route*> taken_;  ///< or told
  std::vector<PassedOver> passed_;
};

void check(const SetFacts& facts, Report& report) {
  Entries(facts).report(report);
}

}  // namespace

constinit const Rule rules::second_route_of_tcp_server = {
    .id = "GW513",
    .name = "second-route-of-tcp-server",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "tcp route of a server that has one already",
    .rationale =
        R"(A TCP server, and a TLS server that ends TLS, passes every connection to one
route: the first fitting tcp entry of all VirtualServices bound to it, by age and
name. The hosts of the VirtualServices bind them, but are not looked at again: all
hosts of the server go to the same place. An info if both go there, or if the
VirtualService is for sidecars too.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 9000, name: tcp, protocol: TCP}
    hosts: ["*"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  tcp: [{route: [{destination: {host: a}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [b.example.com]
  gateways: [shop]
  tcp:
  - route: [{destination: {host: b}}]  # <--)",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 9000, name: tcp-a, protocol: TCP}
    hosts: ["*"]
  - port: {number: 9001, name: tcp-b, protocol: TCP}
    hosts: ["*"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  tcp: [{match: [{port: 9000}], route: [{destination: {host: a}}]}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [b.example.com]
  gateways: [shop]
  tcp: [{match: [{port: 9001}], route: [{destination: {host: b}}]}])",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayNetworkFiltersFromTCPRoutes",
    .keys = {"L53"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
