// Each index holds too many rather than too few: asking decides.
#include "resolve/candidates.h"

#include "base/text.h"
#include "resolve/scene.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_set>

namespace asmgw {
namespace {

bool asks_for_labels(const HttpMatch& match) {
  return !match.source_labels.empty();
}

/// All that an answer may depend on beside the request: two workloads with one
/// text answer alike.
std::string character_of(const Effective& one, bool by_labels) {
  std::string text = fmt::format("{}\n{}\n", one.workload.namespace_,
                                 static_cast<int>(one.workload.unprivileged));
  for (GatewayId id : one.gateways) text += fmt::format("{} ", id);
  for (const ServiceTarget& target : one.targets)
    text += fmt::format("\n{} {} {} {} {}", target.service, target.port,
                        target.target, static_cast<int>(target.udp),
                        static_cast<int>(target.translates));
  for (const ContainerPort& port : one.workload.container_ports)
    text += fmt::format("\n{} {} {}", port.name, port.number, port.protocol);
  if (!by_labels) return text;
  for (const auto& [key, value] : one.workload.labels)
    text += fmt::format("\n{}={}", key, value);
  return text;
}

bool any_asks_for_labels(const Mesh& mesh) {
  return std::any_of(mesh.virtual_services.begin(), mesh.virtual_services.end(),
                     [](const VirtualService& service) {
                       return std::any_of(
                           service.http.begin(), service.http.end(),
                           [](const HttpRoute& route) {
                             return std::any_of(route.match.begin(),
                                                route.match.end(),
                                                asks_for_labels);
                           });
                     });
}

bool leads_on(const VirtualHost& host) {
  return !host.routes.empty() || host.require_tls;
}

}  // namespace

Candidates::Candidates(const std::vector<Effective>& workloads,
                       const std::function<Scene&(std::size_t)>& scene_of) {
  if (workloads.empty()) return;
  const bool by_labels = any_asks_for_labels(scene_of(0).mesh);
  std::unordered_set<std::string> known;
  for (std::size_t i = 0; i < workloads.size(); ++i) {
    const Effective& one = workloads[i];
    if (one.panic || !known.insert(character_of(one, by_labels)).second)
      continue;
    for (const auto& [port, lead] : scene_of(i).service_ports())
      leads_[port].insert(lead.target);
    for (const EffectiveListener& listener : one.listeners)
      if (!listener.quic && listener.state != ListenerState::omitted)
        add(one, listener, i);
  }
}

void Candidates::add(const Effective& effective,
                     const EffectiveListener& listener, std::size_t workload) {
  Port& port = ports_[listener.port];
  port.all.push_back(workload);
  std::unordered_set<std::string_view> routes;
  for (const Chain& chain : listener.chains) {
    const bool http =
        chain.kind == ChainKind::http || chain.kind == ChainKind::https;
    const auto add_name = [&](std::string_view name) {
      port.chains.add(name, workload);
      if (!http) port.reached.add(name, workload);
    };
    for (const std::string& name : chain.sni) add_name(name);
    if (chain.sni.empty()) add_name("*");
    if (!http || !routes.insert(chain.route).second) continue;
    if (const auto* made = find_routes(effective, chain.route))
      add(*made, workload, port);
  }
}

void Candidates::add(const RouteConfiguration& routes, std::size_t workload,
                     Port& port) {
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& domain : host.domains) {
      port.hosts.add(domain, workload);
      if (leads_on(host)) port.reached.add(domain, workload);
    }
}

void Candidates::collect(Depth depth, const Request& request, const Port& port,
                         std::vector<const Ids*>& lists) {
  const auto add = [&](const NameIndex& names, const std::string& name) {
    for (const NameIndex::Found& one : names.covering(name))
      lists.push_back(one.ids);
  };
  const std::string host = host_without_port(request.host);
  const std::string sni =
      request.tls && request.sni ? lower(*request.sni) : "*";
  switch (depth) {
    case Depth::reached:
      add(port.reached, host);
      add(port.reached, sni);
      return;
    case Depth::host:
      return add(port.hosts, host);
    case Depth::chain:
      return add(port.chains, sni);
    default:
      lists.push_back(&port.all);
  }
}

std::optional<std::size_t> Candidates::first(
    Depth depth, const Request& request,
    const std::function<bool(std::size_t)>& holds) const {
  std::set<std::uint32_t> ports{request.port};
  if (const auto at = leads_.find(request.port); at != leads_.end())
    ports.insert(at->second.begin(), at->second.end());
  std::vector<const Ids*> lists;
  for (std::uint32_t one : ports)
    if (const auto at = ports_.find(one); at != ports_.end())
      collect(depth, request, at->second, lists);
  // Each list is sorted: the least of their heads is next.
  std::vector<std::size_t> heads(lists.size(), 0);
  while (true) {
    std::optional<std::size_t> next;
    for (std::size_t i = 0; i < lists.size(); ++i)
      if (heads[i] < lists[i]->size() &&
          (!next || (*lists[i])[heads[i]] < *next))
        next = (*lists[i])[heads[i]];
    if (!next || holds(*next)) return next;
    for (std::size_t i = 0; i < lists.size(); ++i)
      while (heads[i] < lists[i]->size() && (*lists[i])[heads[i]] == *next)
        ++heads[i];
  }
}

}  // namespace asmgw
