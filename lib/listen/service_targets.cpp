// Port translation: GetProxyServiceTargets and resolvePorts of istiod
// (pilot/pkg/serviceregistry/kube, pilot/pkg/model/gateway.go).
#include "base/text.h"
#include "listen/selector_index.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asmgw {
namespace {

constexpr std::string_view no_translation =
    "experimental.istio.io/disable-gateway-port-translation";

/// The Istio protocol of a Service port, "" for what istiod does not know.
std::string istio_protocol(const ServicePort& port) {
  if (port.protocol == "UDP") return "udp";
  std::string name =
      lower(port.app_protocol.empty() ? port.name : port.app_protocol);
  if (!port.app_protocol.empty()) {
    if (name == "kubernetes.io/h2c") return "http2";
    if (name == "kubernetes.io/ws") return "http";
    if (name == "kubernetes.io/wss") return "https";
  }
  if (name.substr(0, 8) == "grpc-web") return "grpc-web";
  name.resize(std::min(name.find('-'), name.size()));
  if (parse_protocol(name)) return name;
  const std::set<std::uint32_t> well_known{25, 53, 3306, 27017};
  return well_known.count(port.port) > 0 ? "tcp" : "";
}

/// A Service that may belong to an inferred workload.
struct Claimant {
  std::string name;
  const std::vector<ServicePort>* ports;
  bool translates = true;
  bool sure = true;  ///< its selector asks for no more than the labels known
};

void add_ports(const Claimant& service, const Workload& workload,
               std::vector<ServiceTarget>& targets) {
  std::set<std::pair<std::uint32_t, std::string>> known;
  for (const ServicePort& port : *service.ports) {
    auto target = target_of(port, workload.container_ports);
    // The name is that of a container port of pods that were not given.
    if (!target && workload.inferred) target = port.port;
    if (!target || !known.insert({*target, istio_protocol(port)}).second)
      continue;
    ServiceTarget& made = targets.emplace_back();
    made.service = service.name;
    made.port = port.port;
    made.target = *target;
    made.udp = port.protocol == "UDP";
    made.translates = service.translates;
  }
}

bool has_label(const ObjectHead& head, std::string_view key) {
  return std::any_of(head.labels.begin(), head.labels.end(),
                     [&](const auto& label) { return label.first == key; });
}

/// istiod takes the first Service that has the port. One that is for sure of
/// the workload settles it, unless one before it may be and leads elsewhere.
class Dispute {
 public:
  explicit Dispute(std::vector<ServiceTarget>& targets) : targets_(targets) {}

  void add(std::size_t begin, bool sure) {
    for (std::size_t i = begin; i < targets_.size(); ++i) {
      const ServiceTarget& one = targets_[i];
      if (!one.translates) continue;
      Port& port = ports_[one.port];
      if (port.settled) continue;
      port.leads.insert(one.target);
      port.settled = sure;
    }
  }

  void settle(std::vector<std::string>& notes) {
    for (const auto& [port, found] : ports_)
      if (found.leads.size() > 1)
        notes.push_back(
            fmt::format("Services disagree on where port {} leads: none is "
                        "used for it",
                        port));
    for (ServiceTarget& one : targets_)
      one.disputed = one.translates && ports_[one.port].leads.size() > 1;
  }

 private:
  struct Port {
    std::set<std::uint32_t> leads;
    bool settled = false;
  };

  std::vector<ServiceTarget>& targets_;
  std::map<std::uint32_t, Port> ports_;
};

}  // namespace

std::optional<std::uint32_t> target_of(
    const ServicePort& port, const std::vector<ContainerPort>& containers) {
  if (port.target_name.empty())
    return port.target_number > 0 ? port.target_number : port.port;
  for (const ContainerPort& one : containers)
    if (one.name == port.target_name && one.protocol == port.protocol)
      return one.number;
  return std::nullopt;
}

struct ServiceFinder::Index {
  /// The Services of a namespace, by their selectors.
  struct Selecting {
    std::vector<const Service*> services;
    SelectorIndex selectors;
  };

  explicit Index(const Mesh& mesh)
      : stamped(all_stamped(mesh.services, [](const Service& one) {
          return std::string_view(one.head.created);
        })) {
    std::map<std::string, std::vector<const Service*>> all;
    for (const Service& service : mesh.services)
      if (!service.selector.empty())
        all[service.head.namespace_].push_back(&service);
    for (auto& [ns, services] : all) {
      std::vector<Labels> selectors;
      selectors.reserve(services.size());
      for (const Service* one : services) selectors.push_back(one->selector);
      by_namespace.try_emplace(
          ns,
          Selecting{std::move(services), SelectorIndex(std::move(selectors))});
    }
    for (const IstioGatewayObject& object : mesh.istio_gateways)
      gateways[place(object.head.range)].push_back(&object);
  }

