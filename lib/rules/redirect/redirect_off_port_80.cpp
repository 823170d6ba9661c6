// A redirect that leads back to its own port.
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/redirect.h"

#include <algorithm>
#include <set>

namespace asmgw {
namespace {

/// Where clients come to by port 80, which they leave out of the Host header.
bool is_behind_80(const Effective& effective, const ServerIn& server) {
  return std::any_of(effective.targets.begin(), effective.targets.end(),
                     [&](const ServiceTarget& one) {
                       return one.port == 80 && one.target == server.port;
                     });
}

/// No TCP port: a unix socket, or refused.
bool has_other_port(const ServerIn& server) {
  return server.declared != 80 && server.declared > 0 &&
         server.declared <= 65535;
}

void report_one(const SetFacts& facts, const ServerIn& server, Report& report) {
  report.about(facts.model_of(server))
      .at(server->tls->https_redirect,
          "httpsRedirect on port {} leads to https on port {}", server.declared,
          server.declared)
      .consequence(
          "clients that use this port keep it and speak TLS to plain HTTP; "
          "right only behind a Service that maps port 80 to it")
      .note(server->port->number, "only port 80 has a counterpart, 443")
      .fix("redirect on port 80, or remove httpsRedirect here");
}

void check(const SetFacts& facts, Report& report) {
  std::set<const Field<Server>*> behind_80;
  for (const WorkloadFacts& workload : facts.workloads)
    for (const ServerIn& server : workload.effective.servers)
      if (is_behind_80(workload.effective, server))
        behind_80.insert(server.field);
  for (const WorkloadFacts& workload : facts.workloads)
    for (const ServerIn& server : workload.effective.servers)
      if (server.redirects && server.is_http() && has_other_port(server) &&
          !behind_80.contains(server.field))
        report_one(facts, server, report);
}

}  // namespace

constinit const Rule rules::redirect_off_port_80 = {
    .id = "GW384",
    .name = "redirect-off-port-80",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "httpsRedirect on a port other than 80",
    .rationale = R"(The redirect changes http into https and keeps the Host
header, port included. From port 80, which browsers leave out, it leads to 443;
from http://shop.example.com:8080 it leads to https://shop.example.com:8080,
which is the same plain HTTP port. Silent where a Service among the inputs leads
port 80 to it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}  # <--
- port: {number: 8443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "Envoy, require_tls of a virtual host",
    .keys = {"T82"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
