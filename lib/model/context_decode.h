// Tree -> the structs of model/context.h. Nothing is ever reported: a field
// that is absent, null or of a wrong type keeps its default.
#pragma once

#include "model/context.h"
#include "model/renaming.h"
#include "yaml/tree.h"

#include <cstdint>
#include <string_view>

namespace asmgw {

/// An object and where it comes from. It is read as what it is taken for: the
/// kind is not looked at again.
struct ObjectSource {
  const Tree& tree;
  NodeId node;                          ///< the object
  FileId file;                          ///< of `tree`
  Range whole;                          ///< the document or item
  std::string_view fallback_namespace;  ///< if it names none
  std::uint32_t document = 0;           ///< see ObjectName
  std::optional<std::uint32_t> item = {};
  const Renaming* renaming = nullptr;
};

/// A number that is the same for objects that say the same, whatever the order
/// of their keys: without `apiVersion`, `status` and what the API server and
/// kubectl add to `metadata`.
std::size_t content_of(const Tree& tree, NodeId object);

/// All that is read of a Secret or a ConfigMap, and a Gateway's creation.
ObjectHead decode_head(const ObjectSource& from);
/// Its paths hold constant names only, so they outlive the file.
VirtualService decode_virtual_service(
    const ObjectSource& from, Acceptance acceptance = Acceptance::accepted);
DestinationRule decode_destination_rule(const ObjectSource& from);
/// `protocol` of its ports is made of the protocol as written, which stands
/// in `app_protocol`.
ServiceEntry decode_service_entry(const ObjectSource& from);
Service decode_service(const ObjectSource& from);
/// A Pod, Deployment, StatefulSet or DaemonSet.
PodTemplate decode_pod_template(const ObjectSource& from);
/// It is no context object: only what names ports or routes is read.
EnvoyFilter decode_envoy_filter(const ObjectSource& from);
/// One without namespace is in istio-system, whatever the fallback.
IstioGatewayObject decode_istio_gateway(const ObjectSource& from);

}  // namespace asmgw
