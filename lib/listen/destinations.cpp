// Clusters are named `outbound|PORT|SUBSET|HOST`.
#include "listen/destinations.h"

#include "base/text.h"
#include "listen/binding.h"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view outbound = "outbound|";

/// False: it is none of a Service.
bool parse(std::string_view name, ClusterState& state) {
  if (name.substr(0, outbound.size()) != outbound) return false;
  const std::string_view rest = name.substr(outbound.size());
  const std::size_t port_end = rest.find('|');
  const std::size_t host_begin = rest.rfind('|');
  if (port_end == std::string_view::npos || host_begin == port_end)
    return false;
  const std::string_view port = rest.substr(0, port_end);
  std::from_chars(port.data(), port.data() + port.size(), state.port);
  state.subset = rest.substr(port_end + 1, host_begin - port_end - 1);
  state.host = rest.substr(host_begin + 1);
  return true;
}

std::string port_list(const std::vector<std::uint32_t>& ports) {
  constexpr std::size_t most = 8;
  const std::size_t shown = std::min(ports.size(), most);
  return fmt::format(
      "{}{}",
      fmt::join(ports.begin(),
                ports.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
      shown < ports.size() ? ", ..." : "");
}

}  // namespace

bool is_of_cluster(std::string_view host) {
  return host.find(".svc.") != std::string_view::npos;
}

Destinations::Destinations(const Mesh& mesh, const Completeness& complete)
    : mesh_(mesh),
      complete_(complete),
      unread_(mesh.skipped_kinds.contains("Service") ||
              mesh.skipped_kinds.contains("ServiceEntry")) {
  for (const Service& one : mesh.services)
    add(complete_host(one.head.name, one.head.namespace_),
        {one.head.namespace_, exported_to(one), &one.ports, one.head.range});
  for (const ServiceEntry& one : mesh.service_entries)
    for (const std::string& host : one.hosts)
      add(host,
          {one.head.namespace_, one.export_to, &one.ports, one.head.range});
  for (const DestinationRule& one : mesh.destination_rules)
    rules_[complete_host(one.host, one.head.namespace_)].push_back(&one);
}

void Destinations::add(std::string host, Owner owner) {
  owners_[std::move(host)].push_back(std::move(owner));
}

bool Destinations::declared(std::string_view host) const {
  return complete_.of(is_of_cluster(host) ? InputKind::service
                                          : InputKind::service_entry);
}

ClusterState Destinations::state_of(const Cluster& cluster,
                                    std::string_view ns) const {
  ClusterState state;
  if (!parse(cluster.name, state)) return state;
  const auto at = owners_.find(std::string(state.host));
  if (at == owners_.end()) {
    if (unread_) return state;
    state.fault = ClusterFault::no_service;
    state.certain = declared(state.host);
    return state;
  }
  std::vector<const Owner*> seen;
  for (const Owner& one : at->second)
    if (is_exported(one.export_to, one.ns, ns)) seen.push_back(&one);
  state.range = (seen.empty() ? at->second.front() : *seen.front()).range;
  if (seen.empty()) {
    state.fault = ClusterFault::not_exported;
    // There may be another ServiceEntry of the host, but no other Service.
    state.certain = is_of_cluster(state.host) || declared(state.host);
    return state;
  }
  look_at_port(seen, state);
  if (state.fault == ClusterFault::none && !state.subset.empty())
    look_at_subset(state);
  return state;
}

void Destinations::look_at_port(const std::vector<const Owner*>& seen,
                                ClusterState& state) {
  for (const Owner* owner : seen)
    for (const ServicePort& port : *owner->ports)
      if (port.protocol != "UDP") state.ports.push_back(port.port);
  // One without ports is one that was not read to its end.
  if (state.ports.empty() || std::find(state.ports.begin(), state.ports.end(),
                                       state.port) != state.ports.end())
    return;
  state.fault = ClusterFault::no_port;
  state.certain = true;
}

void Destinations::look_at_subset(ClusterState& state) const {
  if (const auto at = rules_.find(std::string(state.host)); at != rules_.end())
    for (const DestinationRule* rule : at->second)
      if (std::find(rule->subsets.begin(), rule->subsets.end(), state.subset) !=
          rule->subsets.end())
        return;
  // Rules for a wildcard are not looked at.
  for (const auto& [host, rules] : rules_)
    if (host.substr(0, 1) == "*") return;
  if (mesh_.skipped_kinds.contains("DestinationRule")) return;
  state.fault = ClusterFault::no_subset;
  state.certain = complete_.of(InputKind::destination_rule);
}

std::string words_of(const ClusterState& state, std::string_view ns) {
  const std::string_view then = state.certain ? ": 503" : "";
  switch (state.fault) {
    case ClusterFault::none:
      return {};
    case ClusterFault::not_exported:
      return fmt::format("Service {} is not exported to namespace {}{}",
                         visible(state.host), ns, then);
    case ClusterFault::no_service:
      return state.certain ? fmt::format("there is no Service {}: 503",
                                         visible(state.host))
                           : fmt::format("Service {} is not among the inputs",
                                         visible(state.host));
    case ClusterFault::no_port:
      return fmt::format("Service {} has no port {}, only {}{}",
                         visible(state.host), state.port,
                         port_list(state.ports), then);
    case ClusterFault::no_subset:
      break;
  }
  return fmt::format("no DestinationRule {}has subset {} of {}{}",
                     state.certain ? "" : "among the inputs ",
                     in_quotes(state.subset), visible(state.host), then);
}

}  // namespace asmgw
