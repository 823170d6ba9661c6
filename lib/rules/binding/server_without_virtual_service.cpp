// A server that nothing routes.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/near_miss.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

std::string_view what_clients_get(const ServerIn& server) {
  if (server.is_http() || server.known == Protocol::https) return "404";
  return "a closed or refused connection";
}

/// It has a filter chain or routes that can be no other's.
bool is_routed(const Effective& effective, const ServerIn& server) {
  if (!speaks_http(server.kind()))
    return server.drop.reason == DropReason::none;
  const RouteConfiguration* routes = find_routes(effective, server.route);
  return routes && routes->servers.size() == 1 &&
         std::any_of(
             routes->virtual_hosts.begin(), routes->virtual_hosts.end(),
             [](const VirtualHost& host) { return !host.routes.empty(); });
}

/// What keeps VirtualServices from the servers; made when it is first needed.
class Misses {
 public:
  explicit Misses(const SetFacts& facts) : facts_(facts) {}

  /// The nearest; nothing: there is none. False: a VirtualService has a route
  /// for the server, or another rule says why it has none.
  bool find(const WorkloadFacts& workload, const ServerIn& server,
            std::optional<NearMiss>& nearest) {
    const Bindings& bindings = facts_.engine.bindings();
    const Workload& pods = workload.effective.workload;
    if (is_routed(workload.effective, server)) return false;
    for (const SharedHosts& one : bindings.sharing(
             facts_.gateway_of(server).full_name(), server.hosts)) {
      auto miss = all().of_bound(pods, server, one.id);
      if (!miss) return false;
      // GW504 tells where no server looks at the routes.
      if (miss->cause <= MissCause::route_kind &&
          !fits(workload).at(one.id).fits)
        return false;
      if (!nearest || nearest->cause < miss->cause) nearest = std::move(miss);
    }
    if (nearest) return true;
    auto others = all().of(pods, server);
    if (!others.empty()) nearest = std::move(others.front());
    return true;
  }

 private:
  using Fits = std::map<VirtualServiceId, KindFit>;

  const Fits& fits(const WorkloadFacts& workload) {
    const auto [at, fresh] = fits_.try_emplace(&workload);
    if (fresh) at->second = fits_of(facts_, workload);
    return at->second;
  }

  const NearMisses& all() {
    if (!all_) all_.emplace(facts_.mesh, facts_.engine.bindings());
    return *all_;
  }

  const SetFacts& facts_;
  std::optional<NearMisses> all_;
  std::map<const WorkloadFacts*, Fits> fits_;
};

Finding begin(const SetFacts& facts, const ServerIn& server,
              const std::optional<NearMiss>& miss, Report& report) {
  report.about(facts.model_of(server));
  if (!miss)
    return report.at(server->hosts, "no VirtualService binds this server");
  return report.at(
      server->hosts, "{}: {} {}",
      miss->is_bound() ? "no VirtualService has a route for this server"
                       : "no VirtualService binds this server",
      full_name(facts.mesh.virtual_services[miss->id].head), miss->words);
}

/// AUTO_PASSTHROUGH has a filter chain for each Service, and there is none.
void check_passed_on(const SetFacts& facts, Report& report) {
  for_each_live(facts, [&](const WorkloadFacts&, const ServerIn& server) {
    if (server.kind() != Handling::auto_passthrough ||
        server.drop.reason != DropReason::no_filter_chain ||
        has_unknown_hosts(facts.gateway_of(server)) ||
        !chains_not_given(server, facts.mesh, facts.settings).empty())
      return;
    Finding found = report.about(facts.model_of(server))
                        .at(server->hosts,
                            "no Service among the inputs has a name that these "
                            "hosts cover");
    if (!facts.settings.complete.of(InputKind::service))
      found.at_most(Severity::info);
    found
        .consequence("no filter chain is made: clients get {}",
                     what_clients_get(server))
        .fix("name hosts of Services of the mesh, as *.local does");
  });
}

void check(const SetFacts& facts, Report& report) {
  check_passed_on(facts, report);
  const bool all = facts.settings.complete.of(InputKind::virtual_service);
  if (facts.mesh.virtual_services.empty() && !all) return;
  for (const VirtualService& one : facts.mesh.virtual_services)
    if (has_unknown_hosts(one) || has_unknown_gateways(one)) return;
  Misses misses(facts);
  for_each_live(
      facts, [&](const WorkloadFacts& workload, const ServerIn& server) {
        std::optional<NearMiss> miss;
        if (server.redirects || server.kind() == Handling::auto_passthrough ||
            has_unknown_hosts(facts.gateway_of(server)) ||
            !misses.find(workload, server, miss))
          return;
        Finding found = begin(facts, server, miss, report);
        if (!all) found.at_most(Severity::info);
        found.consequence("clients get {}", what_clients_get(server));
        if (miss) found.note(miss->range, "what keeps it out");
        found.fix("bind a VirtualService to Gateway {} with one of these hosts",
                  facts.gateway_of(server).full_name());
      });
}

}  // namespace

constinit const Rule rules::server_without_virtual_service = {
    .id = "GW503",
    .name = "server-without-virtual-service",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "server that no VirtualService binds",
    .rationale =
        R"(Without a VirtualService an HTTP or HTTPS server answers 404, and a TCP, TLS
or PASSTHROUGH server gets no filter chain: the port is refused, or the
connection closed. The VirtualService may live elsewhere, hence an info, and
nothing at all if no VirtualService is among the inputs; a warning if these are
declared to hold all of them. The VirtualService that misses the server by least is
named, with what keeps it out.)",
    .bad = R"(
# asmgw: --complete=VirtualService
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
  - port: {number: 8080, name: http-b, protocol: HTTP}
    hosts: [b.example.com]  # <--
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .source = "istio pilot/pkg/networking/core, buildGatewayListeners",
    .keys = {"L42"},
    .aliases = {},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
