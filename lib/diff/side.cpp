// Which server is where on which workload.
#include "diff/side.h"

#include "listen/binding.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

namespace asmgw {

const MeshGateway& SideServer::owner() const {
  return side->mesh->gateways[gateway];
}

const Effective& SideServer::workload(const Seen& at) const {
  return side->workloads[at.workload];
}

const ServerIn& SideServer::in(const Seen& at) const {
  return workload(at).servers[at.id];
}

bool SideServer::live() const {
  return std::any_of(seen.begin(), seen.end(),
                     [&](const Seen& at) { return !in(at).drop.at_merge(); });
}

const Seen* SideServer::first() const {
  const auto found =
      std::find_if(seen.begin(), seen.end(),
                   [&](const Seen& at) { return !in(at).drop.at_merge(); });
  if (found != seen.end()) return &*found;
  return seen.empty() ? nullptr : &seen.front();
}

const ServerIn* SideServer::facts() const {
  return seen.empty() ? nullptr : &in(*first());
}

std::string SideServer::label() const {
  const Server& server = field->value;
  if (!given(server.port)) return fmt::format("servers[{}]", index);
  const Port& port = *server.port;
  return fmt::format("{}/{}", *port.number, *port.protocol);
}

void DiffSide::find_servers() {
  servers.assign(mesh->gateways.size(), {});
  for (GatewayId id = 0; id < mesh->gateways.size(); ++id) {
    by_name_.try_emplace(mesh->gateways[id].full_name(), id);
    const List<Server>& all = *mesh->gateways[id].spec().servers;
    for (std::uint32_t i = 0; i < all.size(); ++i)
      servers[id].push_back({this, id, i, &all[i], {}, {}});
  }
  on_.resize(workloads.size());
  tls_hosts_.resize(workloads.size());
  workloads_of_.resize(mesh->gateways.size());
  for (std::size_t at = 0; at < workloads.size(); ++at) {
    for (ServerId id = 0; id < workloads[at].servers.size(); ++id)
      find_listener(at, id);
    for (const EffectiveListener& one : workloads[at].listeners)
      if (!one.quic) on_[at][one.name].made = &one;
    for (GatewayId id : workloads[at].gateways) workloads_of_[id].push_back(at);
  }
  find_names();
  find_places();
}

void DiffSide::find_names() {
  for (VirtualServiceId id = 0; id < mesh->virtual_services.size(); ++id) {
    const VirtualService& service = mesh->virtual_services[id];
    for (const Field<std::string>& one : *service.gateways) {
      auto& all = naming_[resolved_gateway(*one, service.head.namespace_)];
      if (all.empty() || all.back() != id) all.push_back(id);
    }
  }
}

void DiffSide::find_places() {
  for (GatewayId id = 0; id < mesh->gateways.size(); ++id) {
    const Range& whole = mesh->gateways[id].whole;
    gateways_at_.try_emplace({whole.file, whole.begin}, id);
    for (const SideServer& server : servers[id]) {
      const Range& range = server.field->range;
      servers_at_.try_emplace({range.file, range.begin}, &server);
    }
  }
}

namespace {

/// The last that begins at or before a place.
template <class Map>
auto last_before(const Map& all, const Range& place) {
  const auto behind = all.upper_bound({place.file, place.begin});
  return behind == all.begin() ? all.end() : std::prev(behind);
}

}  // namespace

std::span<const SideServer> DiffSide::servers_at(Range place) const {
  const auto gateway = last_before(gateways_at_, place);
  if (gateway == gateways_at_.end() ||
      !encloses(mesh->gateways[gateway->second].whole, place))
    return {};
  const auto server = last_before(servers_at_, place);
  if (server != servers_at_.end() &&
      encloses(server->second->field->range, place))
    return {server->second, 1};
  return servers[gateway->second];
}

const std::vector<VirtualServiceId>& DiffSide::naming(
    const std::string& gateway) const {
  static const std::vector<VirtualServiceId> none;
  const auto at = naming_.find(gateway);
  return at == naming_.end() ? none : at->second;
}

void DiffSide::find_listener(std::size_t workload, ServerId id) {
  const ServerIn& server = workloads[workload].servers[id];
  const std::string name = listener_name(server);
  SideServer& one = servers[server.gateway][server.index];
  one.seen.push_back({workload, id});
  one.listeners.insert(workloads[workload].workload.id + ' ' + name);
  ListenerServers& listener = on_[workload][name];
  listener.all.push_back(id);
  if (server.drop.at_merge()) return;
  listener.live = true;
  LiveHosts& hosts = server.is_tls_server() ? listener.tls : listener.plain;
  for (const ServedHost& host : server.hosts) {
    if (server.is_tls_server()) tls_hosts_[workload].add(host.dns(), id);
    hosts.add(host.dns(), {&server, &host});
  }
}

const SideServer& DiffSide::server(std::size_t workload, ServerId id) const {
  const ServerIn& one = workloads[workload].servers[id];
  return servers[one.gateway][one.index];
}

const MeshGateway* DiffSide::find(const std::string& full_name) const {
  const auto found = by_name_.find(full_name);
  return found == by_name_.end() ? nullptr : &mesh->gateways[found->second];
}

const ListenerServers& DiffSide::on(std::size_t workload,
                                    const std::string& listener) const {
  static const ListenerServers none;
  const auto found = on_[workload].find(listener);
  return found == on_[workload].end() ? none : found->second;
}

std::string listener_name(const ServerIn& server) {
  return fmt::format("{}_{}", server.address(), server.port);
}

}  // namespace asmgw
