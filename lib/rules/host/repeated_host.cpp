// The same host twice in one server.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

#include <map>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

/// Namespace and name as istiod compares them.
using Key = std::pair<std::string_view, std::string_view>;

Key key_of(const HostPattern& host, std::string_view gateway_namespace) {
  if (!host.namespace_) return {"*", host.dns};
  return {*host.namespace_ == "." ? gateway_namespace : *host.namespace_,
          host.dns};
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server->hosts->size() < 2) continue;
    std::map<Key, const HostFacts*> first;
    for (const HostFacts& host : facts.hosts_of(server)) {
      if (!host.accepted()) continue;
      const Key key = key_of(host.pattern, facts.gateway_namespace());
      const auto [known, added] = first.emplace(key, &host);
      if (added) continue;
      report
          .at(*host.field, "host {} stands twice in this server",
              in_quotes(host.text()))
          .consequence("harmless: it counts once")
          .note(*known->second->field, "here first")
          .fix("remove one of the two");
    }
  }
}

}  // namespace

constinit const Rule rules::repeated_host = {
    .id = "GW230",
    .name = "repeated-host",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host twice in one server",
    .rationale = R"(A host that stands twice in the list of one server counts
once. Mostly one of the two was to be another name. "a.com" and "*/a.com" are
the same.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - shop.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  - www.example.com)",
    .source = "istio pilot/pkg/model, GetSNIHostsForServer",
    .keys = {"T1"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
