// Routes that no server of the Gateway looks at.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <string>

namespace asmgw {
namespace {

std::string_view wanted_kind(const ServerIn& server) {
  if (server.is_http() || server.known == Protocol::https)
    return server.kind() == Handling::passthrough ? "tls" : "http";
  return server.kind() == Handling::passthrough ? "tls" : "tcp";
}

void check_service(const SetFacts& facts, VirtualServiceId id,
                   const KindFit& fit, Report& report) {
  const VirtualService& service = facts.mesh.virtual_services[id];
  const BoundService& bound = facts.engine.bindings()[id];
  const bool has_routes =
      !bound.http.empty() || !bound.tls.empty() || !bound.tcp.empty();
  if (!has_routes || fit.fits) return;
  const std::string_view kind = wanted_kind(*fit.bound);
  Finding found = report.about(service).at(
      service.hosts,
      "Gateway {} looks only at {} routes for these hosts, and there are none",
      facts.gateway_of(*fit.bound).full_name(), kind);
  if (names_copies(facts, id)) found.at_most(Severity::info);
  found.consequence("istiod passes over the routes that there are")
      .note((*fit.bound)->port->number, "{} here", fit.bound->protocol)
      .fix("write {} routes, or change protocol or mode of the server", kind);
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const auto& [id, fit] : fits_of(facts, workload))
      check_service(facts, id, fit, report);
}

}  // namespace

constinit const Rule rules::wrong_route_kind = {
    .id = "GW504",
    .name = "wrong-route-kind",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService with the wrong kind of routes for the server",
    .rationale =
        R"(HTTP and HTTPS servers look at the http routes of a VirtualService, TCP
servers and TLS servers that terminate at its tcp routes, PASSTHROUGH servers at
its tls routes. Routes of another kind are passed over without a word, as if the
VirtualService did not exist.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [a.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]  # <--
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: [a.example.com]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  tls:
  - match: [{sniHosts: [a.example.com]}]
    route: [{destination: {host: web}}])",
    .source = "istio pilot/pkg/networking/core, gateway.go",
    .keys = {"L43"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
