// Gateways by name, servers by host.
#include "rules/binding/bound.h"

#include <algorithm>

namespace asmgw {

bool names(const BoundService& bound, const MeshGateway& gateway) {
  return std::find(bound.gateways.begin(), bound.gateways.end(),
                   gateway.full_name()) != bound.gateways.end();
}

bool names_copies(const SetFacts& facts, VirtualServiceId id) {
  const auto& gateways = facts.engine.bindings()[id].gateways;
  return std::any_of(
      gateways.begin(), gateways.end(),
      [&](const std::string& one) { return facts.has_copies(one); });
}

}  // namespace asmgw
