// Names first, then exportTo, then the routes.
#include "listen/near_miss.h"

#include "base/text.h"
#include "listen/routing.h"
#include "model/host.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

/// What is looked at and what is told, at most.
constexpr std::size_t most_hosts = 16, most_candidates = 64, most_told = 3;

bool have_common_name(std::string_view a, std::string_view b) {
  return is_host_subset(a, b) || is_host_subset(b, a);
}

MissCause cause_of(const ServedHost& served, std::string_view host,
                   std::string_view ns, bool& common) {
  const auto scope = split_host(served.text).namespace_;
  const bool sees = !scope || *scope == ns;
  common = sees && have_common_name(served.dns(), host);
  return sees ? MissCause::letter_case : MissCause::host_namespace;
}

/// The wildcard just above, or the name that the wildcard stands above.
const ServedHost* apex_of(const ServedHosts& served, std::string_view host) {
  const auto found = host.starts_with("*.")
                         ? served.at(host.substr(2))
                         : served.at("*." + std::string(host));
  return found.empty() ? nullptr : found.front();
}

NearMiss made(VirtualServiceId id, MissCause cause, std::string words,
              Range range) {
  return {id, cause, std::move(words), range};
}

std::string_view name_in(std::string_view gateway) {
  return gateway.substr(gateway.find('/') + 1);
}

bool is_of_mesh(std::string_view host) {
  return host == "*" || host.ends_with(".svc.cluster.local");
}

std::string_view routes_for(Handling kind) {
  if (speaks_http(kind)) return "http";
  return kind == Handling::passthrough ? "tls" : "tcp";
}

/// What of one VirtualService does not fit one server.
class RouteMiss {
 public:
  RouteMiss(const Mesh& mesh, const Bindings& bindings,
            const Workload& workload, const ServerIn& server,
            VirtualServiceId id)
      : mesh_(mesh),
        bound_(bindings[id]),
        service_(mesh.virtual_services[id]),
        workload_(workload),
        server_(server),
        gateway_(mesh.gateways[server.gateway].full_name()),
        id_(id) {}

  std::optional<NearMiss> find() {
    const Handling kind = server_.kind();
    if (kind == Handling::auto_passthrough) return std::nullopt;
    const bool fits = speaks_http(kind)               ? http_fits()
                      : kind == Handling::passthrough ? tls_fits()
                                                      : tcp_fits();
    if (fits) return std::nullopt;
    if (found_) return found_;
    return made(id_, MissCause::route_kind,
                fmt::format("has no {} routes, and the server looks at no "
                            "others",
                            routes_for(kind)),
                service_.hosts.range);
  }

 private:
  bool http_fits() {
    for (std::size_t rule = 0; rule < bound_.http.size(); ++rule) {
      const HttpRoute& entry = bound_.http[rule];
      if (entry.match.empty()) return true;
      const EntryPlace& place = bound_.places[rule];
      const std::string name = place.service == id_
                                   ? fmt::format("http[{}]", place.entry)
                                   : name_of(mesh_, place);
      for (const HttpMatch& match : entry.match)
        if (passes(stopped_by(match, gateway_, server_.declared, workload_),
                   name, match.port, match.gateways, match.range))
          return true;
    }
    if (!found_ && !bound_.dead.empty()) {
      const DeadDelegate& dead = bound_.dead.front();
      const HttpRoute& entry = service_.http[dead.entry];
      found_ = made(id_, MissCause::delegate,
                    fmt::format("http[{}] comes to nothing: {}", dead.entry,
                                words_of(dead, mesh_, id_)),
                    entry.delegate ? entry.delegate->range : entry.range);
    }
    return false;
  }

  bool tls_fits() { return any_fits(bound_.tls, "tls"); }
  bool tcp_fits() { return any_fits(bound_.tcp, "tcp"); }

