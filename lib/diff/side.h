// One side of a comparison: its objects, and what comes of them on every
// workload. Both sides have the same workloads, in the same order.
#pragma once

#include "listen/effective.h"
#include "model/host_index.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asmgw {

/// A server on one workload: indexes into DiffSide::workloads and
/// Effective::servers.
struct Seen {
  std::size_t workload = 0;
  ServerId id = 0;
};

struct DiffSide;

/// A server of one side and all that became of it.
struct SideServer {
  const DiffSide* side = nullptr;
  GatewayId gateway = 0;
  std::uint32_t index = 0;  ///< in `spec.servers`
  const Field<Server>* field = nullptr;
  std::vector<Seen> seen;           ///< by workload
  std::set<std::string> listeners;  ///< where it listens: `WORKLOAD LISTENER`

  const Server& operator*() const { return field->value; }
  const Server* operator->() const { return &field->value; }
  [[nodiscard]] const MeshGateway& owner() const;
  [[nodiscard]] const Effective& workload(const Seen& at) const;
  [[nodiscard]] const ServerIn& in(const Seen& at) const;
  /// On some workload it is not dropped.
  [[nodiscard]] bool live() const;
  /// Where it is live first, else where it is seen first, or null.
  [[nodiscard]] const Seen* first() const;
  /// The facts that are the same on every workload, but for the port; null if
  /// it is on none.
  [[nodiscard]] const ServerIn* facts() const;
  /// `443/HTTPS`
  [[nodiscard]] std::string label() const;
};

/// A host of a server that istiod does not drop.
struct LiveHost {
  const ServerIn* server = nullptr;
  const ServedHost* host = nullptr;
};
using LiveHosts = HostIndex<LiveHost>;

/// The servers that are part of a listener of a workload, or would be.
struct ListenerServers {
  const EffectiveListener* made =
      nullptr;  ///< the TCP listener, if there is one
  std::vector<ServerId> all;
  bool live = false;     ///< one of them is not dropped
  LiveHosts tls, plain;  ///< of servers that handle TLS, and of the others
};

struct DiffSide {
  const Mesh* mesh = nullptr;
  SharedList<Effective> workloads;
  std::vector<std::vector<SideServer>> servers;  ///< by GatewayId, index

  /// Fills `servers` and what the next two calls look up.
  void find_servers();
  [[nodiscard]] const SideServer& server(std::size_t workload,
                                         ServerId id) const;
  [[nodiscard]] const MeshGateway* find(const std::string& full_name) const;
  /// A TLS server of the workload that is not dropped has a name in common.
  [[nodiscard]] bool serves_with_tls(std::size_t workload,
                                     std::string_view dns) const {
    return tls_hosts_[workload].relates(dns);
  }
  /// The workloads that a Gateway applies to, by index.
  [[nodiscard]] const std::vector<std::size_t>& workloads_of(
      GatewayId id) const {
    return workloads_of_[id];
  }
  /// VirtualServices that name a Gateway, delegates too.
  [[nodiscard]] const std::vector<VirtualServiceId>& naming(
      const std::string& gateway) const;
  /// The Gateway, and the server if it is in one, that a place is in; the
  /// servers are those of the Gateway, or that one. Empty: it is in none.
  [[nodiscard]] std::span<const SideServer> servers_at(Range place) const;
  /// By the name of the listener; empty where there is none.
  [[nodiscard]] const ListenerServers& on(std::size_t workload,
                                          const std::string& listener) const;

 private:
  void find_listener(std::size_t workload, ServerId id);
  void find_names();
  void find_places();

  using Place = std::pair<FileId, std::uint32_t>;  ///< where something begins
  std::unordered_map<std::string, GatewayId> by_name_;
  std::unordered_map<std::string, std::vector<VirtualServiceId>> naming_;
  std::vector<std::vector<std::size_t>> workloads_of_;
  std::vector<HostIndex<ServerId, LetterCase::kept>>
      tls_hosts_;  ///< by workload
  std::map<Place, GatewayId> gateways_at_;
  std::map<Place, const SideServer*> servers_at_;
  std::vector<std::unordered_map<std::string, ListenerServers>> on_;
};

/// The name of the listener that a server is part of, or would be.
std::string listener_name(const ServerIn& server);

}  // namespace asmgw
