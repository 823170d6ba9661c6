// An ACME challenge that is answered with a redirect.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/redirect.h"

#include <set>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view challenge = "/.well-known/acme-challenge";

bool is_challenge(const HttpMatch& match) {
  return match.uri && match.uri->kind != StringMatch::regex &&
         match.uri->value.substr(0, challenge.size()) == challenge;
}

/// The server that redirects it, if the VirtualService is bound to it.
const ServerIn* redirecting(const SetFacts& facts,
                            const WorkloadFacts& workload,
                            const RouteConfiguration& routes,
                            const VirtualHost& host,
                            const VirtualService& service) {
  for (ServerId id : routes.servers) {
    const ServerIn& server = workload.server(id);
    if (!server.redirects || !server.is_http() || server.declared != 80 ||
        !names_gateway(service, facts.gateway_of(server).full_name()))
      continue;
    for (const ServedHost& one : server.hosts)
      for (const std::string& domain : host.domains)
        if (is_host_subset(domain, one.dns())) return &server;
  }
  return nullptr;
}

void check_host(const SetFacts& facts, const WorkloadFacts& workload,
                const RouteConfiguration& routes, const VirtualHost& host,
                std::set<std::pair<FileId, std::uint32_t>>& told,
                Report& report) {
  for (const Route& route : host.routes) {
    if (!is_challenge(route.match)) continue;
    const VirtualService& service =
        facts.mesh.virtual_services[route.virtual_service];
    const ServerIn* server =
        redirecting(facts, workload, routes, host, service);
    if (!server ||
        !told.emplace(route.match.range.file, route.match.range.begin).second)
      continue;
    report.about(service)
        .at(route.match.range, route.match.path,
            "the challenge {} is redirected to https",
            in_quotes(route.match.uri->value))
        .consequence(
            "plain HTTP gets 301; where the certificate is not there yet, the "
            "handshake that follows fails, and with it the challenge")
        .note(server->field->value.tls->https_redirect, "redirected here")
        .fix(
            "issue the first certificate by another way (DNS-01), or redirect "
            "only once it is there");
  }
}

void check(const SetFacts& facts, Report& report) {
  std::set<std::pair<FileId, std::uint32_t>> told;
  for (const WorkloadFacts& workload : facts.workloads)
    for (const RouteConfiguration& routes : workload.effective.routes)
      for (const VirtualHost& host : routes.virtual_hosts)
        if (host.require_tls)
          check_host(facts, workload, routes, host, told, report);
}

}  // namespace

constinit const Rule rules::redirected_challenge = {
    .id = "GW386",
    .name = "redirected-challenge",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "ACME challenge that httpsRedirect answers",
    .rationale =
        R"(httpsRedirect holds for the whole virtual host: no route of it is reached in
clear text, that of an ACME solver (HTTP-01) neither. Authorities follow the
redirect and take any certificate there, but one has to be there: the first
challenge fails in the handshake.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: site, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [www.example.com]
    tls: {httpsRedirect: true}
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [www.example.com]
    tls: {mode: SIMPLE, credentialName: www-cert}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: solver, namespace: web}
spec:
  hosts: [www.example.com]
  gateways: [site]
  http:
  - match:
    - uri: {prefix: /.well-known/acme-challenge/}  # <--
    route:
    - destination: {host: solver, port: {number: 8089}})",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: site, namespace: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [www.example.com]
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [www.example.com]
    tls: {mode: SIMPLE, credentialName: www-cert}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: solver, namespace: web}
spec:
  hosts: [www.example.com]
  gateways: [site]
  http:
  - match:
    - uri: {prefix: /.well-known/acme-challenge/}
    route:
    - destination: {host: solver, port: {number: 8089}})",
    .source = "istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"T92"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