  bool any_fits(const std::vector<L4Route>& routes, std::string_view kind) {
    for (std::size_t i = 0; i < routes.size(); ++i) {
      if (routes[i].route.empty()) continue;
      const std::string name = fmt::format("{}[{}]", kind, i);
      for (const L4Match& match : routes[i].match)
        if (passes(stopped_by(match, gateway_, server_.declared), name,
                   match.port, match.gateways, match.range))
          return true;
      if (!routes[i].match.empty()) continue;
      if (kind == "tcp") return true;
      keep(MissCause::route_kind, name + " has no match with sniHosts",
           routes[i].range);
    }
    return false;
  }

  bool passes(Filter stopped, const std::string& name, std::uint32_t port,
              const List<std::string>& gateways, Range range) {
    switch (stopped) {
      case Filter::none:
        return true;
      case Filter::port:
        keep(MissCause::port,
             fmt::format("{} asks for port {}, the server is {} (match.port is "
                         "the number of the server)",
                         name, port, server_.declared),
             range);
        break;
      case Filter::gateways:
        keep(MissCause::gateways,
             fmt::format("{} is for Gateway {} only", name,
                         visible(*gateways.front())),
             gateways.front().range);
        break;
      case Filter::source:
        keep(MissCause::source,
             name + " is for workloads that the gateway pods are not", range);
    }
    return false;
  }

  /// The first of the nearest.
  void keep(MissCause cause, std::string words, Range range) {
    if (!found_ || found_->cause < cause)
      found_ = made(id_, cause, std::move(words), range);
  }

  const Mesh& mesh_;
  const BoundService& bound_;
  const VirtualService& service_;
  const Workload& workload_;
  const ServerIn& server_;
  std::string gateway_;
  VirtualServiceId id_;
  std::optional<NearMiss> found_;
};

}  // namespace

std::string HostMiss::words(std::string_view ns) const {
  switch (cause) {
    case MissCause::host_namespace:
      return fmt::format(
          "is in namespace {}, and host {} of the server lets in namespace {} "
          "only",
          visible(ns), in_quotes(served->text),
          visible(split_host(served->text).namespace_.value_or("")));
    case MissCause::letter_case:
      return fmt::format("has host {}, the server {}: letter case counts",
                         in_quotes(host), in_quotes(served->dns()));
    case MissCause::apex:
      return host.starts_with("*.")
                 ? fmt::format("has host {}, which does not cover {} itself",
                               in_quotes(host), in_quotes(served->dns()))
                 : fmt::format("has host {}, which {} does not cover",
                               in_quotes(host), in_quotes(served->dns()));
    default:
      return fmt::format("has host {}, and the server has not",
                         in_quotes(host));
  }
}

std::optional<HostMiss> host_miss(const ServedHosts& served,
                                  std::string_view host, std::string_view ns) {
  HostMiss nearest{MissCause::other_host, nullptr, host};
  bool common = false;
  std::size_t seen = 0;
  served.any_related(host, [&](const ServedHost* one) {
    const MissCause cause = cause_of(*one, host, ns, common);
    if (!nearest.served || nearest.cause < cause) nearest = {cause, one, host};
    return common || ++seen == most_candidates;
  });
  if (common) return std::nullopt;
  if (nearest.served) return nearest;
  if (const ServedHost* apex = apex_of(served, host))
    nearest = {MissCause::apex, apex, host};
  return nearest;
}

NearMisses::NearMisses(const Mesh& mesh, const Bindings& bindings)
    : mesh_(mesh), bindings_(bindings) {
  for (VirtualServiceId id = 0; id < mesh.virtual_services.size(); ++id)
    for (const std::string& host : bindings[id].hosts)
      hosts_.add(host, {id, host});
}

const ServedHosts& NearMisses::hosts_of(const ServerIn& server) const {
  const auto [at, fresh] = served_.try_emplace(&server);
  if (fresh)
    for (const ServedHost& host : server.hosts)
      at->second.add(host.dns(), &host);
  return at->second;
}

