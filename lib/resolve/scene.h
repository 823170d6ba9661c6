// What requests of one workload are decided on, with the indexes that many of
// them share.
#pragma once

#include "listen/chains.h"
#include "listen/destinations.h"
#include "listen/effective.h"
#include "listen/near_miss.h"
#include "listen/policies.h"
#include "listen/routing.h"
#include "model/host_index.h"
#include "resolve/regex.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace asmgw {

/// A host of a server.
struct ServerHost {
  const ServerIn* server;
  const ServedHost* host;
};

/// The routes of a virtual host by the path they ask for, each by its index.
class RoutesByPath {
 public:
  explicit RoutesByPath(const std::vector<Route>& routes);

  /// Calls `visit` with those that may take the path, in order, until one
  /// returns true. True if one did.
  template <class Visit>
  bool any_of(const std::string& path, Visit visit) const {
    const std::vector<std::size_t> some = asking_for(path);
    auto one = some.begin();
    auto other = others_.begin();
    while (one != some.end() || other != others_.end()) {
      const bool first =
          other == others_.end() || (one != some.end() && *one < *other);
      if (visit(first ? *one++ : *other++)) return true;
    }
    return false;
  }

 private:
  using ByText = std::unordered_map<std::string, std::vector<std::size_t>>;
  /// Sorted.
  [[nodiscard]] std::vector<std::size_t> asking_for(
      const std::string& path) const;

  ByText exact_, prefix_;
  std::set<std::size_t> lengths_;    ///< of prefixes
  std::vector<std::size_t> others_;  ///< of which only asking can tell
};

/// A port of a Service: where it leads and where it stands.
struct ServiceLead {
  std::string service;
  std::uint32_t target;
  std::optional<Range> range;
};
using ServiceLeads = std::map<std::uint32_t, std::vector<ServiceLead>>;

/// What the workloads of a mesh share. Made when it is first asked for.
class Surroundings {
 public:
  /// The mesh must outlive it.
  Surroundings(const Mesh& mesh, const MeshSettings& settings)
      : regexes(settings.version),
        mesh_(mesh),
        version_(settings.version),
        complete_(settings.complete) {}

  Regexes regexes;

  /// By `ns/name`; null: it is not given.
  const Service* service(const std::string& full_name);
  /// One of the Pods of the mesh, by `ns/name`.
  bool has_pod(const std::string& full_name);
  const Destinations& destinations();
  /// VirtualServices as Gateways see them, and what keeps them from servers.
  const Bindings& bindings();
  const NearMisses& near_misses();
  /// Where a VirtualService names the domain, in any case.
  std::optional<Range> place_of(VirtualServiceId id, std::string_view domain);

 private:
  struct Binding;
  const Binding& binding();

  const Mesh& mesh_;
  IstioVersion version_;
  Completeness complete_;
  std::shared_ptr<const Binding> binding_;
  std::optional<std::unordered_map<std::string, const Service*>> services_;
  std::optional<std::unordered_set<std::string>> pods_;
  std::optional<Destinations> destinations_;
  std::unordered_map<VirtualServiceId, std::unordered_map<std::string, Range>>
      domains_;
};

/// Why connections to a port of the pod may meet nothing.
struct PortGaps {
  /// Made of objects of a kind of which none was given; null: no listener is.
  const EffectiveListener* not_given = nullptr;
  std::string_view kind;          ///< of those objects
  std::vector<ServerId> waiting;  ///< servers without routes for their chains
  std::vector<ServerId> astray;   ///< those dropped or led to another port
};

/// Indexes are made when they are first asked for. Not for several threads.
class Scene {
 public:
  Scene(const Effective& workload, const Mesh& given,
        const MeshSettings& chosen, std::shared_ptr<Surroundings> shared);

  const Effective& effective;
  const Mesh& mesh;
  const MeshSettings& settings;
  const std::shared_ptr<Surroundings> surroundings;

