// What several steps ask of workloads and of the order of objects.
#pragma once

#include "listen/effective.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace asmgw {

/// The entries of the selector that count: null ones the API server drops.
Labels selector_of(const MeshGateway& gateway);

/// Some workload is among the inputs, of gateways or not.
bool has_workloads(const Mesh& mesh);
/// All workloads are among the inputs: a selector that none of them satisfies
/// selects nothing, and none is made up for it.
bool lacks_workloads(const Mesh& mesh, const MeshSettings& settings);

/// Timestamps count only if every object of the kind has one: a file without
/// one is no old object.
template <class Objects, class Stamp>
bool all_stamped(const Objects& objects, Stamp stamp) {
  return std::all_of(objects.begin(), objects.end(),
                     [&](const auto& one) { return !stamp(one).empty(); });
}

/// What istiod sorts objects by: `created`, where it counts, then the names.
/// Releases without `since::order_by_name` compare `name.namespace` as one.
struct SortKey {
  std::string_view created;
  std::string name;
  std::string_view namespace_;
  auto operator<=>(const SortKey&) const = default;
};
SortKey sort_key(std::string_view created, const std::string& name,
                 std::string_view namespace_, IstioVersion version);
/// The indexes of the keys, in their order.
std::vector<std::size_t> sorted_ids(const std::vector<SortKey>& keys);

/// The port of the pod that a Service's port leads to; nothing: no container
/// has the name.
std::optional<std::uint32_t> target_of(
    const ServicePort& port, const std::vector<ContainerPort>& containers);

/// Finds the Services that lead to workloads.
class ServiceFinder {
 public:
  /// Both must outlive it.
  ServiceFinder(const Mesh& mesh, const MeshSettings& settings);
  ~ServiceFinder();
  ServiceFinder(const ServiceFinder&) = delete;
  ServiceFinder& operator=(const ServiceFinder&) = delete;

  /// Ports of the Services that lead to the workload, in istiod's order. Says
  /// in `notes` what had to be left out.
  [[nodiscard]] std::vector<ServiceTarget> targets(
      const Workload& workload, std::vector<std::string>& notes) const;

 private:
  struct Index;
  const MeshSettings& settings_;
  std::unique_ptr<const Index> index_;
};

/// A Service that clients come through is known: not one for metrics alone, or
/// one beside it as that of Knative for cluster-local requests.
bool has_entrance(const std::vector<ServiceTarget>& targets);
/// Some Service leads to the port of the pod.
bool leads_to(const std::vector<ServiceTarget>& targets, std::uint32_t port);

/// Where a server with this `port.number` listens.
std::uint32_t resolved_port(const std::vector<ServiceTarget>& targets,
                            std::uint32_t number);

/// The same for many servers: ports of Services and where they lead.
using ResolvedPorts = std::unordered_map<std::uint32_t, std::uint32_t>;
ResolvedPorts resolved_ports(const std::vector<ServiceTarget>& targets);

}  // namespace asmgw
