// Gateways by name, servers by host.
#include "rules/binding/bound.h"

#include <algorithm>

namespace asmgw {

namespace {

bool is_unknown(const Field<List<std::string>>& names) {
  return std::any_of(names->begin(), names->end(),
                     [](const auto& one) { return !given(one); });
}

}  // namespace

bool has_unknown_hosts(const VirtualService& service) {
  return is_unknown(service.hosts);
}

bool has_unknown_gateways(const VirtualService& service) {
  return is_unknown(service.gateways);
}

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
