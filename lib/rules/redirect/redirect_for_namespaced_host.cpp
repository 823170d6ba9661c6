// A redirect that needs a VirtualService to work.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/host_index.h"
#include "rules/redirect.h"

#include <map>
#include <string_view>

namespace asmgw {
namespace {

/// The domains of the route configurations of a workload, by name. istiod
/// writes them in lower case, other than the hosts of servers.
using Domains = HostIndex<const VirtualHost*>;
using Tables = std::map<std::string_view, Domains>;

Tables tables_of(const Effective& effective) {
  Tables tables;
  for (const RouteConfiguration& routes : effective.routes)
    for (const VirtualHost& host : routes.virtual_hosts)
      for (const std::string& domain : host.domains)
        tables[routes.name].add(domain, &host);
  return tables;
}

/// A VirtualService binds a name below the host, so that this one is
/// redirected.
bool is_bound(const Tables& tables, const ServerIn& server,
              const ServedHost& host) {
  const auto table = tables.find(server.route);
  return table != tables.end() &&
         table->second.any_below(host.dns(), [](const VirtualHost* one) {
           return one->require_tls && !one->routes.empty();
         });
}

/// The first host with a namespace whose redirect no request meets.
const ServedHost* dead_host(const Tables& tables, const ServerIn& server) {
  for (const ServedHost& host : server.hosts)
    if (host.text.find('/') != std::string::npos &&
        judge_host(**host.field).empty() && !is_bound(tables, server, host))
      return &host;
  return nullptr;
}

void check_server(const SetFacts& facts, const Tables& tables,
                  const ServerIn& server, Report& report) {
  const ServedHost* host = dead_host(tables, server);
  if (!host) return;
  const std::string_view ns =
      std::string_view(host->text).substr(0, host->text.find('/'));
  Finding found =
      report.about(facts.model_of(server))
          .at(*host->field,
              "the redirect of host {} works only while a VirtualService "
              "binds it",
              in_quotes(**host->field));
  if (!facts.settings.complete.of(InputKind::virtual_service))
    found.at_most(Severity::info);
  found
      .consequence(
          "as long as none in namespace {} does, plain HTTP gets 404 instead "
          "of 301",
          in_quotes(ns))
      .fix("write {} to be independent of that", in_quotes(host->dns()));
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    const Tables tables = tables_of(workload.effective);
    for (const ServerIn& server : workload.effective.servers)
      if (server.redirects && server.is_http())
        check_server(facts, tables, server, report);
  }
}

}  // namespace

constinit const Rule rules::redirect_for_namespaced_host = {
    .id = "GW382",
    .name = "redirect-for-namespaced-host",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "httpsRedirect for a host with a namespace",
    .rationale = R"(For a redirect without a VirtualService istiod makes up a
virtual host, and calls it by the host as it is written, namespace and slash
included: no Host header is ever equal to that. Once a VirtualService of that
namespace binds the host, the redirect works. It may be no part of the inputs,
hence an info; an error if they are declared complete.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop/shop.example.com  # <--
  tls: {httpsRedirect: true})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  tls: {httpsRedirect: true})",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayHTTPRouteConfig",
    .keys = {"T13", "L31"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
