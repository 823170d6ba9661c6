// What one gateway workload listens on once istiod has merged every Gateway
// that selects it: data without text, everything with the place it comes from.
#pragma once

#include "base/shared_list.h"
#include "listen/route_refusal.h"
#include "listen/tls_refusal.h"
#include "mesh/mesh.h"
#include "model/sanitize.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// Indexes: into Effective::servers, Mesh::gateways, Mesh::virtual_services.
using ServerId = std::size_t;
using GatewayId = std::size_t;
using VirtualServiceId = std::size_t;

struct Workload {
  std::string id;  ///< `kind ns/name`, `ns/name`, or `selector(k=v,...)`
  std::string namespace_;
  Labels labels;
  std::vector<ContainerPort> container_ports;
  bool inferred = false;  ///< made up from a selector
  bool unprivileged = false;
  std::optional<Range> range;  ///< of the object, if there is one
};

/// How a port of the workload's Services is reached.
struct ServiceTarget {
  std::string service;  ///< `ns/name`
  std::uint32_t port = 0, target = 0;
  bool udp = false;
  bool translates = true;  ///< no label switches port translation off
  /// Whether it is of the workload is not known, or of one that stands before
  /// it: servers do not follow it.
  bool disputed = false;
};

/// No VirtualService was given, and there may be some: what is routed is
/// unknown.
bool lacks_routes(const Mesh& mesh, const MeshSettings& settings);

enum class DropReason : std::uint8_t {
  none,
  no_port,
  duplicate_tls_host,
  protocol_conflict,
  duplicate_port_name,
  privileged_port,  ///< from here on: in a group, but of no effect
  no_filter_chain,
};
/// `duplicate-tls-host`
std::string_view text_of(DropReason reason);

/// A host that an earlier server has registered already.
struct ContestedHost {
  std::size_t host = 0;  ///< index into ServerIn::hosts of the later server
  ServerId winner = 0;
  std::size_t winner_host = 0;
};

struct Drop {
  DropReason reason = DropReason::none;
  std::string detail;              ///< the contested host, port name, protocol
  std::optional<ServerId> winner;  ///< nothing at stage `listener`
  bool order_sensitive = false;
  std::vector<ContestedHost> contested;  ///< of duplicate_tls_host

  /// Stage `merge`: in no group. Else it is `listener`.
  [[nodiscard]] bool at_merge() const {
    return reason != DropReason::none && reason < DropReason::privileged_port;
  }
};

/// What a server does with a connection, and adds to its listener.
enum class Handling : std::uint8_t {
  http,              ///< plaintext HTTP: one chain that matches everything
  https,             ///< TLS ends here, HTTP behind it: one for the SNI names
  tcp,               ///< TCP and its kin: one for everything, if a route exists
  tls_terminate,     ///< TLS ends here, TCP behind it: the same for SNI names
  passthrough,       ///< TLS is passed on: by the SNI names of VirtualServices
  auto_passthrough,  ///< the same, to the services of the mesh
};
/// `tlsTerminate`
std::string_view text_of(Handling handling);
inline bool speaks_http(Handling handling) {
  return handling == Handling::http || handling == Handling::https;
}
inline bool speaks_tls(Handling handling) {
  return handling != Handling::http && handling != Handling::tcp;
}
/// By what is written; nothing if the protocol is unknown.
std::optional<Handling> handling_of(const Server& server);

/// A server of a Gateway that selects the workload, in merge order.
struct ServerIn {
  GatewayId gateway = 0;
  std::uint32_t index = 0;  ///< in `spec.servers`
  const Field<Server>* field = nullptr;
  std::string_view protocol;      ///< as written
  std::optional<Protocol> known;  ///< nothing: a word Istio does not know
  std::uint32_t declared = 0;     ///< port.number
  std::uint32_t port = 0;         ///< after translation
  std::string_view port_name, bind;
  bool has_tls = false;                 ///< also a redirecting HTTP server
  TlsMode mode = TlsMode::passthrough;  ///< where `has_tls`
  bool redirects = false;
  std::vector<ServedHost> hosts;  ///< sanitised
  std::string route;              ///< route name; "" where there is none
  Drop drop;
  std::optional<std::size_t> group;

