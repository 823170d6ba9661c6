// Which server is where on which workload.
#include "diff/side.h"

#include <fmt/core.h>

#include <algorithm>

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
    const List<Server>& all = *mesh->gateways[id].spec().servers;
    for (std::uint32_t i = 0; i < all.size(); ++i)
      servers[id].push_back({this, id, i, &all[i], {}});
  }
  for (std::size_t at = 0; at < workloads.size(); ++at)
    for (ServerId id = 0; id < workloads[at].servers.size(); ++id) {
      const ServerIn& server = workloads[at].servers[id];
      servers[server.gateway][server.index].seen.push_back({at, id});
    }
}

const MeshGateway* DiffSide::find(const std::string& full_name) const {
  const auto found = std::find_if(
      mesh->gateways.begin(), mesh->gateways.end(),
      [&](const MeshGateway& one) { return one.full_name() == full_name; });
  return found == mesh->gateways.end() ? nullptr : &*found;
}

std::string listener_name(const ServerIn& server) {
  return fmt::format("{}_{}", server.address(), server.port);
}

std::set<std::string> listeners_of(const SideServer& server) {
  std::set<std::string> names;
  for (const Seen& at : server.seen)
    names.insert(server.workload(at).workload.id + ' ' +
                 listener_name(server.in(at)));
  return names;
}

}  // namespace asmgw
