// istiod's merge of servers onto ports, step by step, its surprises included.
#pragma once

#include "listen/effective.h"
#include "listen/workloads.h"

#include <map>
#include <string>
#include <vector>

namespace asmgw {

struct MergeOutcome {
  std::vector<Group> groups;  ///< in order of creation
  std::map<std::string, std::vector<ServerId>> routes;  ///< by route name
};

/// The server as the merge sees it, not yet placed. Unreadable parts count as
/// absent.
ServerIn server_in(GatewayId id, const MeshGateway& gateway,
                   std::uint32_t index, const ResolvedPorts& ports);

/// Places servers in this order: fills `route`, `group` and `drop` of each.
/// Source: istio pilot/pkg/model/gateway.go, mergeGateways.
MergeOutcome merge_servers(const Mesh& mesh, IstioVersion version,
                           std::vector<ServerIn>& servers);

/// A `./host` or `*/host` behind `*/*`: istiod of some releases dies of it.
bool causes_panic(const ServerIn& server);

}  // namespace asmgw