  [[nodiscard]] bool is_http() const { return known && is_http_family(*known); }
  /// `tls` is there and its mode ends TLS here.
  [[nodiscard]] bool terminates() const {
    return has_tls && mode != TlsMode::passthrough &&
           mode != TlsMode::auto_passthrough;
  }
  /// `tls` is there and the protocol is not of the HTTP family.
  [[nodiscard]] bool is_tls_server() const { return has_tls && !is_http(); }
  [[nodiscard]] Handling kind() const;
  [[nodiscard]] bool plaintext() const { return !speaks_tls(kind()); }
  /// TLS ends here, with HTTP or TCP behind it.
  [[nodiscard]] bool ends_tls() const { return !is_http() && terminates(); }
  /// In a group, so that it may add something to a listener.
  [[nodiscard]] bool placed() const { return group.has_value(); }
  /// The address Envoy listens on: all of them where `bind` is not written.
  [[nodiscard]] std::string_view address() const {
    return bind.empty() ? std::string_view("0.0.0.0") : bind;
  }
  /// `0.0.0.0:443`, or the socket.
  [[nodiscard]] std::string place() const;

  const Server& operator*() const { return field->value; }
  const Server* operator->() const { return &field->value; }
};

/// Servers that share port, protocol text and bind.
struct Group {
  std::uint32_t port = 0;
  std::string_view protocol, bind;
  std::string route;
  std::vector<ServerId> servers;
};

/// Why istiod gives no certificate by a name, whatever there is.
enum class CredentialFault : std::uint8_t {
  none,
  no_name,          ///< T66: no Secret can be called so
  unknown_form,     ///< T66: a scheme that Istio does not know
  ca_only,          ///< T46: by its ending read for a CA alone
  other_namespace,  ///< T44: than that of the pods: they are denied it
};

struct SecretName {
  std::string name;  ///< of SDS: `kubernetes://shop`, `file-cert:c~k`
  std::string kind;  ///< `Secret`, `ConfigMap`, `file`, `workload`, `external`
  std::string namespace_, object;  ///< of the Secret, or the paths
  std::optional<bool> found;       ///< nothing: no inputs tell
  CredentialFault fault = CredentialFault::none;  ///< of a certificate
};

struct TlsContext {
  TlsMode mode{};
  TlsVersion min = TlsVersion::automatic, max = TlsVersion::automatic;
  std::vector<std::string> cipher_suites, alpn;
  bool require_client_certificate = false;
  std::vector<SecretName> secrets;
  std::optional<SecretName> ca;
  std::vector<TlsRefusal> refusals;
};

struct Cluster {
  std::string name;  ///< `outbound|80||shop.shop.svc.cluster.local`
  std::optional<std::uint32_t> weight;  ///< nothing if it is the only one
  bool operator==(const Cluster&) const = default;
};

struct Chain {
  Handling kind{};
  std::vector<std::string> sni;   ///< sorted; empty: matches everything
  std::vector<std::string> alpn;  ///< of the match
  std::vector<ServerId> servers;
  std::optional<TlsContext> tls;
  std::string route;  ///< RDS name; "" for tcp
  std::vector<Cluster> clusters;
  std::optional<VirtualServiceId> virtual_service;  ///< of tcp kinds
  PathId rule_path = root_path;  ///< the match or route of it that decided
  Range rule_range;
};

enum class ListenerState : std::uint8_t { ok, nack, omitted };
enum class ListenerReason : std::uint8_t {
  none,
  same_match,
  overlapping_match,
  partial_wildcard,
  no_filter_chain,
  privileged_port,
  tls_context,  ///< see tls_refusal
  proxy_port,   ///< one that the proxy itself listens on
};
std::string_view text_of(ListenerState state);
/// "" for none
std::string_view text_of(ListenerReason reason);

/// Named EffectiveListener because one port and address may hold several
/// groups.
struct EffectiveListener {
  std::string name, address;
  std::uint32_t port = 0;
  std::vector<std::uint32_t> service_ports;  ///< that lead to it; sorted
  bool quic = false;
  ListenerState state = ListenerState::ok;
  ListenerReason reason = ListenerReason::none;
  std::vector<std::string_view> filters;  ///< `tls_inspector`
  std::vector<Chain> chains;              ///< in group order
  std::vector<ServerId> servers;          ///< of its groups
  /// Two chains that make Envoy refuse it, and the name both have.
  std::optional<std::pair<std::size_t, std::size_t>> clash;
  std::string clash_name;
  /// What of the `tls` of a server makes Envoy refuse it; nothing where of each
  /// TlsContext only the mode is known.
  std::optional<TlsRefusal> tls_refusal;
};

enum class RouteAction : std::uint8_t { route, redirect, direct };
std::string_view text_of(RouteAction action);

struct Route {
  VirtualServiceId virtual_service = 0;
  std::size_t rule = 0;  ///< in `http`, after delegates are put in
  /// Where the entry is written: of a delegate, not in `virtual_service`.
  VirtualServiceId written_in = 0;
  std::size_t entry = 0;
  HttpMatch match;  ///< merged with that of a delegate; default: any
  RouteAction action = RouteAction::route;
  std::vector<Cluster> clusters;
  std::optional<HttpRedirect> redirect;
  /// Of the redirect: also where the scheme implies it. Up to 1.17.
  bool names_default_port = false;
  std::uint32_t direct_status = 0;
  std::optional<std::uint32_t> abort;  ///< the status of every answer
  std::vector<StringMatch> cors_origins;
  std::uint32_t declared = 0;  ///< port of the server that it was made for
  Range range;                 ///< the entry of `http`
  PathId path = root_path;