  /// No VirtualService was given, and there may be some.
  [[nodiscard]] bool lacks_routes() const;
  /// TCP listeners of a port, those without chains included.
  const std::vector<const EffectiveListener*>& listeners_on(std::uint32_t port);
  /// The one with chains that is bound to just this address, which is written
  /// as the system writes it, and the one that takes all addresses of a family,
  /// `0.0.0.0` or `::`; null: there is none.
  const EffectiveListener* bound_to(std::uint32_t port,
                                    const std::string& address);
  const EffectiveListener* taking_all(std::uint32_t port,
                                      std::string_view family);
  /// Another with the same address in another spelling; null: there is none.
  const EffectiveListener* same_address_as(const EffectiveListener& listener);
  /// Servers that declare a port or are led to it.
  const std::vector<ServerId>& servers_on(std::uint32_t port);
  const PortGaps& gaps_of(std::uint32_t port);
  /// Those that act on the workload.
  const std::vector<ActingPolicy>& policies();
  /// Servers led to a port that name a host and come to nothing.
  std::span<const ServerId> dropped_on(std::uint32_t port,
                                       std::string_view host);
  /// Ports that something listens on.
  const std::set<std::uint32_t>& listened_ports();
  /// TCP ports of the workload's Services, each with the Services that have
  /// it, in istiod's order.
  const ServiceLeads& service_ports();
  const ChainIndex& names_of(const EffectiveListener& listener);
  const HostIndex<const VirtualHost*>& domains_of(
      const RouteConfiguration& routes);
  /// The hosts of the servers of a route configuration.
  const HostIndex<ServerHost>& served_by(const RouteConfiguration& routes);
  const RoutesByPath& routes_of(const VirtualHost& host);
  /// The first few entries of `tcp` that fit the server of a chain.
  const std::vector<TcpEntry>& tcp_entries_of(const Chain& chain);
  /// The entries of `http` of a route configuration whose delegates give them
  /// no route, by host.
  const HostIndex<const DeadEntry*>& dead_of(const RouteConfiguration& routes);
  /// The VirtualServices that have a host, or some host of the servers where it
  /// is "", and what keeps them from these: the nearest few.
  std::vector<NearMiss> near_misses(std::span<const ServerId> servers,
                                    std::string_view host);
  /// Where a server names a host, as its chains and virtual hosts have it.
  std::optional<Range> host_place(const ServerIn& server,
                                  std::string_view host);
  /// The first server of a chain that serves a host; null: none.
  const ServerIn* server_of(const Chain& chain, std::string_view host);
  /// No other server of its Gateway has the name of its port.
  bool has_own_port_name(const ServerIn& server);

 private:
  using Socket = std::pair<std::uint32_t, std::string>;
  void find_sockets();

  std::unordered_map<std::uint32_t, std::vector<const EffectiveListener*>>
      listeners_;
  std::unordered_map<std::uint32_t, std::vector<ServerId>> servers_;
  std::unordered_map<std::uint32_t, PortGaps> gaps_;
  std::optional<std::vector<ActingPolicy>> policies_;
  std::unordered_map<std::uint32_t, HostIndex<ServerId>> dropped_;
  std::unordered_map<const EffectiveListener*, ChainIndex> names_;
  std::unordered_map<const RouteConfiguration*, HostIndex<const VirtualHost*>>
      domains_;
  std::unordered_map<const RouteConfiguration*, HostIndex<ServerHost>> served_;
  std::unordered_map<const RouteConfiguration*, HostIndex<const DeadEntry*>>
      dead_;
  std::unordered_map<const Chain*, std::vector<TcpEntry>> tcp_entries_;
  std::unordered_map<const VirtualHost*, RoutesByPath> routes_;
  std::unordered_map<const ServerIn*, HostIndex<Range>> places_;
  /// The first server of a chain for each name, by its index among them.
  std::unordered_map<const Chain*, HostIndex<std::size_t>> chain_servers_;
  std::optional<std::map<std::pair<GatewayId, std::string_view>, std::size_t>>
      port_names_;
  std::optional<std::map<Socket, const EffectiveListener*>> sockets_;
  std::optional<std::map<const EffectiveListener*, const EffectiveListener*>>
      same_addresses_;
  std::optional<std::set<std::uint32_t>> listened_;
  std::optional<ServiceLeads> leads_;
};

/// Nothing where it is empty: what was not written has no place.
std::optional<Range> place_in(Range range);

/// The port number of a server.
std::optional<Range> port_place(const ServerIn& server);

/// `*` for a chain that takes all, else its server names.
std::string names_text(const Chain& chain);

}  // namespace asmgw
