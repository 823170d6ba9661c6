// Small merges of two Gateways each, remembered.
#include "listen/sensitivity.h"

#include "listen/merging.h"

#include <algorithm>

namespace asmgw {

PairOrder::PairOrder(const ListenerInput& input, const Effective& effective)
    : input_(input), effective_(effective) {
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    servers_[{server.port, server.gateway}].push_back(id);
  }
}

bool PairOrder::matters(std::uint32_t port, GatewayId a, GatewayId b) {
  if (a == b) return false;
  const auto key = std::tuple(port, std::min(a, b), std::max(a, b));
  const auto at = known_.find(key);
  if (at != known_.end()) return at->second;
  const Servers& first = servers_[{port, a}];
  const Servers& second = servers_[{port, b}];
  const bool changes = outcome(first, second) != outcome(second, first);
  known_.emplace(key, changes);
  return changes;
}

std::pair<std::vector<ServerId>, std::vector<std::string>> PairOrder::outcome(
    const Servers& first, const Servers& second) const {
  Servers ids = first;
  ids.insert(ids.end(), second.begin(), second.end());
  std::vector<ServerIn> servers;
  servers.reserve(ids.size());
  for (ServerId id : ids) {
    servers.push_back(effective_.servers[id]);
    servers.back().drop = {};
    servers.back().group.reset();
  }
  const MergeOutcome merged =
      merge_servers(input_.mesh, input_.settings.version, servers);
  const ListenerOutcome made = build_listeners(input_, merged.groups, servers);
  std::vector<ServerId> live;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (servers[i].drop.reason == DropReason::none) live.push_back(ids[i]);
  std::sort(live.begin(), live.end());
  std::vector<std::string> refused;
  for (const EffectiveListener& listener : made.listeners)
    if (listener.state == ListenerState::nack) refused.push_back(listener.name);
  std::sort(refused.begin(), refused.end());
  return {std::move(live), std::move(refused)};
}

void mark_order_sensitive(const ListenerInput& input, Effective& effective) {
  const bool any =
      std::any_of(effective.servers.begin(), effective.servers.end(),
                  [](const ServerIn& one) { return one.drop.winner; });
  if (!any) return;
  PairOrder order(input, effective);
  for (ServerIn& server : effective.servers)
    if (server.drop.winner)
      server.drop.order_sensitive =
          order.matters(server.port, server.gateway,
                        effective.servers[*server.drop.winner].gateway);
}

}  // namespace asmgw
