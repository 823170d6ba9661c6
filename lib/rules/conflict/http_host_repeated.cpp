// A host in two plaintext HTTP servers of a port: a merge, not a conflict.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <string_view>
#include <unordered_map>

namespace asmgw {
namespace {

struct First {
  ServerId server;
  const ServedHost* host;
};
using Hosts = std::unordered_map<std::string_view, First>;

void check_server(const SetFacts& facts, const WorkloadFacts& workload,
                  ServerId id, Hosts& hosts, Report& report) {
  const ServerIn& server = workload.effective.servers[id];
  for (const ServedHost& host : server.hosts) {
    const auto [at, fresh] = hosts.try_emplace(host.text, First{id, &host});
    const ServerIn& first = workload.effective.servers[at->second.server];
    // A redirect wins for the host: another matter.
    if (fresh || at->second.server == id || server.redirects || first.redirects)
      continue;
    const Field<std::string>& field = *host.field;
    report.about(facts.model_of(server))
        .at(field, "host {} is also in {} on {}", in_quotes(*field),
            facts.name_of(first, server), server.place())
        .consequence("istiod merges both into one virtual host")
        .note(*at->second.host->field, "first definition");
  }
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    std::unordered_map<std::size_t, Hosts> groups;
    for (ServerId id : listener.servers) {
      const ServerIn& server = workload.server(id);
      if (server.kind() == Handling::http)
        check_server(facts, workload, id, groups[*server.group], report);
    }
  });
}

}  // namespace

constinit const Rule rules::http_host_repeated = {
    .id = "GW412",
    .name = "http-host-repeated",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "host in two plaintext HTTP servers of a port",
    .rationale = R"(Plaintext HTTP servers of one port share a listener and a
route table. A host that stands in two of them is no conflict: istiod merges
them, and the routes of all VirtualServices are appended in order.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
- port: {number: 80, name: http2, protocol: HTTP2}
  hosts: [shop.example.com]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayHTTPRouteConfig",
    .keys = {"T34", "L17"},
    .aliases = {"IST0145", "KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
