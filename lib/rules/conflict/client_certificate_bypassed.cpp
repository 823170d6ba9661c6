// A virtual host behind two chains, of which one asks for no certificate.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace asmgw {
namespace {

/// HTTP chains that serve a route configuration, by its name.
using Chains = std::map<std::string, std::vector<const Chain*>>;

Chains chains_of(const Effective& effective) {
  Chains all;
  for (const EffectiveListener& listener : effective.listeners)
    for (const Chain& chain : listener.chains)
      if (!chain.route.empty() && listener.state == ListenerState::ok)
        all[chain.route].push_back(&chain);
  return all;
}

bool demands_certificate(const Chain& chain) {
  return chain.tls && chain.tls->require_client_certificate;
}

/// A chain without demand whose virtual hosts route requests for `host`.
const Chain* weaker(const Effective& effective, const Chains& chains,
                    const std::string& host) {
  for (const RouteConfiguration& routes : effective.routes) {
    const auto at = chains.find(routes.name);
    if (at == chains.end() || demands_certificate(*at->second.front()))
      continue;
    for (const VirtualHost& one : routes.virtual_hosts)
      if (!one.require_tls && !one.routes.empty() &&
          std::find(one.domains.begin(), one.domains.end(), host) !=
              one.domains.end())
        return at->second.front();
  }
  return nullptr;
}

void check_chain(const SetFacts& facts, const WorkloadFacts& workload,
                 const Chains& chains, const Chain& chain, Report& report) {
  const ServerIn& server = workload.server(chain.servers.front());
  for (const ServedHost& host : server.hosts) {
    const Chain* other = weaker(workload.effective, chains, lower(host.dns()));
    if (!other) continue;
    const ServerIn& open = workload.server(other->servers.front());
    report.about(facts.model_of(server))
        .at(*host.field,
            "{} asks for a client certificate here, but {} serves it without",
            in_quotes(**host.field), facts.name_of(open, server))
        .consequence(
            "a client that connects to the other server and sends Host {} "
            "needs no certificate",
            in_quotes(host.dns()))
        .note(open->hosts, "served without a client certificate")
        .fix(
            "bind the VirtualService to a Gateway of its own, or ask for the "
            "certificate in both servers");
    return;
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    const Chains chains = chains_of(workload.effective);
    for (const auto& [route, all] : chains)
      if (demands_certificate(*all.front()))
        check_chain(facts, workload, chains, *all.front(), report);
  }
}

}  // namespace

constinit const Rule rules::client_certificate_bypassed = {
    .id = "GW416",
    .name = "client-certificate-bypassed",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary =
        "host that needs a client certificate, and is served without one "
        "beside",
    .rationale =
        R"(Envoy picks the filter chain, and with it the demand for a client
certificate, by the server name of the TLS handshake; the virtual host by the
Host header. Nothing compares the two. If the routes of a host whose server asks
for a client certificate also stand in the route table of a server that does
not, a client that opens a connection to the weaker one and sends the other Host
gets there without certificate.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: ["*.example.com"]
    tls: {mode: SIMPLE, credentialName: wildcard}
  - port: {number: 443, name: https-admin, protocol: HTTPS}
    hosts:
    - admin.example.com  # <--
    tls: {mode: MUTUAL, credentialName: admin}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: admin, namespace: shop}
spec:
  hosts: [admin.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: admin}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [www.example.com]
    tls: {mode: SIMPLE, credentialName: wildcard}
  - port: {number: 443, name: https-admin, protocol: HTTPS}
    hosts:
    - admin.example.com
    tls: {mode: MUTUAL, credentialName: admin}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: admin, namespace: shop}
spec:
  hosts: [admin.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: admin}}]}])",
    .source =
        "L37: istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig; "
        "Envoy compares SNI and Host nowhere",
    .keys = {"L37"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
