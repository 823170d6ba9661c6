// One route configuration after the other.
#include "listen/routing.h"

#include "base/text.h"
#include "model/releases.h"

#include <fmt/core.h>

#include <algorithm>
#include <unordered_set>

namespace asmgw {
namespace {

std::string cluster_name(const Destination& destination,
                         const Bindings& bindings, std::uint32_t declared,
                         std::string_view ns) {
  std::uint32_t port = destination.port;
  if (port == 0) port = bindings.single_port(*destination.host, ns);
  if (port == 0) port = declared;
  return fmt::format("outbound|{}|{}|{}", port, destination.subset,
                     *destination.host);
}

/// A virtual host while it is put together. Two are equal if the same
/// VirtualServices contributed in the same sequence.
struct Draft {
  std::uint32_t declared = 0;  ///< port of the server that asked for it first
  bool require_tls = false;
  std::vector<std::size_t> contributions;
};

class Builder {
 public:
  Builder(const Mesh& mesh, const Bindings& bindings, IstioVersion version,
          const Effective& out)
      : mesh_(mesh),
        bindings_(bindings),
        lowers_services_(since::lower_case_hosts.holds(version)),
        lowers_redirects_(since::lower_case_redirects.holds(version)),
        names_default_port_(!since::default_port_left_out.holds(version)),
        without_wants_header_(!since::missing_header_holds.holds(version)),
        out_(out) {}

  RouteConfiguration build(const std::string& name,
                           const std::vector<ServerId>& servers) {
    drafts_.clear();
    known_.clear();
    contributed_.clear();
    dead_.clear();
    for (ServerId id : servers) {
      const ServerIn& server = out_.servers[id];
      const std::string gateway = mesh_.gateways[server.gateway].full_name();
      for (const SharedHosts& shared :
           bindings_.bound_to(gateway, server.hosts, out_.workload.namespace_))
        add_service(server, gateway, shared);
      if (server.redirects) add_redirects(server);
    }
    RouteConfiguration made{name, {}, servers, {}, {}};
    if (drafts_.empty())
      made.virtual_hosts.push_back(
          {fmt::format("blackhole:{}", out_.servers[servers[0]].declared),
           {"*"},
           false,
           {}});
    else
      collapse(made.virtual_hosts);
    made.refusal = refusal_of(made);
    made.dead_entries = std::move(dead_);
    return made;
  }

 private:
  void add_service(const ServerIn& server, const std::string& gateway,
                   const SharedHosts& shared) {
    const auto key = std::pair(server.gateway, shared.id);
    auto at = known_.find(key);
    if (at == known_.end()) {
      std::vector<Route> routes =
          routes_of(shared.id, gateway, server.declared);
      if (!bindings_[shared.id].dead.empty())
        add_dead(server, gateway, shared, routes);
      if (routes.empty()) return;
      at = known_.try_emplace(key, contributed_.size()).first;
      contributed_.push_back(std::move(routes));
    }
    for (std::string_view host : shared.hosts) {
      Draft& draft =
          draft_of(lowers_services_ ? lower(host) : std::string(host), server);
      draft.contributions.push_back(at->second);
      draft.require_tls |= server.redirects;
    }
  }

  /// The host as it stands, prefix and all: Envoy never finds one with a
  /// prefix.
  void add_redirects(const ServerIn& server) {
    for (const ServedHost& host : server.hosts)
      draft_of(lowers_redirects_ ? lower(host.text) : host.text, server)
          .require_tls = true;
  }

  /// A name in two spellings: to Envoy they are one.
  [[nodiscard]] std::optional<RouteRefusal> domain_twice() const {
    if (lowers_redirects_) return std::nullopt;
    std::unordered_set<std::string> known;
    for (const auto& [host, draft] : drafts_)
      if (!known.insert(lower(host)).second)
        return RouteRefusal{RouteRefusalCause::domain_twice, host, {}};
    return std::nullopt;
  }

  Draft& draft_of(const std::string& host, const ServerIn& server) {
    const auto [at, fresh] = drafts_.try_emplace(host);
    if (fresh) at->second.declared = server.declared;
    return at->second;
  }

