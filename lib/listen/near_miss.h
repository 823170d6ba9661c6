// The VirtualServices that have a host of a server and give it no route, and
// what keeps each of them out.
#pragma once

#include "listen/binding.h"
#include "listen/effective.h"
#include "model/host_index.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asmgw {

/// Why a VirtualService gives a server nothing; the later, the nearer it is.
enum class MissCause : std::uint8_t {
  other_gateway,
  mesh_only,  ///< its `gateways` name none
  namesake,   ///< the Gateway of this name in another namespace
  other_host,
  apex,  ///< `*.a.com` does not cover `a.com`
  letter_case,
  host_namespace,  ///< the host of the server is for another namespace
  not_exported,
  route_kind,  ///< from here on it is bound, but has no route that fits
  delegate,
  source,
  gateways,  ///< of a match
  port,      ///< of a match
};

struct NearMiss {
  VirtualServiceId id = 0;
  MissCause cause{};
  std::string words;  ///< `names no Gateway: ...`, of the VirtualService
  Range range;        ///< of what keeps it out

  [[nodiscard]] bool is_bound() const { return cause >= MissCause::route_kind; }
};

/// By name, in any case.
using ServedHosts = HostIndex<const ServedHost*>;

/// How a host of a VirtualService misses those of servers.
struct HostMiss {
  MissCause cause = MissCause::other_host;
  const ServedHost* served = nullptr;  ///< the nearest; null for other_host
  std::string_view host;               ///< of the VirtualService

  /// `has host "a.com", which "*.a.com" does not cover`
  [[nodiscard]] std::string words(std::string_view ns) const;
};
/// Nothing: they have a name in common that a VirtualService of `ns` sees.
std::optional<HostMiss> host_miss(const ServedHosts& served,
                                  std::string_view host, std::string_view ns);

/// Not for several threads.
class NearMisses {
 public:
  /// What is given must outlive it, and so must the servers that are asked for.
  NearMisses(const Mesh& mesh, const Bindings& bindings);

  /// The nearest few that have `host`, or some host of the server where it is
  /// "": then only those that name the Gateway, or look as if they meant it.
  [[nodiscard]] std::vector<NearMiss> of(const Workload& workload,
                                         const ServerIn& server,
                                         std::string_view host = {}) const;
  /// Of one that has hosts in common with the server and names its Gateway.
  /// Nothing: it gives the server a route.
  [[nodiscard]] std::optional<NearMiss> of_bound(const Workload& workload,
                                                 const ServerIn& server,
                                                 VirtualServiceId id) const;

 private:
  /// A host of a VirtualService.
  struct Place {
    VirtualServiceId id;
    std::string_view host;
  };
  using Candidates = std::vector<Place>;

  [[nodiscard]] const ServedHosts& hosts_of(const ServerIn& server) const;
  [[nodiscard]] Candidates candidates(const ServerIn& server,
                                      std::string_view host) const;
  [[nodiscard]] std::optional<NearMiss> judge(const Workload& workload,
                                              const ServerIn& server,
                                              const Place& place) const;
  [[nodiscard]] std::optional<NearMiss> of_gateways(const std::string& gateway,
                                                    const Place& place) const;

  const Mesh& mesh_;
  const Bindings& bindings_;
  HostIndex<Place> hosts_;  ///< of all VirtualServices
  mutable std::unordered_map<const ServerIn*, ServedHosts> served_;
};

}  // namespace asmgw
