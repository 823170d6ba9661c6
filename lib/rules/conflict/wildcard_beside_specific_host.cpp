// A wildcard in one TLS server, a host below it in another.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

struct Wildcard {
  ServerId server;
  const ServedHost* host;
  std::size_t covered = 0;  ///< hosts of other servers
  ServerId other = 0;       ///< the first of them
  const ServedHost* specific = nullptr;
};
using Wildcards = std::map<std::string, Wildcard, std::less<>>;

bool routes_by_sni(const ServerIn& server) {
  return server.kind() == ServerKind::terminated ||
         server.kind() == ServerKind::passthrough;
}

template <class Visit>
void for_each_name(const WorkloadFacts& workload,
                   const EffectiveListener& listener, Visit visit) {
  for (ServerId id : listener.servers)
    if (routes_by_sni(workload.effective.servers[id]))
      for (const ServedHost* host : chain_names(workload.effective.servers[id]))
        visit(id, *host);
}

void cover(Wildcards& wildcards, std::string_view pattern, ServerId id,
           const ServedHost& host) {
  const auto at = wildcards.find(pattern);
  if (at == wildcards.end() || at->second.server == id) return;
  if (at->second.covered++ > 0) return;
  at->second.other = id;
  at->second.specific = &host;
}

/// `b.a.com` is below `*.a.com`, `*.com` and `*`; `*.a.com` below the latter.
void cover_above(Wildcards& wildcards, ServerId id, const ServedHost& host) {
  const std::string name = lower(host.dns());
  if (name == "*") return;
  std::size_t dot = name.find('.', name.front() == '*' ? 2 : 0);
  for (; dot != std::string::npos; dot = name.find('.', dot + 1))
    cover(wildcards, "*" + name.substr(dot), id, host);
  cover(wildcards, "*", id, host);
}

Wildcards wildcards_of(const WorkloadFacts& workload,
                       const EffectiveListener& listener) {
  Wildcards found;
  if (listener.servers.size() < 2) return found;
  for_each_name(workload, listener, [&](ServerId id, const ServedHost& host) {
    if (host.dns().substr(0, 1) == "*")
      found.try_emplace(lower(host.dns()), Wildcard{id, &host});
  });
  if (found.empty()) return found;
  for_each_name(workload, listener, [&](ServerId id, const ServedHost& host) {
    cover_above(found, id, host);
  });
  return found;
}

std::string_view key_of(const Wildcard& one) {
  if (one.host->dns() == "*") return "L10";
  return one.specific->dns().front() == '*' ? "L09" : "L08";
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const Wildcard& one, Report& report) {
  const ServerIn& server = workload.server(one.server);
  const Field<std::string>& host = *one.host->field;
  report.about(facts.model_of(server))
      .at(host, "{} also covers {} of other TLS servers on {}",
          in_quotes(*host), counted(one.covered, "host"), server.place())
      .covers({"T4", key_of(one)})
      .consequence("the longest match wins: {} goes to {}",
                   in_quotes(**one.specific->field),
                   facts.name_of(workload.server(one.other), server))
      .note(*one.specific->field, "more specific");
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    for (const auto& [name, one] : wildcards_of(workload, listener))
      if (one.covered > 0) report_one(facts, workload, one, report);
  });
}

}  // namespace

constinit const Rule rules::wildcard_beside_specific_host = {
    .id = "GW410",
    .name = "wildcard-beside-specific-host",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "TLS server for a wildcard beside one for a host below it",
    .rationale = R"(This works: Envoy takes the filter chain with the most
specific server name. Worth knowing is that a browser may reuse the connection
to one server for a host of the other if the certificate covers both, and that a
VirtualService for the specific host is bound to the wildcard server as well.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*.example.com"]  # <--
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*.example.com"]
  tls: {mode: SIMPLE, credentialName: wildcard}
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.org]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "T4, L08-L10: Envoy filter_chain_manager_impl.cc",
    .keys = {"T4", "L08", "L09", "L10"},
    .aliases = {"KIA0301"},
    .check = check,
};

}  // namespace asmgw
