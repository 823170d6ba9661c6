// Which workloads there are, and which Gateways apply to one, in which order.
#include "listen/workloads.h"

#include "listen/selector_index.h"
#include "model/releases.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace asmgw {
namespace {

std::string id_of(const Labels& selector) {
  std::string id = "selector(";
  for (const auto& [key, value] : selector) {
    if (id.back() != '(') id += ',';
    id += key + '=' + value;
  }
  return id + ')';
}

Workload workload_of(const PodTemplate& pod) {
  return {pod.head.namespace_ + '/' + pod.head.name,
          pod.head.namespace_,
          pod.labels,
          pod.container_ports,
          false,
          pod.unprivileged,
          pod.head.range};
}

/// ASM labels the pods of an IstioGateway by its name.
Workload workload_of(const IstioGatewayObject& object) {
  std::map<std::string, std::string> labels{
      {"istio", object.head.name}, {"app", "istio-" + object.head.name}};
  for (const auto& [key, value] : object.pod_labels) labels[key] = value;
  return {object.head.namespace_ + '/' + object.head.name,
          object.head.namespace_,
          Labels(labels.begin(), labels.end()),
          {},
          false,
          false,
          object.head.range};
}

/// Each once, sorted, without the one that selects all.
std::vector<Labels> selectors_of(const Mesh& mesh) {
  std::set<Labels> selectors;
  for (const MeshGateway& gateway : mesh.gateways)
    selectors.insert(selector_of(gateway));
  selectors.erase(Labels{});
  return {selectors.begin(), selectors.end()};
}

class WorkloadFinder {
 public:
  WorkloadFinder(const Mesh& mesh, const MeshSettings& settings)
      : mesh_(mesh),
        settings_(settings),
        selectors_(selectors_of(mesh)),
        satisfied_(selectors_.size(), false) {}

  std::vector<Workload> run() {
    if (mesh_.gateways.empty()) return {};
    if (!settings_.workloads.empty()) {
      add_wishes();
    } else {
      for (const PodTemplate& pod : mesh_.pods) consider(workload_of(pod));
      for (const IstioGatewayObject& object : mesh_.istio_gateways)
        consider(workload_of(object));
      add_inferred();
    }
    for (Workload& workload : found_)
      workload.unprivileged |= settings_.unprivileged;
    if (!settings_.only.empty())
      std::erase_if(found_, [&](const Workload& workload) {
        return std::find(settings_.only.begin(), settings_.only.end(),
                         workload.id) == settings_.only.end();
      });
    return std::move(found_);
  }

 private:
  void add_wishes() {
    for (const WorkloadWish& wish : settings_.workloads) {
      const std::string& ns = wish.namespace_.empty()
                                  ? settings_.gateway_namespace
                                  : wish.namespace_;
      found_.push_back(
          {ns + '/' + wish.name, ns, wish.labels, {}, false, false, {}});
    }
  }

  void consider(Workload workload) {
    const auto selecting = selectors_.selecting(workload.labels);
    if (selecting.empty() ||
        !seen_.insert({workload.namespace_, workload.labels}).second)
      return;
    for (std::size_t id : selecting) satisfied_[id] = true;
    std::size_t& same = ids_[workload.id];
    if (++same > 1) workload.id += '#' + std::to_string(same);
    found_.push_back(std::move(workload));
  }

  void add_inferred() {
    if (lacks_workloads(mesh_, settings_)) return;
    for (std::size_t id = 0; id < selectors_.size(); ++id)
      if (!satisfied_[id]) infer(selectors_[id]);
    if (selectors_.size() == 0) infer({});
  }

  void infer(const Labels& selector) {
    found_.push_back({id_of(selector),
                      settings_.gateway_namespace,
                      selector,
                      {},
                      true,
                      false,
                      {}});
  }

  const Mesh& mesh_;
  const MeshSettings& settings_;
  SelectorIndex selectors_;
  std::vector<bool> satisfied_;  ///< by a workload that is given
  std::set<std::pair<std::string, Labels>> seen_;
  std::map<std::string, std::size_t> ids_;
  std::vector<Workload> found_;
};

}  // namespace

bool has_workloads(const Mesh& mesh) {
  return !mesh.pods.empty() || !mesh.istio_gateways.empty() ||
         std::any_of(all_kinds.begin(), all_kinds.end(), [&](const Kind& kind) {
           return kind.as == ContextKind::pod &&
                  mesh.skipped_kinds.contains(std::string(kind.name));
         });
}

bool lacks_workloads(const Mesh& mesh, const MeshSettings& settings) {
  return settings.complete.of_workloads() && has_workloads(mesh);
}

Labels selector_of(const MeshGateway& gateway) {
  std::map<std::string, std::string> selector;
  for (const Pair& pair : *gateway.spec().selector)
    if (given(pair.value)) selector[pair.key] = *pair.value;
  return {selector.begin(), selector.end()};
}

std::vector<Workload> workloads(const Mesh& mesh,
                                const MeshSettings& settings) {
  return WorkloadFinder(mesh, settings).run();
}

SortKey sort_key(std::string_view created, const std::string& name,
                 std::string_view namespace_, IstioVersion version) {
  if (since::order_by_name.holds(version)) return {created, name, namespace_};
  return {created, name + '.' + std::string(namespace_), {}};
}

std::vector<std::size_t> sorted_ids(const std::vector<SortKey>& keys) {
  std::vector<std::size_t> ids(keys.size());
  std::iota(ids.begin(), ids.end(), std::size_t{0});
  std::ranges::stable_sort(
      ids, {}, [&](std::size_t id) -> const SortKey& { return keys[id]; });
  return ids;
}

std::vector<GatewayId> in_merge_order(const Mesh& mesh,
                                      const MeshSettings& settings) {
  if (settings.order == Order::file) {
    std::vector<GatewayId> ids(mesh.gateways.size());
    std::iota(ids.begin(), ids.end(), GatewayId{0});
    return ids;
  }
  const bool stamped = all_stamped(mesh.gateways, [](const MeshGateway& one) {
    return std::string_view(one.created);
  });
  std::vector<SortKey> keys;
  keys.reserve(mesh.gateways.size());
  for (const MeshGateway& one : mesh.gateways)
    keys.push_back(sort_key(stamped ? std::string_view(one.created) : "",
                            one.name, one.namespace_, settings.version));
  return sorted_ids(keys);
}

}  // namespace asmgw
