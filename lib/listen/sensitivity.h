// Would another order of two Gateways change who serves a port?
#pragma once

#include "listen/chains.h"

#include <map>
#include <tuple>

namespace asmgw {

/// Merges one port with the servers of two Gateways alone, in both orders.
class PairOrder {
 public:
  PairOrder(const ListenerInput& input, const Effective& effective);

  /// Exchanging the two changes which servers live or which listener Envoy
  /// refuses. False for a Gateway and itself.
  bool matters(std::uint32_t port, GatewayId a, GatewayId b);

 private:
  using Servers = std::vector<ServerId>;
  [[nodiscard]] std::pair<std::vector<ServerId>, std::vector<std::string>>
  outcome(const Servers& first, const Servers& second) const;

  const ListenerInput& input_;
  const Effective& effective_;
  std::map<std::pair<std::uint32_t, GatewayId>, Servers> servers_;
  std::map<std::tuple<std::uint32_t, GatewayId, GatewayId>, bool> known_;
};

/// Fills `order_sensitive` of every dropped server that another Gateway beat.
void mark_order_sensitive(const ListenerInput& input, Effective& effective);

}  // namespace asmgw