  /// What the static filters leave of the VirtualService's `http`.
  std::vector<Route> routes_of(VirtualServiceId service,
                               const std::string& gateway,
                               std::uint32_t declared) const {
    std::vector<Route> routes;
    const std::vector<HttpRoute>& http = bindings_[service].http;
    for (std::size_t rule = 0; rule < http.size(); ++rule) {
      const HttpRoute& entry = http[rule];
      if (entry.match.empty()) {
        routes.push_back(route_of(service, rule, entry, {}, declared));
        return routes;
      }
      for (const HttpMatch& match : entry.match) {
        if (stopped_by(match, gateway, declared, out_.workload) != Filter::none)
          continue;
        routes.push_back(route_of(service, rule, entry, match, declared));
        if (routes.back().catch_all()) return routes;
      }
    }
    return routes;
  }

  void add_dead(const ServerIn& server, const std::string& gateway,
                const SharedHosts& shared, const std::vector<Route>& routes) {
    const BoundService& bound = bindings_[shared.id];
    const std::vector<HttpRoute>& written =
        mesh_.virtual_services[shared.id].http;
    const std::size_t end = !routes.empty() && routes.back().catch_all()
                                ? routes.back().rule
                                : bound.http.size();
    for (std::size_t i = 0; i < bound.dead.size(); ++i) {
      const DeadDelegate& one = bound.dead[i];
      DeadEntry entry{shared.id, i,  one.before,
                      {},        {}, one.fault == DelegateFault::missing};
      const std::vector<HttpMatch>& match = written[one.entry].match;
      for (const HttpMatch& each : match)
        if (stopped_by(each, gateway, server.declared, out_.workload) ==
            Filter::none)
          entry.match.push_back(each);
      if (one.before > end || (entry.match.empty() && !match.empty())) continue;
      for (std::string_view host : shared.hosts)
        entry.hosts.push_back(lower(host));
      dead_.push_back(std::move(entry));
    }
  }

  Route route_of(VirtualServiceId service, std::size_t rule,
                 const HttpRoute& entry, HttpMatch match,
                 std::uint32_t declared) const {
    Route route;
    route.virtual_service = service;
    route.rule = rule;
    const EntryPlace& place = bindings_[service].places[rule];
    route.written_in = place.service;
    route.entry = place.entry;
    route.match = std::move(match);
    route.match.without_wants_header = without_wants_header_;
    route.declared = declared;
    route.range = entry.range;
    route.path = entry.path;
    if (entry.redirect) {
      route.action = RouteAction::redirect;
      route.redirect = entry.redirect;
      route.names_default_port = names_default_port_;
    } else if (entry.direct_status) {
      route.action = RouteAction::direct;
      route.direct_status = *entry.direct_status;
    } else {
      route.abort = entry.abort;
      route.cors_origins = entry.cors_origins;
      route.clusters = clusters_of(entry.route, bindings_, declared,
                                   out_.workload.namespace_);
    }
    return route;
  }

  std::optional<RouteRefusal> refusal_of(
      const RouteConfiguration& routes) const {
    for (const VirtualHost& host : routes.virtual_hosts)
      for (const Route& one : host.routes)
        if (auto found = route_refusal(
                bindings_[one.virtual_service].http[one.rule], one.match)) {
          found->virtual_service = one.virtual_service;
          return found;
        }
    return domain_twice();
  }

  /// Those that take every request come last.
  [[nodiscard]] std::vector<Route> routes_of(const Draft& draft) const {
    std::vector<Route> routes;
    for (std::size_t one : draft.contributions)
      routes.insert(routes.end(), contributed_[one].begin(),
                    contributed_[one].end());
    std::stable_partition(routes.begin(), routes.end(),
                          [](const Route& r) { return !r.catch_all(); });
    return routes;
  }

  /// Virtual hosts with the same routes become one.
  void collapse(std::vector<VirtualHost>& hosts) {
    std::vector<std::string_view> order;
    order.reserve(drafts_.size());
    for (const auto& [host, draft] : drafts_) order.emplace_back(host);
    std::sort(order.begin(), order.end(), more_specific);
    std::map<std::vector<std::size_t>, std::size_t> last;
    for (std::string_view host : order) {
      const Draft& draft = drafts_.find(host)->second;
      const auto at = last.find(draft.contributions);
      if (at != last.end() &&
          hosts[at->second].require_tls == draft.require_tls) {
        hosts[at->second].domains.push_back(lower(host));
        continue;
      }
      last[draft.contributions] = hosts.size();
      hosts.push_back({fmt::format("{}:{}", host, draft.declared),
                       {lower(host)},
                       draft.require_tls,
                       routes_of(draft)});
    }
    std::stable_sort(hosts.begin(), hosts.end(),
                     [](const VirtualHost& a, const VirtualHost& b) {
                       return a.name < b.name;
                     });
  }

