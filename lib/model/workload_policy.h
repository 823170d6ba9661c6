// Objects that act on the requests of the workloads they select, beside the
// routes: AuthorizationPolicy, RequestAuthentication, EnvoyFilter, WasmPlugin,
// limits and lanes of ASM. Nothing of what they do is rendered.
#pragma once

#include "model/context_decode.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A field of an operation and its `not` twin, as written: a value, `a*`, `*a`
/// or `*`. Both empty: anything.
struct PolicyMatch {
  std::vector<std::string> some, none;
};

struct PolicyOperation {
  PolicyMatch hosts, ports, methods, paths;
};

struct PolicyRule {
  std::vector<PolicyOperation> to;  ///< empty: any
  /// Of the client, by `when`, or by what could not be read.
  bool asks_more = false;
  Range range;
};

/// Of an AuthorizationPolicy.
enum class PolicyAction : std::uint8_t { none, allow, deny, audit, custom };

struct WorkloadPolicy {
  ObjectHead head;
  Labels selector;  ///< empty: all of its namespace, of the mesh from the root
  /// Gateways of the Gateway API: it is for their pods alone.
  std::vector<std::string> targets;
  std::string ingress;       ///< `ns/name` of the gateway of a group of lanes
  bool for_gateways = true;  ///< false: it asks for sidecars or waypoints
  PolicyAction action = PolicyAction::none;
  std::vector<PolicyRule> rules;
};

/// Where policies of the whole mesh stand: Istio's default for rootNamespace.
inline constexpr std::string_view root_namespace = "istio-system";

WorkloadPolicy decode_workload_policy(const ObjectSource& from);

}  // namespace asmgw