  static std::pair<FileId, std::uint32_t> place(const Range& range) {
    return {range.file, range.begin};
  }

  /// For a workload known by a selector alone the Service's own selector may
  /// say more.
  [[nodiscard]] std::vector<const Service*> leading_to(
      const Workload& workload) const {
    const auto at = by_namespace.find(workload.namespace_);
    if (at == by_namespace.end()) return {};
    const auto& [services, selectors] = at->second;
    std::vector<std::size_t> ids = selectors.selecting(workload.labels);
    if (workload.inferred) {
      const auto more = selectors.holding(workload.labels);
      ids.insert(ids.end(), more.begin(), more.end());
      std::sort(ids.begin(), ids.end());
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }
    std::vector<const Service*> found;
    found.reserve(ids.size());
    for (std::size_t id : ids) found.push_back(services[id]);
    const auto key = [&](const Service* one) {
      return std::tuple(stamped ? one->head.created : std::string(),
                        one->head.name + '.');
    };
    std::stable_sort(
        found.begin(), found.end(),
        [&](const Service* a, const Service* b) { return key(a) < key(b); });
    return found;
  }

  /// Those that the workload is made of.
  [[nodiscard]] std::vector<const IstioGatewayObject*> origins_of(
      const Workload& workload) const {
    std::vector<const IstioGatewayObject*> found;
    if (!workload.range) return found;
    const auto at = gateways.find(place(*workload.range));
    if (at == gateways.end()) return found;
    for (const IstioGatewayObject* one : at->second)
      if (one->head.namespace_ == workload.namespace_ &&
          workload.range == one->head.range)
        found.push_back(one);
    return found;
  }

  bool stamped;
  std::map<std::string, Selecting, std::less<>> by_namespace;
  std::map<std::pair<FileId, std::uint32_t>,
           std::vector<const IstioGatewayObject*>>
      gateways;
};

ServiceFinder::ServiceFinder(const Mesh& mesh, const MeshSettings& settings)
    : settings_(settings), index_(std::make_unique<const Index>(mesh)) {}
ServiceFinder::~ServiceFinder() = default;

std::vector<ServiceTarget> ServiceFinder::targets(
    const Workload& workload, std::vector<std::string>& notes) const {
  std::vector<ServiceTarget> targets;
  for (const auto& [port, target] : settings_.service_ports)
    targets.push_back({"--service-ports", port, target});
  if (!targets.empty()) return targets;
  Dispute dispute(targets);
  const auto add = [&](const Claimant& one) {
    const std::size_t before = targets.size();
    add_ports(one, workload, targets);
    dispute.add(before, one.sure);
  };
  for (const Service* one : index_->leading_to(workload))
    add({full_name(one->head), &one->ports,
         !has_label(one->head, no_translation),
         is_subset(one->selector, workload.labels)});
  for (const IstioGatewayObject* one : index_->origins_of(workload))
    add({full_name(one->head), &one->ports});
  dispute.settle(notes);
  return targets;
}

bool has_entrance(const std::vector<ServiceTarget>& targets) {
  // The ports that istio-proxy itself listens on, for probes and metrics.
  const auto of_proxy = [](std::uint32_t port) {
    return port >= 15000 && port < 16000;
  };
  return std::any_of(targets.begin(), targets.end(),
                     [&](const ServiceTarget& one) {
                       return one.translates && !of_proxy(one.port);
                     });
}

bool leads_to(const std::vector<ServiceTarget>& targets, std::uint32_t port) {
  return std::any_of(
      targets.begin(), targets.end(),
      [&](const ServiceTarget& one) { return one.target == port; });
}

std::uint32_t resolved_port(const std::vector<ServiceTarget>& targets,
                            std::uint32_t number) {
  for (const ServiceTarget& one : targets)
    if (one.port == number && one.translates && !one.disputed)
      return one.target;
  return number;
}

ResolvedPorts resolved_ports(const std::vector<ServiceTarget>& targets) {
  ResolvedPorts ports;
  for (const ServiceTarget& one : targets)
    if (one.translates && !one.disputed)
      ports.try_emplace(one.port, one.target);
  return ports;
}

}  // namespace asmgw
