// What requests of one workload are decided on, with the indexes that many of
// them share.
#pragma once

#include "listen/effective.h"
#include "resolve/name_index.h"
#include "resolve/regex.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace asmgw {

/// The hosts of the servers of a route configuration.
struct ServedNames {
  struct Host {
    ServerId server;
    const ServedHost* host;
  };
  NameIndex names;  ///< by index into `hosts`
  std::vector<Host> hosts;
};

/// A port of a Service: where it leads and where it stands.
struct ServiceLead {
  std::string service;
  std::uint32_t target;
  std::optional<Range> range;
};

/// Indexes are made when they are first asked for. Not for several threads.
class Scene {
 public:
  Scene(const Effective& workload, const Mesh& given,
        const MeshSettings& chosen);

  const Effective& effective;
  const Mesh& mesh;
  const MeshSettings& settings;
  Regexes regexes;

  /// TCP listeners of a port, those without chains included.
  const std::vector<const EffectiveListener*>& listeners_on(std::uint32_t port);
  /// Servers that declare a port or are led to it.
  const std::vector<ServerId>& servers_on(std::uint32_t port);
  /// Servers led to a port that name a host (in lower case) and come to
  /// nothing.
  const std::vector<ServerId>& dropped_on(std::uint32_t port,
                                          const std::string& host);
  /// Ports that something listens on.
  const std::set<std::uint32_t>& listened_ports();
  /// TCP ports of the workload's Services.
  const std::map<std::uint32_t, ServiceLead>& service_ports();
  /// Server names of the chains, by their index; `*` is one that takes all.
  const NameIndex& names_of(const EffectiveListener& listener);
  /// Domains, by the index of their virtual host.
  const NameIndex& domains_of(const RouteConfiguration& routes);
  const ServedNames& served_by(const RouteConfiguration& routes);
  /// Nothing: the inputs do not tell.
  std::optional<bool> has_service(std::string_view host);

 private:
  std::unordered_map<std::uint32_t, std::vector<const EffectiveListener*>>
      listeners_;
  std::unordered_map<std::uint32_t, std::vector<ServerId>> servers_;
  std::unordered_map<std::uint32_t,
                     std::unordered_map<std::string, std::vector<ServerId>>>
      dropped_;
  std::unordered_map<const EffectiveListener*, NameIndex> names_;
  std::unordered_map<const RouteConfiguration*, NameIndex> domains_;
  std::unordered_map<const RouteConfiguration*, ServedNames> served_;
  std::optional<std::unordered_set<std::string>> services_;
  std::optional<std::set<std::uint32_t>> listened_;
  std::optional<std::map<std::uint32_t, ServiceLead>> leads_;
};

/// Nothing where it is empty: what was not written has no place.
std::optional<Range> place_in(Range range);

/// Where a server names a host, as its chains and virtual hosts have it.
std::optional<Range> host_place(const ServerIn& server, std::string_view host);

/// The port number of a server.
std::optional<Range> port_place(const ServerIn& server);

/// `*` for a chain that takes all, else its server names.
std::string names_text(const Chain& chain);

}  // namespace asmgw