  const Mesh& mesh_;
  const Bindings& bindings_;
  bool lowers_services_, lowers_redirects_, names_default_port_,
      without_wants_header_;
  const Effective& out_;
  std::map<std::string, Draft, std::less<>> drafts_;
  /// Index into `contributed_`.
  std::map<std::pair<GatewayId, VirtualServiceId>, std::size_t> known_;
  std::vector<std::vector<Route>> contributed_;
  std::vector<DeadEntry> dead_;
};

}  // namespace

std::vector<Cluster> clusters_of(const std::vector<Destination>& destinations,
                                 const Bindings& bindings,
                                 std::uint32_t declared_port,
                                 std::string_view workload_namespace) {
  const auto name_of = [&](const Destination& one) {
    return cluster_name(one, bindings, declared_port, workload_namespace);
  };
  if (destinations.size() == 1) return {{name_of(destinations[0]), {}}};
  std::vector<Cluster> clusters;
  for (const Destination& one : destinations)
    if (one.weight > 0) clusters.push_back({name_of(one), one.weight});
  return clusters;
}

bool names_gateway(const List<std::string>& gateways,
                   const std::string& gateway) {
  return std::any_of(gateways.begin(), gateways.end(),
                     [&](const auto& one) { return *one == gateway; });
}

Filter stopped_by(const HttpMatch& match, const std::string& gateway,
                  std::uint32_t declared_port, const Workload& workload) {
  if (match.port != 0 && match.port != declared_port) return Filter::port;
  if (!match.gateways.empty())
    return names_gateway(match.gateways, gateway) ? Filter::none
                                                  : Filter::gateways;
  const bool source = is_subset(match.source_labels, workload.labels) &&
                      (match.source_namespace.empty() ||
                       match.source_namespace == workload.namespace_);
  return source ? Filter::none : Filter::source;
}

Filter stopped_by(const L4Match& match, const std::string& gateway,
                  std::uint32_t declared_port) {
  if (match.port != 0 && match.port != declared_port) return Filter::port;
  return match.gateways.empty() || names_gateway(match.gateways, gateway)
             ? Filter::none
             : Filter::gateways;
}

bool fits(const L4Route& route, const std::string& gateway,
          std::uint32_t declared_port) {
  return route.match.empty() ||
         std::any_of(
             route.match.begin(), route.match.end(), [&](const L4Match& match) {
               return stopped_by(match, gateway, declared_port) == Filter::none;
             });
}

std::vector<TcpEntry> tcp_entries(const Mesh& mesh, const Bindings& bindings,
                                  const ServerIn& server, std::string_view ns,
                                  std::size_t most) {
  std::vector<TcpEntry> found;
  const std::string gateway = mesh.gateways[server.gateway].full_name();
  for (const SharedHosts& one : bindings.bound_to(gateway, server.hosts, ns))
    for (const L4Route& route : bindings[one.id].tcp) {
      if (found.size() == most) return found;
      if (fits(route, gateway, server.declared) && !route.route.empty())
        found.push_back({one.id, &route});
    }
  return found;
}

bool Route::catch_all() const {
  const bool any_path =
      !match.uri ||
      (match.uri->kind == StringMatch::prefix && match.uri->value == "/") ||
      (match.uri->kind == StringMatch::regex && match.uri->value == ".*");
  return any_path && match.headers.empty() && match.without_headers.empty() &&
         match.query_params.empty() && !match.method && !match.authority &&
         !match.scheme;
}

void build_routes(
    const Mesh& mesh, const Bindings& bindings, IstioVersion version,
    const std::map<std::string, std::vector<ServerId>>& servers_by_name,
    Effective& out) {
  Builder builder(mesh, bindings, version, out);
  for (const auto& [name, servers] : servers_by_name)
    if (!name.empty() && !servers.empty())
      out.routes.push_back(builder.build(name, servers));
}

}  // namespace asmgw
