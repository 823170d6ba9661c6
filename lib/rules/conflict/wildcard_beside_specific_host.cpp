// A wildcard in one TLS server, a host below it in another.
#include "base/text.h"
#include "lint/report.h"
#include "model/host.h"
#include "rules/conflict.h"
#include "rules/conflict/covering.h"
#include "rules/conflict/wording.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

bool routes_by_sni(const ServerIn& server) {
  return server.ends_tls() || server.kind() == Handling::passthrough;
}

std::vector<NamedHost> names_of(const WorkloadFacts& workload,
                                const EffectiveListener& listener) {
  std::vector<NamedHost> names;
  if (listener.servers.size() < 2) return names;
  HostIndex<ServerId> known;  // Envoy ignores letter case
  for (ServerId id : listener.servers)
    if (routes_by_sni(workload.server(id)))
      for (const ServedHost* host : chain_hosts(workload.server(id)))
        if (known.add_once(host->dns(), id)) names.push_back({id, host});
  return names;
}

std::string_view key_of(const CoveringHost& one) {
  if (one.wildcard.host->dns() == "*") return "L10";
  return is_wildcard(one.covered.host->dns()) ? "L09" : "L08";
}

/// A browser goes by the certificate; Envoy then looks at Host alone.
std::string_view reuse_of(const ServerIn& wildcard, const ServerIn& specific) {
  if (!wildcard.ends_tls() || !specific.ends_tls()) return "";
  return "; a browser that reuses its connection to another name of the "
         "wildcard asks this server for it: 404 unless it has the route too";
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const CoveringHost& one, Report& report) {
  const ServerIn& server = workload.server(one.wildcard.server);
  const Field<std::string>& host = *one.wildcard.host->field;
  const Field<std::string>& specific = *one.covered.host->field;
  report.about(facts.model_of(server))
      .at(host, "{} also covers {} of other TLS servers on {}",
          in_quotes(*host), counted(one.count, "host"), server.place())
      .covers({"T4", key_of(one)})
      .consequence("the longest match wins: {} goes to {}{}",
                   in_quotes(*specific),
                   facts.name_of(workload.server(one.covered.server), server),
                   reuse_of(server, workload.server(one.covered.server)))
      .note(specific, "more specific");
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    for (const CoveringHost& one : covering_hosts(names_of(workload, listener)))
      report_one(facts, workload, one, report);
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
    .source = "Envoy filter_chain_manager_impl.cc",
    .keys = {"T4", "L08", "L09", "L10"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
