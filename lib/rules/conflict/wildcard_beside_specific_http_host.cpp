// A wildcard in one plaintext HTTP server, a host below it in another.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/covering.h"
#include "rules/conflict/wording.h"

#include <map>
#include <string>
#include <vector>

namespace asmgw {
namespace {

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const CoveringHost& one, Report& report) {
  const ServerIn& server = workload.server(one.wildcard.server);
  const ServerIn& other = workload.server(one.covered.server);
  // GW385: within a Gateway the redirect of the wildcard is that of the host.
  if (server.redirects && !other.redirects && server.gateway == other.gateway)
    return;
  const Field<std::string>& host = *one.wildcard.host->field;
  const Field<std::string>& specific = *one.covered.host->field;
  report.about(facts.model_of(server))
      .at(host, "{} also covers {} of other HTTP servers on {}",
          in_quotes(*host), counted(one.count, "host"), server.place())
      .consequence(
          "they share one route table: if a VirtualService is bound to {}, "
          "those for {} are not tried for that host",
          in_quotes(*specific), in_quotes(*host))
      .note(specific, "more specific, in {}", facts.name_of(other, server));
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    std::map<std::size_t, std::vector<NamedHost>> groups;
    for (ServerId id : listener.servers) {
      const ServerIn& server = workload.server(id);
      if (server.kind() != Handling::http) continue;
      for (const ServedHost& host : server.hosts)
        groups[*server.group].push_back({id, &host});
    }
    for (const auto& [group, hosts] : groups)
      for (const CoveringHost& one : covering_hosts(hosts))
        report_one(facts, workload, one, report);
  });
}

}  // namespace

constinit const Rule rules::wildcard_beside_specific_http_host = {
    .id = "GW420",
    .name = "wildcard-beside-specific-http-host",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "HTTP server for a wildcard beside one for a host below it",
    .rationale = R"(This works: plaintext HTTP servers of a port are merged into
one route table with a virtual host for each host. Envoy takes the most specific
one and looks at no other, so a VirtualService that is bound to the specific
host hides those for the wildcard there.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*.example.com"]  # <--
- port: {number: 80, name: http-shop, protocol: HTTP}
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: ["*.example.com"]
- port: {number: 80, name: http-shop, protocol: HTTP}
  hosts: [shop.example.org])",
    .source = "Envoy source/common/router/config_impl.cc, findVirtualHost",
    .keys = {"L18"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