  /// Prefix `/` or regex `.*` or no uri, and no header or query condition.
  [[nodiscard]] bool catch_all() const;
};

struct VirtualHost {
  std::string name;
  std::vector<std::string> domains;
  bool require_tls = false;
  std::vector<Route> routes;
};

/// An entry of `http` whose delegate gives it no route.
struct DeadEntry {
  VirtualServiceId virtual_service = 0;
  std::size_t dead = 0;            ///< index into BoundService::dead
  std::size_t before = 0;          ///< the first Route::rule behind it
  std::vector<HttpMatch> match;    ///< those for the server; empty: all
  std::vector<std::string> hosts;  ///< in lower case
  bool missing = false;            ///< the delegate may be elsewhere
};

struct RouteConfiguration {
  std::string name;
  /// What Envoy refuses of it, and so all of it.
  std::optional<RouteRefusal> refusal;
  std::vector<ServerId> servers;
  std::vector<VirtualHost> virtual_hosts;
  std::vector<DeadEntry> dead_entries;
};

/// A match of a VirtualService's `tls` that istiod skips because an earlier one
/// has one of its sniHosts.
struct SkippedSni {
  ServerId server = 0;
  VirtualServiceId virtual_service = 0, earlier = 0;
  std::string host;
  Range range, earlier_range;
  PathId path = root_path;
};

/// The result for one workload.
struct Effective {
  Workload workload;
  std::vector<GatewayId> gateways;  ///< in merge order
  bool panic = false;               ///< istiod dies on this input (T14)
  std::optional<ServerId> panics_at;
  std::vector<ServiceTarget> targets;
  std::vector<ServerIn> servers;
  std::vector<Group> groups;                 ///< in order of creation
  std::vector<EffectiveListener> listeners;  ///< sorted by port, address, name
  std::vector<RouteConfiguration> routes;    ///< sorted by name
  std::vector<SkippedSni> skipped_sni;
  std::vector<std::string> notes;
};

/// Null if there is none of this name.
const RouteConfiguration* find_routes(const Effective& effective,
                                      std::string_view name);

/// A server for people: `shop/gw[1]`
std::string name_of(const Mesh& mesh, const ServerIn& server);

/// The kind that filter chains of a server without any, or of an omitted
/// listener, would be made of, where none was given and there may be some:
/// `VirtualService`, `Service`; else "".
std::string_view chains_not_given(const ServerIn& server, const Mesh& mesh,
                                  const MeshSettings& settings);
std::string_view chains_not_given(const Effective& effective, const Mesh& mesh,
                                  const MeshSettings& settings,
                                  const EffectiveListener& listener);

/// The workloads that the mesh and the settings give: those of objects in input
/// order, then one for each selector that none of them satisfies.
std::vector<Workload> workloads(const Mesh& mesh, const MeshSettings& settings);

/// Ids of the Gateways in merge order. By name where not all have a timestamp.
std::vector<GatewayId> in_merge_order(const Mesh& mesh,
                                      const MeshSettings& settings);

class Bindings;

struct EngineOptions {
  /// Servers that it denies are left out, and so are Gateways that are
  /// refused; null: none.
  bool (*takes_part)(const Server&) = nullptr;
  bool tls = true;  ///< false: of each TlsContext the mode alone
  bool routes = true;
};

/// Works out one workload after the other; what all of them share is worked out
/// once. `mesh` and `settings` must outlive it and all that it returns.
class Engine {
 public:
  Engine(const Mesh& mesh, const MeshSettings& settings,
         const EngineOptions& options = {});
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// The whole: merge, listeners, and routes if they were asked for.
  [[nodiscard]] Effective effective(const Workload& workload) const;
  /// One Gateway for itself, on pods with just the labels of its selector.
  [[nodiscard]] Effective alone(GatewayId id) const;
  [[nodiscard]] const Bindings& bindings() const;
  /// Exchanging two Gateways changes which of their servers live on a port of a
  /// workload, or which listener is refused.
  [[nodiscard]] bool order_matters(const Effective& effective,
                                   std::uint32_t port, GatewayId a,
                                   GatewayId b) const;

 private:
  struct Shared;
  [[nodiscard]] Effective work_out(const Workload& workload,
                                   const std::vector<GatewayId>& ids) const;
  std::unique_ptr<const Shared> shared_;
};

}  // namespace asmgw
