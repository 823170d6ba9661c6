// A redirect to https that nobody serves.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/workloads.h"
#include "model/host_index.h"
#include "rules/redirect.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// A host of a server of the workload.
struct Served {
  const ServerIn* server;
  const ServedHost* host;
};

/// The hosts of the servers of a workload that https leads to.
struct TlsSide {
  HostIndex<Served> on_443, elsewhere;
};

bool is_https_elsewhere(const ServerIn& server) {
  return server.known == Protocol::https &&
         server.mode != TlsMode::auto_passthrough;
}

/// Clients of port 443 of a Service come to it.
bool is_on_443(const Effective& effective, const ServerIn& server) {
  return server.declared == 443 ||
         (server.port > 0 &&
          resolved_port(effective.targets, 443) == server.port);
}

TlsSide tls_side(const WorkloadFacts& workload) {
  TlsSide side;
  for (const ServerIn& server : workload.effective.servers) {
    if (!server.known) continue;
    const bool on_443 = is_on_443(workload.effective, server);
    // Plaintext on 443 means that TLS ends in front of the gateway.
    const bool behind_tls = on_443 && server.is_http() && !server.redirects;
    if (!speaks_tls(*server.known) && !behind_tls) continue;
    if (!on_443 && !is_https_elsewhere(server)) continue;
    for (const ServedHost& host : server.hosts)
      (on_443 ? side.on_443 : side.elsewhere).add(host.dns(), {&server, &host});
  }
  return side;
}

/// Port 443 covers `dns`, or, of a wildcard, something below it: who redirects
/// all names and serves some means just that.
bool is_served_on_443(const TlsSide& side, std::string_view dns) {
  return side.on_443.best(dns) ||
         side.on_443.any_below(dns, [](const Served&) { return true; });
}

/// A redirected host and the TLS host on another port.
using Counterpart = std::pair<const ServedHost*, const Served*>;

/// Redirected hosts that port 443 does not serve.
struct Uncovered {
  std::vector<const ServedHost*> nowhere;
  std::vector<Counterpart> elsewhere;
};

Uncovered uncovered(const ServerIn& server, const TlsSide& side) {
  Uncovered out;
  for (const ServedHost& host : server.hosts) {
    const std::string_view dns = host.dns();
    if (!judge_host(**host.field).empty() || is_served_on_443(side, dns))
      continue;
    if (const Served* other = side.elsewhere.best(dns))
      out.elsewhere.emplace_back(&host, other);
    else
      out.nowhere.push_back(&host);
  }
  return out;
}

std::string and_more(std::size_t count) {
  return count > 1 ? fmt::format(" and {} more", count - 1) : std::string();
}

/// A Service that leads its port 443 to where the server redirects from.
const ServiceTarget* loop_of(const Effective& effective,
                             const ServerIn& server) {
  const auto at =
      std::find_if(effective.targets.begin(), effective.targets.end(),
                   [&](const ServiceTarget& one) {
                     return !one.udp && one.port == 443 &&
                            one.target == server.port && server.port != 443;
                   });
  return at == effective.targets.end() ? nullptr : &*at;
}

/// An HTTPS server may serve whatever comes of its placeholders.
bool some_hosts_unknown(const SetFacts& facts) {
  return std::any_of(
      facts.mesh.gateways.begin(), facts.mesh.gateways.end(),
      [](const MeshGateway& one) { return has_unknown_hosts(one); });
}

