// Indexes and places.
#include "resolve/scene.h"

#include "base/text.h"
#include "listen/binding.h"
#include "listen/same_address.h"
#include "listen/workloads.h"
#include "resolve/request.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

constexpr std::size_t most_names = 3;    // of a list that is written out
constexpr std::size_t most_servers = 4;  // whose VirtualServices are looked at

template <class Map>
const typename Map::mapped_type& at_or_empty(
    const Map& map, const typename Map::key_type& key) {
  static const typename Map::mapped_type none;
  const auto at = map.find(key);
  return at == map.end() ? none : at->second;
}

ServiceLeads leads_of(Surroundings& surroundings, const Effective& effective) {
  const auto ports_of = [&](const std::string& name) {
    const Service* service = surroundings.service(name);
    return service ? std::span(service->ports) : std::span<const ServicePort>();
  };
  ServiceLeads leads;
  const auto add = [&](const std::string& service, std::uint32_t port,
                       std::uint32_t target, std::optional<Range> range) {
    std::vector<ServiceLead>& all = leads[port];
    if (std::none_of(all.begin(), all.end(), [&](const ServiceLead& one) {
          return one.service == service;
        }))
      all.push_back({service, target, range});
  };
  for (const ServiceTarget& one : effective.targets) {
    if (one.udp) continue;
    std::optional<Range> range;
    for (const ServicePort& port : ports_of(one.service))
      if (port.port == one.port && port.protocol != "UDP" && !range)
        range = place_in(port.range);
    add(one.service, one.port, one.target, range);
  }
  // istiod keeps one of the ports that lead to the same place; all of them are
  // open.
  for (const ServiceTarget& one : effective.targets)
    for (const ServicePort& port : ports_of(one.service)) {
      if (port.protocol == "UDP") continue;
      if (const auto target =
              target_of(port, effective.workload.container_ports))
        add(one.service, port.port, *target, place_in(port.range));
    }
  return leads;
}

}  // namespace

RoutesByPath::RoutesByPath(const std::vector<Route>& routes) {
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const HttpMatch& match = routes[i].match;
    const bool plain = match.uri && !match.ignore_uri_case;
    if (plain && match.uri->kind == StringMatch::exact) {
      exact_[match.uri->value].push_back(i);
    } else if (plain && match.uri->kind == StringMatch::prefix) {
      prefix_[match.uri->value].push_back(i);
      lengths_.insert(match.uri->value.size());
    } else {
      others_.push_back(i);
    }
  }
}

std::vector<std::size_t> RoutesByPath::asking_for(
    const std::string& path) const {
  std::vector<std::size_t> found;
  const auto add = [&](const ByText& all, const std::string& text) {
    const auto at = all.find(text);
    if (at != all.end())
      found.insert(found.end(), at->second.begin(), at->second.end());
  };
  add(exact_, path);
  for (std::size_t length : lengths_) {
    if (length > path.size()) break;
    add(prefix_, path.substr(0, length));
  }
  std::sort(found.begin(), found.end());
  return found;
}

const Service* Surroundings::service(const std::string& full_name) {
  if (!services_) {
    services_.emplace();
    for (const Service& one : mesh_.services)
      services_->try_emplace(asmgw::full_name(one.head), &one);
  }
  const auto at = services_->find(full_name);
  return at == services_->end() ? nullptr : at->second;
}

bool Surroundings::has_pod(const std::string& name) {
  if (!pods_) {
    pods_.emplace();
    for (const PodTemplate& one : mesh_.pods)
      if (one.head.kind == "Pod") pods_->insert(full_name(one.head));
  }
  return pods_->contains(name);
}

const Destinations& Surroundings::destinations() {
  if (!destinations_) destinations_.emplace(mesh_, complete_);
  return *destinations_;
}

/// The second stands on the first.
struct Surroundings::Binding {
  Binding(const Mesh& mesh, IstioVersion version)
      : bindings(mesh, version), misses(mesh, bindings) {}
  Bindings bindings;
  NearMisses misses;
};

const Surroundings::Binding& Surroundings::binding() {
  if (!binding_) binding_ = std::make_shared<const Binding>(mesh_, version_);
  return *binding_;
}

const Bindings& Surroundings::bindings() { return binding().bindings; }

const NearMisses& Surroundings::near_misses() { return binding().misses; }

