// A server that nothing routes.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

std::string_view what_clients_get(const ServerIn& server) {
  if (server.is_http() || server.known == Protocol::https) return "404";
  return "a closed or refused connection";
}

bool has_service(const SetFacts& facts, const ServerIn& server) {
  return facts.engine.bindings().any_sharing(
      facts.gateway_of(server).full_name(), server.hosts);
}

void check(const SetFacts& facts, Report& report) {
  const bool all = facts.settings.complete.of(InputKind::virtual_service);
  if (facts.mesh.virtual_services.empty() && !all) return;
  for (const VirtualService& one : facts.mesh.virtual_services)
    if (has_unknown_hosts(one) || has_unknown_gateways(one)) return;
  for_each_live(facts, [&](const WorkloadFacts&, const ServerIn& server) {
    if (server.redirects || server.kind() == Handling::auto_passthrough ||
        has_service(facts, server) ||
        has_unknown_hosts(facts.gateway_of(server)))
      return;
    Finding found =
        report.about(facts.model_of(server))
            .at(server->hosts, "no VirtualService binds this server");
    if (!all) found.at_most(Severity::info);
    found.consequence("clients get {}", what_clients_get(server))
        .fix("bind a VirtualService to Gateway {} with one of these hosts",
             facts.gateway_of(server).full_name());
  });
}

}  // namespace

constinit const Rule rules::server_without_virtual_service = {
    .id = "GW503",
    .name = "server-without-virtual-service",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "server that no VirtualService binds",
    .rationale =
        R"(Without a VirtualService an HTTP or HTTPS server answers 404, and a TCP, TLS
or PASSTHROUGH server gets no filter chain: the port is refused, or the
connection closed. The VirtualService may live elsewhere, hence an info, and
nothing at all if no VirtualService is among the inputs; a warning if these are
declared to hold all of them.)",
    .bad = R"(
# asmgw: --complete=VirtualService
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
  - port: {number: 8080, name: http-b, protocol: HTTP}
    hosts: [b.example.com]  # <--
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
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
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .source = "L42: istio pilot/pkg/networking/core, buildGatewayListeners",
    .keys = {"L42"},
    .aliases = {},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
