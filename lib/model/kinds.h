// The kinds of objects that play a part beside Gateways: the one list.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace asmgw {

/// What an object is read as.
enum class ContextKind : std::uint8_t {
  none,  ///< not a context object
  virtual_service,
  destination_rule,
  istio_gateway,
  service_entry,
  service,
  pod,  ///< or the template of a workload
  secret,
  config_map,
  workload_policy,  ///< see model/workload_policy.h
};

/// An object of the kind decides what a request meets, or that it meets
/// nothing; others only explain it.
constexpr bool decides(ContextKind kind) {
  using enum ContextKind;
  return kind == virtual_service || kind == destination_rule ||
         kind == istio_gateway || kind == service_entry || kind == service;
}

/// Kinds of which all objects may be declared to be among the inputs.
enum class InputKind : std::uint8_t {
  gateway,
  virtual_service,
  service,
  service_entry,
  destination_rule,
  secret,
  config_map,
  namespace_,
  pod,
  deployment,
  daemon_set,
  stateful_set,
  istio_gateway,
};

/// What is done with an object of a kind that is no Gateway of Istio.
enum class KindUse : std::uint8_t {
  none,     ///< told apart elsewhere, or of no use
  sought,   ///< parsed wherever its word stands in a text of no clear kind
  by_name,  ///< parsed only where something names it
  named,    ///< may decide, but plays no part in what is rendered: notes say so
};

struct Kind {
  std::string_view name, group;  ///< group "": the core API, `v1`
  ContextKind as;
  KindUse use;
  bool counted = false;  ///< by lint, as context
};

/// Those of InputKind come first, in its order.
inline constexpr std::array<Kind, 33> all_kinds{{
    {"Gateway", "networking.istio.io", ContextKind::none, KindUse::none},
    {"VirtualService", "networking.istio.io", ContextKind::virtual_service,
     KindUse::sought, true},
    {"Service", "", ContextKind::service, KindUse::sought, true},
    {"ServiceEntry", "networking.istio.io", ContextKind::service_entry,
     KindUse::sought},
    {"DestinationRule", "networking.istio.io", ContextKind::destination_rule,
     KindUse::sought},
    {"Secret", "", ContextKind::secret, KindUse::by_name, true},
    {"ConfigMap", "", ContextKind::config_map, KindUse::by_name, true},
    {"Namespace", "", ContextKind::none, KindUse::none, true},
    {"Pod", "", ContextKind::pod, KindUse::sought, true},
    {"Deployment", "apps", ContextKind::pod, KindUse::sought, true},
    {"DaemonSet", "apps", ContextKind::pod, KindUse::sought, true},
    {"StatefulSet", "apps", ContextKind::pod, KindUse::sought, true},
    {"IstioGateway", "istio.alibabacloud.com", ContextKind::istio_gateway,
     KindUse::sought, true},
    {"ASMCredential", "istio.alibabacloud.com", ContextKind::none,
     KindUse::named, true},
    {"EnvoyFilter", "networking.istio.io", ContextKind::workload_policy,
     KindUse::named},
    {"WasmPlugin", "extensions.istio.io", ContextKind::workload_policy,
     KindUse::named},
    {"TrafficExtension", "extensions.istio.io", ContextKind::workload_policy,
     KindUse::named},
    {"AuthorizationPolicy", "security.istio.io", ContextKind::workload_policy,
     KindUse::named},
    {"RequestAuthentication", "security.istio.io", ContextKind::workload_policy,
     KindUse::named},
    {"ASMSwimLaneGroup", "istio.alibabacloud.com", ContextKind::workload_policy,
     KindUse::named},
    {"ASMSwimLane", "istio.alibabacloud.com", ContextKind::workload_policy,
     KindUse::named},
    {"ASMLocalRateLimiter", "istio.alibabacloud.com",
     ContextKind::workload_policy, KindUse::named},
    {"ASMGlobalRateLimiter", "istio.alibabacloud.com",
     ContextKind::workload_policy, KindUse::named},
    {"ASMCircuitBreaker", "istio.alibabacloud.com",
     ContextKind::workload_policy, KindUse::named},
    {"ASMCompressor", "istio.alibabacloud.com", ContextKind::workload_policy,
     KindUse::named},
    {"ASMGrpcJsonTranscoder", "istio.alibabacloud.com",
     ContextKind::workload_policy, KindUse::named},
    {"Ingress", "networking.k8s.io", ContextKind::none, KindUse::named},
    {"Ingress", "extensions", ContextKind::none, KindUse::named},
    {"Gateway", "gateway.networking.k8s.io", ContextKind::none, KindUse::named},
    {"HTTPRoute", "gateway.networking.k8s.io", ContextKind::none,
     KindUse::named},
    {"TLSRoute", "gateway.networking.k8s.io", ContextKind::none,
     KindUse::named},
    {"TCPRoute", "gateway.networking.k8s.io", ContextKind::none,
     KindUse::named},
    {"GRPCRoute", "gateway.networking.k8s.io", ContextKind::none,
     KindUse::named},
}};

/// Of InputKind.
inline constexpr std::size_t input_kind_count = 13;

/// As Kubernetes spells them, in the order of the enum.
inline constexpr auto input_kinds = [] {
  std::array<std::string_view, input_kind_count> names{};
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = all_kinds[i].name;
  return names;
}();

/// The API group of an apiVersion, "" for the core API.
constexpr std::string_view group_of(std::string_view api_version) {
  const std::size_t slash = api_version.find('/');
  return slash == std::string_view::npos ? "" : api_version.substr(0, slash);
}

/// By kind and API group, null if there is none: a `Service` of another API is
/// no Service.
constexpr const Kind* find_kind(std::string_view api_version,
                                std::string_view name) {
  const bool core = api_version.find('/') == std::string_view::npos;
  if (core && api_version != "v1") return nullptr;
  for (const Kind& kind : all_kinds)
    if (kind.name == name && kind.group == group_of(api_version)) return &kind;
  return nullptr;
}

/// A kind of some API is counted as context under this name.
constexpr bool is_counted(std::string_view name) {
  for (const Kind& kind : all_kinds)
    if (kind.counted && kind.name == name) return true;
  return false;
}

}  // namespace asmgw