NearMisses::Candidates NearMisses::candidates(const ServerIn& server,
                                              std::string_view host) const {
  Candidates all;
  const auto add = [&](const Place& place) {
    all.push_back(place);
    return all.size() == most_candidates;
  };
  if (!host.empty()) {
    hosts_.any_covering(host, [&](const auto& found) {
      return std::any_of(found.all.begin(), found.all.end(), add);
    });
    return all;
  }
  const std::size_t hosts = std::min(server.hosts.size(), most_hosts);
  for (std::size_t i = 0; i < hosts && all.size() < most_candidates; ++i) {
    const std::string_view dns = server.hosts[i].dns();
    hosts_.any_related(dns, add);
    if (dns.starts_with("*."))
      for (const Place& place : hosts_.at(dns.substr(2)))
        if (all.size() < most_candidates) all.push_back(place);
  }
  return all;
}

std::optional<NearMiss> NearMisses::of_gateways(const std::string& gateway,
                                                const Place& place) const {
  const VirtualService& service = mesh_.virtual_services[place.id];
  const std::vector<std::string>& named = bindings_[place.id].gateways;
  const Range range =
      given(service.gateways) ? service.gateways.range : service.hosts.range;
  std::string first;
  for (const std::string& one : named) {
    if (one == "mesh") continue;
    if (name_in(one) == name_in(gateway))
      return made(place.id, MissCause::namesake,
                  fmt::format("names Gateway {}, and this is {}", visible(one),
                              gateway),
                  range);
    if (first.empty()) first = visible(one);
  }
  if (!first.empty())
    return made(place.id, MissCause::other_gateway,
                fmt::format("names Gateway {}, not {}", first, gateway), range);
  if (is_of_mesh(place.host)) return std::nullopt;
  return made(place.id, MissCause::mesh_only,
              given(service.gateways)
                  ? "is for sidecars: its gateways are \"mesh\" alone"
                  : "names no Gateway: without gateways it is for sidecars",
              range);
}

std::optional<NearMiss> NearMisses::judge(const Workload& workload,
                                          const ServerIn& server,
                                          const Place& place) const {
  const BoundService& bound = bindings_[place.id];
  const std::string gateway = mesh_.gateways[server.gateway].full_name();
  if (std::find(bound.gateways.begin(), bound.gateways.end(), gateway) ==
      bound.gateways.end())
    return of_gateways(gateway, place);
  const VirtualService& service = mesh_.virtual_services[place.id];
  if (const auto miss =
          host_miss(hosts_of(server), place.host, service.head.namespace_)) {
    Range range = service.hosts.range;
    for (const Field<std::string>& host : *service.hosts)
      if (complete_host(*host, service.head.namespace_) == place.host)
        range = host.range;
    return made(place.id, miss->cause, miss->words(service.head.namespace_),
                range);
  }
  return of_bound(workload, server, place.id);
}

std::optional<NearMiss> NearMisses::of_bound(const Workload& workload,
                                             const ServerIn& server,
                                             VirtualServiceId id) const {
  if (!bindings_.rank(id, workload.namespace_))
    return made(id, MissCause::not_exported,
                fmt::format("is not exported to namespace {}, where the "
                            "gateway pods {}run",
                            visible(workload.namespace_),
                            workload.inferred ? "are taken to " : ""),
                mesh_.virtual_services[id].export_to.range);
  return RouteMiss(mesh_, bindings_, workload, server, id).find();
}

std::vector<NearMiss> NearMisses::of(const Workload& workload,
                                     const ServerIn& server,
                                     std::string_view host) const {
  std::vector<NearMiss> all;
  for (const Place& place : candidates(server, host)) {
    auto miss = judge(workload, server, place);
    if (!miss || (host.empty() && miss->cause == MissCause::other_gateway))
      continue;
    const auto at =
        std::find_if(all.begin(), all.end(),
                     [&](const NearMiss& one) { return one.id == place.id; });
    if (at == all.end())
      all.push_back(std::move(*miss));
    else if (at->cause < miss->cause)
      *at = std::move(*miss);
  }
  std::stable_sort(
      all.begin(), all.end(),
      [](const NearMiss& a, const NearMiss& b) { return a.cause > b.cause; });
  if (all.size() > most_told) all.resize(most_told);
  return all;
}

}  // namespace asmgw
