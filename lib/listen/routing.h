// Route configurations: which virtual hosts a listener's RDS name has.
#pragma once

#include "listen/binding.h"
#include "listen/effective.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Destinations as clusters: `outbound|port|subset|host`.
std::vector<Cluster> clusters_of(const std::vector<Destination>& destinations,
                                 const Bindings& bindings,
                                 std::uint32_t declared_port,
                                 std::string_view workload_namespace);

/// The `gateways` of a match let this Gateway through.
bool names_gateway(const List<std::string>& gateways,
                   const std::string& gateway);

/// Fills `routes` of `out` for every route name in `servers_by_name`.
/// Source: istio pilot/pkg/networking/core/gateway.go,
/// buildGatewayHTTPRouteConfig.
void build_routes(
    const Mesh& mesh, const Bindings& bindings, IstioVersion version,
    const std::map<std::string, std::vector<ServerId>>& servers_by_name,
    Effective& out);

}  // namespace asmgw
