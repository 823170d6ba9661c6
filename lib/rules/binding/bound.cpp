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

namespace {

bool looks_at(const ServerIn& server, const BoundService& bound) {
  if (server.is_http() ||
      (server.known == Protocol::https && server.terminates()))
    return !bound.http.empty();
  if (server.kind() == Handling::passthrough) return !bound.tls.empty();
  if (server.kind() == Handling::auto_passthrough) return true;
  return !bound.tcp.empty();
}

}  // namespace

std::map<VirtualServiceId, KindFit> fits_of(const SetFacts& facts,
                                            const WorkloadFacts& workload) {
  const Bindings& bindings = facts.engine.bindings();
  std::map<VirtualServiceId, KindFit> fits;
  for (const ServerIn& server : workload.effective.servers) {
    if (!server.placed()) continue;
    const std::string gateway = facts.gateway_of(server).full_name();
    for (const SharedHosts& one : bindings.sharing(gateway, server.hosts)) {
      KindFit& fit = fits[one.id];
      fit.fits |= looks_at(server, bindings[one.id]);
      if (!fit.bound) fit.bound = &server;
    }
  }
  return fits;
}

}  // namespace asmgw
