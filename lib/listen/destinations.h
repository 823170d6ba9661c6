// Whether the clusters that routes name can be there.
#pragma once

#include "listen/effective.h"
#include "model/completeness.h"
#include "model/context.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asmgw {

enum class ClusterFault : std::uint8_t {
  none,          ///< or nothing is known of it
  not_exported,  ///< to the namespace of the workload
  no_service,    ///< neither Service nor ServiceEntry has the host
  no_port,       ///< those that have the host have no such port
  no_subset,     ///< no DestinationRule of the host has it
};

struct ClusterState {
  ClusterFault fault = ClusterFault::none;
  /// Envoy has no such cluster and answers 503; else the object may be where
  /// the inputs are not from.
  bool certain = false;
  std::string_view host, subset;     ///< of the cluster
  std::uint32_t port = 0;            ///< likewise
  std::vector<std::uint32_t> ports;  ///< that the host has, with `no_port`
  std::optional<Range> range;        ///< a Service or ServiceEntry of the host
};

/// What the inputs tell of Services, ServiceEntries and DestinationRules by
/// host. Sources: istio pilot/pkg/networking/core/cluster.go (BuildClusters),
/// pilot/pkg/model/push_context.go (ServiceForHostname, destinationRule).
class Destinations {
 public:
  /// The mesh must outlive it.
  Destinations(const Mesh& mesh, const Completeness& complete);

  /// As workloads of namespace `ns` see the cluster, whose name must outlive
  /// what is given. Nothing is said of those that are not `outbound|`.
  [[nodiscard]] ClusterState state_of(const Cluster& cluster,
                                      std::string_view ns) const;

 private:
  /// A Service or ServiceEntry.
  struct Owner {
    std::string_view ns;
    std::vector<std::string> export_to;
    const std::vector<ServicePort>* ports;
    Range range;
  };

  [[nodiscard]] bool declared(std::string_view host) const;
  void add(std::string host, Owner owner);
  static void look_at_port(const std::vector<const Owner*>& seen,
                           ClusterState& state);
  void look_at_subset(ClusterState& state) const;

  const Mesh& mesh_;
  Completeness complete_;
  /// A Service or ServiceEntry among the inputs could not be read.
  bool unread_;
  std::unordered_map<std::string, std::vector<Owner>> owners_;
  /// By host.
  std::unordered_map<std::string, std::vector<const DestinationRule*>> rules_;
};

/// The host is that of a Service, `name.ns.svc.…`: no ServiceEntry is needed.
bool is_of_cluster(std::string_view host);

/// `there is no Service x: 503`, `Service x is not among the inputs`; "" where
/// nothing is at fault.
std::string words_of(const ClusterState& state, std::string_view ns);

}  // namespace asmgw