void report_nowhere(const SetFacts& facts, const ServerIn& server,
                    const std::vector<const ServedHost*>& hosts,
                    Report& report) {
  if (hosts.empty() || some_hosts_unknown(facts)) return;
  const Field<std::string>& host = *hosts.front()->field;
  Finding found = report.about(facts.model_of(server))
                      .at(host, "no HTTPS server covers {}{}", in_quotes(*host),
                          and_more(hosts.size()));
  if (!facts.settings.complete.of(InputKind::gateway))
    found.at_most(Severity::info);
  found.note(server->tls->https_redirect, "redirected to https")
      .consequence(
          "clients are redirected to port 443, where no Gateway among the "
          "inputs serves the host")
      .fix("add an HTTPS server on port 443 with the host")
      .remark(
          "behind a load balancer that ends TLS and comes back by port 80 the "
          "redirect never ends: the gateway overwrites the client's "
          "x-forwarded-proto while numTrustedProxies is 0");
}

void report_loop(const SetFacts& facts, const ServerIn& server,
                 const ServiceTarget& loop,
                 const std::vector<const ServedHost*>& hosts, Report& report) {
  if (hosts.empty()) return;
  const Field<std::string>& host = *hosts.front()->field;
  report.about(facts.model_of(server))
      .at(server->tls->https_redirect, "the redirect of {}{} leads back here",
          in_quotes(*host), and_more(hosts.size()))
      .consequence(
          "port 443 of Service {} leads to port {} of the pod, where this "
          "server redirects to https: clients are redirected for ever",
          visible(loop.service), loop.target)
      .fix(
          "lead port 443 of the Service to a port of its own (8443) with a "
          "server for the host, or remove httpsRedirect; behind a load "
          "balancer that ends TLS numTrustedProxies lets X-Forwarded-Proto "
          "count");
}

void report_elsewhere(const SetFacts& facts, const ServerIn& server,
                      const std::vector<Counterpart>& hosts, Report& report) {
  if (hosts.empty()) return;
  const auto& [host, tls] = hosts.front();
  const std::uint32_t port = tls->server->declared;
  Finding found =
      report.about(facts.model_of(server))
          .at(*host->field,
              "{}{} redirected to https on port 443, but served on "
              "port {}",
              in_quotes(**host->field),
              and_more(hosts.size()) + (hosts.size() > 1 ? " are" : " is"),
              port);
  // What gateways that do not run as root listen on for the Service port 443.
  if (port == 8443 && !facts.settings.complete.of(InputKind::service))
    found.at_most(Severity::info);
  found.note(*tls->host->field, "served on port {}", port)
      .consequence(
          "the redirect names no port, so clients go to 443{}",
          port == 8443 ? ": right only if the Service maps 443 to 8443" : "")
      .fix("let the HTTPS server listen on port 443");
}

void check_workload(const SetFacts& facts, const WorkloadFacts& workload,
                    Report& report) {
  std::optional<TlsSide> side;
  for (const ServerIn& server : workload.effective.servers) {
    if (!server.redirects || !server.is_http() || server.declared != 80)
      continue;
    if (!side) side = tls_side(workload);
    const Uncovered missing = uncovered(server, *side);
    if (const ServiceTarget* loop = loop_of(workload.effective, server))
      report_loop(facts, server, *loop, missing.nowhere, report);
    else
      report_nowhere(facts, server, missing.nowhere, report);
    report_elsewhere(facts, server, missing.elsewhere, report);
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    check_workload(facts, workload, report);
}

}  // namespace

constinit const Rule rules::redirect_without_https = {
    .id = "GW383",
    .name = "redirect-without-https",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "host that is redirected to https, but has no HTTPS server",
    .rationale = R"(The redirect keeps the host and names no port, so that
clients come back on 443. Nothing compares the two sides: if no HTTPS server
there covers the host, they meet a closed port or another host's certificate.
All Gateways of the workload count; plain HTTP on 443 stands for TLS that ends
in front of the gateway. If a Service leads 443 to the very port that redirects,
the redirect never ends. The HTTPS side may be no part of the inputs,
hence an info; a warning if they are declared complete, or if the host is served
with TLS on another port.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com  # <--
  tls: {httpsRedirect: true}
- port: {number: 9443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "nothing in istio compares the two servers",
    .keys = {"T80", "L30"},
    .aliases = {},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