std::optional<Range> Surroundings::place_of(VirtualServiceId id,
                                            std::string_view domain) {
  const auto [at, fresh] = domains_.try_emplace(id);
  if (fresh) {
    const VirtualService& service = mesh_.virtual_services[id];
    for (const Field<std::string>& host : *service.hosts)
      at->second.try_emplace(
          lower(complete_host(*host, service.head.namespace_)), host.range);
  }
  const auto found = at->second.find(lower(domain));
  return found == at->second.end() ? std::nullopt : place_in(found->second);
}

Scene::Scene(const Effective& workload, const Mesh& given,
             const MeshSettings& chosen, std::shared_ptr<Surroundings> shared)
    : effective(workload),
      mesh(given),
      settings(chosen),
      surroundings(std::move(shared)) {
  for (const EffectiveListener& one : effective.listeners)
    if (!one.quic) listeners_[one.port].push_back(&one);
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    servers_[server.port].push_back(id);
    if (server.declared != server.port) servers_[server.declared].push_back(id);
    if (server.drop.reason == DropReason::none) continue;
    for (const ServedHost& host : server.hosts)
      dropped_[server.port].add(host.dns(), id);
  }
}

bool Scene::lacks_routes() const { return asmgw::lacks_routes(mesh, settings); }

const std::vector<const EffectiveListener*>& Scene::listeners_on(
    std::uint32_t port) {
  return at_or_empty(listeners_, port);
}

const std::vector<ServerId>& Scene::servers_on(std::uint32_t port) {
  return at_or_empty(servers_, port);
}

const PortGaps& Scene::gaps_of(std::uint32_t port) {
  const auto [at, is_new] = gaps_.try_emplace(port);
  PortGaps& gaps = at->second;
  if (!is_new) return gaps;
  for (const EffectiveListener* one : listeners_on(port)) {
    gaps.kind = chains_not_given(effective, mesh, settings, *one);
    if (gaps.kind.empty()) continue;
    gaps.not_given = one;
    break;
  }
  for (ServerId id : servers_on(port)) {
    const ServerIn& server = effective.servers[id];
    if (server.drop.at_merge() || server.port != port)
      gaps.astray.push_back(id);
    else if (server.drop.reason == DropReason::no_filter_chain)
      gaps.waiting.push_back(id);
  }
  return gaps;
}

const std::vector<ActingPolicy>& Scene::policies() {
  if (!policies_) policies_ = acting_policies(mesh, effective.workload);
  return *policies_;
}

std::vector<NearMiss> Scene::near_misses(std::span<const ServerId> servers,
                                         std::string_view host) {
  std::vector<NearMiss> all;
  for (ServerId id : servers.first(std::min(servers.size(), most_servers)))
    for (NearMiss& one : surroundings->near_misses().of(
             effective.workload, effective.servers[id], host)) {
      const auto at = std::ranges::find_if(
          all, [&](const NearMiss& other) { return other.id == one.id; });
      if (at == all.end())
        all.push_back(std::move(one));
      else if (at->cause < one.cause)
        *at = std::move(one);
    }
  std::ranges::stable_sort(all, [](const NearMiss& a, const NearMiss& b) {
    return a.cause > b.cause;
  });
  all.resize(std::min(all.size(), most_names));
  return all;
}

const std::vector<TcpEntry>& Scene::tcp_entries_of(const Chain& chain) {
  const auto [at, fresh] = tcp_entries_.try_emplace(&chain);
  if (fresh)
    at->second = tcp_entries(mesh, surroundings->bindings(),
                             effective.servers[chain.servers.front()],
                             effective.workload.namespace_, most_names + 1);
  return at->second;
}

const HostIndex<const DeadEntry*>& Scene::dead_of(
    const RouteConfiguration& routes) {
  const auto [at, fresh] = dead_.try_emplace(&routes);
  if (fresh)
    for (const DeadEntry& one : routes.dead_entries)
      for (const std::string& host : one.hosts) at->second.add(host, &one);
  return at->second;
}

std::span<const ServerId> Scene::dropped_on(std::uint32_t port,
                                            std::string_view host) {
  return at_or_empty(dropped_, port).at(host);
}

const std::set<std::uint32_t>& Scene::listened_ports() {
  if (listened_) return *listened_;
  listened_.emplace();
  for (const EffectiveListener& one : effective.listeners)
    if (one.state != ListenerState::omitted && !one.quic)
      listened_->insert(one.port);
  return *listened_;
}

const ServiceLeads& Scene::service_ports() {
  if (!leads_) leads_ = leads_of(*surroundings, effective);
  return *leads_;
}

