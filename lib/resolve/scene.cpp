// Indexes and places.
#include "resolve/scene.h"

#include "base/text.h"
#include "listen/binding.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <span>

namespace asmgw {
namespace {

constexpr std::size_t most_names = 3;  // of a list that is written out

template <class Map>
const typename Map::mapped_type& at_or_empty(
    const Map& map, const typename Map::key_type& key) {
  static const typename Map::mapped_type none;
  const auto at = map.find(key);
  return at == map.end() ? none : at->second;
}

std::unordered_set<std::string> service_hosts(const Mesh& mesh) {
  std::unordered_set<std::string> hosts;
  for (const Service& one : mesh.services)
    hosts.insert(complete_host(one.head.name, one.head.namespace_));
  for (const ServiceEntry& one : mesh.service_entries)
    hosts.insert(one.hosts.begin(), one.hosts.end());
  return hosts;
}

std::map<std::uint32_t, ServiceLead> leads_of(const Mesh& mesh,
                                              const Effective& effective) {
  std::unordered_map<std::string, const Service*> services;
  for (const Service& one : mesh.services)
    services.try_emplace(full_name(one.head), &one);
  const auto ports_of = [&](const std::string& service) {
    const auto at = services.find(service);
    return at == services.end() ? std::span<const ServicePort>()
                                : std::span(at->second->ports);
  };
  std::map<std::uint32_t, ServiceLead> leads;
  for (const ServiceTarget& one : effective.targets) {
    if (one.udp) continue;
    std::optional<Range> range;
    for (const ServicePort& port : ports_of(one.service))
      if (port.port == one.port && port.protocol != "UDP" && !range)
        range = place_in(port.range);
    leads.try_emplace(one.port, ServiceLead{one.service, one.target, range});
  }
  // istiod keeps one of the ports that lead to the same place; all of them are
  // open.
  for (const ServiceTarget& one : effective.targets)
    for (const ServicePort& port : ports_of(one.service)) {
      if (port.protocol == "UDP" || leads.contains(port.port)) continue;
      if (const auto target =
              target_of(port, effective.workload.container_ports))
        leads.try_emplace(
            port.port, ServiceLead{one.service, *target, place_in(port.range)});
    }
  return leads;
}

}  // namespace

Scene::Scene(const Effective& workload, const Mesh& given,
             const MeshSettings& chosen)
    : effective(workload), mesh(given), settings(chosen) {
  for (const EffectiveListener& one : effective.listeners)
    if (!one.quic) listeners_[one.port].push_back(&one);
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    servers_[server.port].push_back(id);
    if (server.declared != server.port) servers_[server.declared].push_back(id);
    if (server.drop.reason == DropReason::none) continue;
    for (const ServedHost& host : server.hosts)
      dropped_[server.port][lower(host.dns())].push_back(id);
  }
}

const std::vector<const EffectiveListener*>& Scene::listeners_on(
    std::uint32_t port) {
  return at_or_empty(listeners_, port);
}

const std::vector<ServerId>& Scene::servers_on(std::uint32_t port) {
  return at_or_empty(servers_, port);
}

const std::vector<ServerId>& Scene::dropped_on(std::uint32_t port,
                                               const std::string& host) {
  return at_or_empty(at_or_empty(dropped_, port), host);
}

const std::set<std::uint32_t>& Scene::listened_ports() {
  if (listened_) return *listened_;
  listened_.emplace();
  for (const EffectiveListener& one : effective.listeners)
    if (one.state != ListenerState::omitted && !one.quic)
      listened_->insert(one.port);
  return *listened_;
}

const std::map<std::uint32_t, ServiceLead>& Scene::service_ports() {
  if (!leads_) leads_ = leads_of(mesh, effective);
  return *leads_;
}

const NameIndex& Scene::names_of(const EffectiveListener& listener) {
  const auto [at, fresh] = names_.try_emplace(&listener);
  if (!fresh) return at->second;
  for (std::size_t i = 0; i < listener.chains.size(); ++i) {
    const Chain& chain = listener.chains[i];
    for (const std::string& name : chain.sni) at->second.add(name, i);
    if (chain.sni.empty()) at->second.add("*", i);
  }
  return at->second;
}

const NameIndex& Scene::domains_of(const RouteConfiguration& routes) {
  const auto [at, fresh] = domains_.try_emplace(&routes);
  if (!fresh) return at->second;
  for (std::size_t i = 0; i < routes.virtual_hosts.size(); ++i)
    for (const std::string& domain : routes.virtual_hosts[i].domains)
      at->second.add(domain, i);
  return at->second;
}

const ServedNames& Scene::served_by(const RouteConfiguration& routes) {
  const auto [at, fresh] = served_.try_emplace(&routes);
  ServedNames& served = at->second;
  if (!fresh) return served;
  for (ServerId id : routes.servers)
    for (const ServedHost& one : effective.servers[id].hosts) {
      served.names.add(one.dns(), served.hosts.size());
      served.hosts.push_back({id, &one});
    }
  return served;
}

std::optional<bool> Scene::has_service(std::string_view host) {
  if (!services_) services_ = service_hosts(mesh);
  if (services_->contains(std::string(host))) return true;
  const bool unparsed = mesh.skipped_kinds.contains("Service") ||
                        mesh.skipped_kinds.contains("ServiceEntry");
  return unparsed ? std::nullopt : std::optional(false);
}

std::optional<Range> place_in(Range range) {
  return range.begin < range.end ? std::optional(range) : std::nullopt;
}

std::optional<Range> host_place(const ServerIn& server, std::string_view host) {
  for (const ServedHost& one : server.hosts)
    if (one.field && equal_ignoring_case(one.dns(), host))
      return place_in(one.field->range);
  return std::nullopt;
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
