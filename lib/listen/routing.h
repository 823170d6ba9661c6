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

/// What istiod asks of a match of `http` before it makes a route of it.
enum class Filter : std::uint8_t { none, port, gateways, source };
/// The first that does not let it through.
Filter stopped_by(const HttpMatch& match, const std::string& gateway,
                  std::uint32_t declared_port, const Workload& workload);
/// Of `tls` and `tcp`, which know nothing of sources.
Filter stopped_by(const L4Match& match, const std::string& gateway,
                  std::uint32_t declared_port);
/// One of its matches is let through, or it has none.
bool fits(const L4Route& route, const std::string& gateway,
          std::uint32_t declared_port);

/// An entry of `tcp`.
struct TcpEntry {
  VirtualServiceId service = 0;
  const L4Route* route = nullptr;
};
/// The first few that fit a server of TCP, or of TLS that ends at it: only the
/// first of them counts, for all hosts of the server.
std::vector<TcpEntry> tcp_entries(const Mesh& mesh, const Bindings& bindings,
                                  const ServerIn& server, std::string_view ns,
                                  std::size_t most);

/// Fills `routes` of `out` for every route name in `servers_by_name`.
/// Source: istio pilot/pkg/networking/core/gateway.go,
/// buildGatewayHTTPRouteConfig.
void build_routes(
    const Mesh& mesh, const Bindings& bindings, IstioVersion version,
    const std::map<std::string, std::vector<ServerId>>& servers_by_name,
    Effective& out);

}  // namespace asmgw