const ChainIndex& Scene::names_of(const EffectiveListener& listener) {
  const auto [at, fresh] = names_.try_emplace(&listener);
  if (fresh) at->second = chains_by_name(listener);
  return at->second;
}

const HostIndex<const VirtualHost*>& Scene::domains_of(
    const RouteConfiguration& routes) {
  const auto [at, fresh] = domains_.try_emplace(&routes);
  if (!fresh) return at->second;
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& domain : host.domains)
      at->second.add(domain, &host);
  return at->second;
}

const HostIndex<ServerHost>& Scene::served_by(
    const RouteConfiguration& routes) {
  const auto [at, fresh] = served_.try_emplace(&routes);
  if (!fresh) return at->second;
  for (ServerId id : routes.servers)
    for (const ServedHost& one : effective.servers[id].hosts)
      at->second.add(one.dns(), {&effective.servers[id], &one});
  return at->second;
}

const RoutesByPath& Scene::routes_of(const VirtualHost& host) {
  return routes_.try_emplace(&host, host.routes).first->second;
}

void Scene::find_sockets() {
  sockets_.emplace();
  for (const EffectiveListener& one : effective.listeners) {
    if (one.quic || one.state == ListenerState::omitted) continue;
    // As it is written for the one of all addresses, which no request names.
    const bool all = one.address == "0.0.0.0" || one.address == "::";
    const auto address =
        all ? '*' + one.address : canonical_address(one.address);
    if (address) sockets_->try_emplace({one.port, *address}, &one);
  }
}

const EffectiveListener* Scene::bound_to(std::uint32_t port,
                                         const std::string& address) {
  if (!sockets_) find_sockets();
  const auto at = sockets_->find({port, address});
  return at == sockets_->end() ? nullptr : at->second;
}

const EffectiveListener* Scene::taking_all(std::uint32_t port,
                                           std::string_view family) {
  return bound_to(port, '*' + std::string(family));
}

const EffectiveListener* Scene::same_address_as(
    const EffectiveListener& listener) {
  if (!same_addresses_) {
    same_addresses_.emplace();
    for (const auto& [first, later] : same_addresses(effective)) {
      same_addresses_->try_emplace(first, later);
      same_addresses_->try_emplace(later, first);
    }
  }
  const auto at = same_addresses_->find(&listener);
  return at == same_addresses_->end() ? nullptr : at->second;
}

std::optional<Range> Scene::host_place(const ServerIn& server,
                                       std::string_view host) {
  const auto [at, fresh] = places_.try_emplace(&server);
  if (fresh)
    for (const ServedHost& one : server.hosts)
      if (one.field) at->second.add_first(one.dns(), one.field->range);
  const auto found = at->second.at(host);
  return found.empty() ? std::nullopt : place_in(found.front());
}

const ServerIn* Scene::server_of(const Chain& chain, std::string_view host) {
  const std::size_t none = chain.servers.size();
  const auto [at, fresh] = chain_servers_.try_emplace(&chain);
  if (fresh)
    for (std::size_t i = 0; i < none; ++i)
      for (const ServedHost& one : effective.servers[chain.servers[i]].hosts)
        at->second.add_first(one.dns(), i);
  std::size_t first = none;
  at->second.any_related(host, [&](std::size_t server) {
    first = std::min(first, server);
    return first == 0;
  });
  return first == none ? nullptr : &effective.servers[chain.servers[first]];
}

bool Scene::has_own_port_name(const ServerIn& server) {
  if (server.port_name.empty()) return false;
  if (!port_names_) {
    port_names_.emplace();
    for (const ServerIn& one : effective.servers)
      ++(*port_names_)[{one.gateway, one.port_name}];
  }
  return (*port_names_)[{server.gateway, server.port_name}] == 1;
}

std::optional<Range> place_in(Range range) {
  return range.begin < range.end ? std::optional(range) : std::nullopt;
}

std::optional<Range> port_place(const ServerIn& server) {
  if (!server.field) return std::nullopt;
  const Port& port = *server->port;
  return place_in(given(port.number) ? port.number.range : server->port.range);
}

std::string names_text(const Chain& chain) {
  if (chain.sni.empty()) return "*";
  std::string out;
  for (std::size_t i = 0; i < std::min(chain.sni.size(), most_names); ++i)
    out += (i == 0 ? "" : ", ") + chain.sni[i];
  if (chain.sni.size() > most_names)
    out += fmt::format(", +{} more", chain.sni.size() - most_names);
  return out;
}

}  // namespace asmgw
