// The objects beside Gateways that decide what one does, as plain structs: what
// istiod reads of them and no more. Fields that are absent, null or of a wrong
// type keep their default: they are not ours to judge.
#pragma once

#include "model/field.h"
#include "model/gateway.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {

/// Key and value, sorted by key, each key once.
using Labels = std::vector<std::pair<std::string, std::string>>;

/// Every key of `some` stands in `all` with the same value.
bool is_subset(const Labels& some, const Labels& all);

/// What every object has.
struct ObjectHead {
  std::string kind, namespace_, name;
  Labels labels;
  std::string created;      ///< creationTimestamp as written, "" if absent
  Range range;              ///< `metadata.name`, else the document or item
  ObjectName object;        ///< as findings name it
  std::size_t content = 0;  ///< see content_of
};

/// `ns/name`
std::string full_name(const ObjectHead& head);

struct StringMatch {
  enum Kind : std::uint8_t { exact, prefix, regex };
  Kind kind = exact;
  std::string value;
  bool operator==(const StringMatch&) const = default;
};
/// By name, sorted, each name once.
using NamedMatches = std::vector<std::pair<std::string, StringMatch>>;

struct HttpMatch {
  std::optional<StringMatch> uri, scheme, method, authority;
  NamedMatches headers, without_headers, query_params;
  bool ignore_uri_case = false;
  /// `without_headers` hold only where the header is sent. Up to 1.21.
  bool without_wants_header = false;
  std::uint32_t port = 0;  ///< 0: any
  List<std::string> gateways;
  std::string source_namespace;
  Labels source_labels;
  std::string name, stat_prefix;
  Range range;
  PathId path = root_path;
};

struct Destination {
  Field<std::string> host;
  std::string subset;
  std::uint32_t port = 0;    ///< 0: not given
  std::uint32_t weight = 0;  ///< 0: not given
};

struct HttpRedirect {
  std::string scheme, authority, uri;
  std::string prefix_rewrite;  ///< takes the place of the prefix that fits
  std::uint32_t port = 0, code = 301;
  bool from_request_port = false;  ///< derivePort: FROM_REQUEST_PORT
};

struct Delegate {
  std::string namespace_, name;  ///< namespace "": that of the root
  Range range;
};

struct HttpRoute {
  std::string name;
  std::vector<HttpMatch> match;
  std::vector<Destination> route;
  std::optional<HttpRedirect> redirect;
  std::optional<std::uint32_t> direct_status;
  /// fault.abort.httpStatus of every request; not that of a share of them.
  std::optional<std::uint32_t> abort;
  std::vector<StringMatch> cors_origins;   ///< corsPolicy.allowOrigins
  std::vector<std::string> header_values;  ///< that are set or added
  std::vector<std::string> rewrites;       ///< uri and authority
  std::optional<Delegate> delegate;
  Range range;
  PathId path = root_path;
};

/// A match of `tls` or `tcp`.
struct L4Match {
  List<std::string> sni_hosts;
  std::uint32_t port = 0;  ///< 0: any
  List<std::string> gateways;
  Range range;
  PathId path = root_path;
};

struct L4Route {
  std::vector<L4Match> match;
  std::vector<Destination> route;
  Range range;
  PathId path = root_path;
};

/// What becomes of an object that is applied.
enum class Acceptance : std::uint8_t {
  accepted,
  without_fields,  ///< kubectl apply refuses fields of it that others drop
  refused,         ///< the API server or Istio does not take it
};

struct VirtualService {
  ObjectHead head;
  Field<List<std::string>> hosts, gateways, export_to;
  std::vector<HttpRoute> http;
  std::vector<L4Route> tls, tcp;
  Paths paths;
  Acceptance acceptance = Acceptance::accepted;
};

struct ServicePort {
  std::string name, app_protocol;
  std::string protocol = "TCP";  ///< of the transport: TCP, UDP, SCTP
  std::uint32_t port = 0;
  std::uint32_t target_number = 0;  ///< 0: `target_name`, or as `port`
  std::string target_name;
  Range range;
};

struct Service {
  ObjectHead head;
  Labels selector;
  std::vector<ServicePort> ports;
  Field<List<std::string>>
      export_to;  ///< annotation networking.istio.io/exportTo
};

struct ContainerPort {
  std::string name, protocol = "TCP";
  std::uint32_t number = 0;
};

/// A Pod, or the template of a Deployment, StatefulSet or DaemonSet.
struct PodTemplate {
  ObjectHead head;                             ///< of the object itself
  Labels labels;                               ///< of its pods
  std::vector<ContainerPort> container_ports;  ///< containers, then sidecars
  bool unprivileged = false;  ///< env ISTIO_META_UNPRIVILEGED_POD is "true"
};

struct ServiceEntry {
  ObjectHead head;
  std::vector<std::string> hosts;
  std::vector<ServicePort> ports;
  std::vector<std::string> export_to;
  bool mesh_external = true;  ///< location is not MESH_INTERNAL
};

struct DestinationRule {
  ObjectHead head;
  std::string host;
  std::vector<std::string> subsets, export_to;
};

/// The routes that a patch of an EnvoyFilter applies to; "" and 0: any.
struct RouteConfigurationMatch {
  std::string name, port_name;
  std::string gateway;  ///< `ns/name`
  std::uint32_t port = 0;
};
struct EnvoyFilter {
  ObjectHead head;
  std::vector<RouteConfigurationMatch> routes;  ///< of its patches
};

/// ASM's own kind: a gateway Deployment and its Service in one object.
struct IstioGatewayObject {
  ObjectHead head;
  Labels pod_labels;  ///< spec.podLabels
  std::vector<ServicePort> ports;
};

}  // namespace asmgw
