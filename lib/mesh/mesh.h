// All objects of a run that are looked at together.
#pragma once

#include "base/shared_list.h"
#include "mesh/settings.h"
#include "model/context.h"
#include "model/gateway.h"
#include "model/workload_policy.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace asmgw {

struct MeshGateway {
  Model model;  ///< has a gateway
  std::string namespace_, name;
  std::string created;   ///< creationTimestamp as written, "" if absent
  Range range;           ///< `metadata.name`, else the document or item
  Range whole;           ///< the document or item
  bool refused = false;  ///< the API server or Istio does not take it
  bool patched = false;  ///< an overlay makes another of it

  [[nodiscard]] const Spec& spec() const { return *model.gateway->spec; }
  /// `ns/name`
  [[nodiscard]] std::string full_name() const {
    return namespace_ + '/' + name;
  }
};

/// A document beside the Gateways that is no YAML to Kubernetes.
struct Unreadable {
  Range range;
  Problems problems;
  bool is_template = false;  ///< Helm would make YAML of it
  bool decides = false;      ///< what a request meets hangs on it
  ObjectName object;         ///< as far as it is known
};

/// Two objects of one kind, namespace and name: the last one stands.
struct Replaced {
  std::string kind, name;  ///< `ns/name`
  Range earlier, later;
  ObjectName object;
};

/// In input order; of two with one name the last stands, where it stands. The
/// objects belong to the files they were read from as well: see FileObjects.
struct Mesh {
  SharedList<MeshGateway> gateways;
  SharedList<VirtualService> virtual_services;
  SharedList<Service> services;
  SharedList<PodTemplate> pods;
  SharedList<ServiceEntry> service_entries;
  SharedList<DestinationRule> destination_rules;
  SharedList<IstioGatewayObject> istio_gateways;
  SharedList<EnvoyFilter> envoy_filters;
  SharedList<WorkloadPolicy> policies;   ///< that may select workloads
  std::vector<std::string> secrets;      ///< `ns/name`
  std::vector<std::string> config_maps;  ///< `ns/name`
  std::vector<Replaced> replaced;
  std::vector<Unreadable> unreadable;  ///< those that can matter, by place
  /// Kinds that are there but play no part in what is rendered, with counts:
  /// EnvoyFilter, WasmPlugin, Ingress, Gateway of another API ...
  std::map<std::string, std::size_t> not_rendered;
  std::size_t context_skipped = 0;  ///< not parsed, but counted as given
  std::map<std::string, std::size_t> skipped_kinds;  ///< the same, by kind
  /// VirtualServices that the API server or Istio does not take: they are not
  /// among those above.
  SharedList<VirtualService> refused_virtual_services;
};

}  // namespace asmgw
