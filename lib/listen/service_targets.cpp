// Port translation: GetProxyServiceTargets and resolvePorts of istiod
// (pilot/pkg/serviceregistry/kube, pilot/pkg/model/gateway.go).
#include "base/text.h"
#include "listen/workloads.h"

#include <fmt/core.h>

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

void add_ports(const std::string& service,
               const std::vector<ServicePort>& ports, const Workload& workload,
               bool translates, std::vector<ServiceTarget>& targets) {
  std::set<std::pair<std::uint32_t, std::string>> known;
  for (const ServicePort& port : ports) {
    auto target = target_of(port, workload.container_ports);
    // The name is that of a container port of pods that were not given.
    if (!target && workload.inferred) target = port.port;
    if (!target || !known.insert({*target, istio_protocol(port)}).second)
      continue;
    targets.push_back(
        {service, port.port, *target, port.protocol == "UDP", translates});
  }
}

bool has_label(const ObjectHead& head, std::string_view key) {
  return std::any_of(head.labels.begin(), head.labels.end(),
                     [&](const auto& label) { return label.first == key; });
}

/// For a workload known by a selector alone the Service's own selector may say
/// more.
bool selects(const Service& service, const Workload& workload) {
  if (service.selector.empty() ||
      service.head.namespace_ != workload.namespace_)
    return false;
  if (is_subset(service.selector, workload.labels)) return true;
  return workload.inferred && !workload.labels.empty() &&
         is_subset(workload.labels, service.selector);
}

std::vector<const Service*> services_of(const Mesh& mesh,
                                        const Workload& workload) {
  const bool stamped = all_stamped(mesh.services, [](const Service& one) {
    return std::string_view(one.head.created);
  });
  std::vector<const Service*> found;
  for (const Service& service : mesh.services)
    if (selects(service, workload)) found.push_back(&service);
  const auto key = [&](const Service* one) {
    return std::tuple(stamped ? one->head.created : std::string(),
                      one->head.name + '.');
  };
  std::stable_sort(
      found.begin(), found.end(),
      [&](const Service* a, const Service* b) { return key(a) < key(b); });
  return found;
}

/// Services that only may belong to an inferred workload and disagree do not
/// tell where the port leads.
void settle_disputed(std::vector<ServiceTarget>& targets,
                     std::vector<std::string>& notes) {
  std::map<std::uint32_t, std::set<std::uint32_t>> by_port;
  for (const ServiceTarget& one : targets)
    if (one.translates) by_port[one.port].insert(one.target);
  for (const auto& [port, all] : by_port) {
    if (all.size() < 2) continue;
    notes.push_back(
        fmt::format("Services disagree on where port {} leads: none is used "
                    "for it",
                    port));
    for (ServiceTarget& one : targets)
      if (one.port == port && one.translates) one.target = port;
  }
}

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

std::vector<ServiceTarget> service_targets(const Mesh& mesh,
                                           const MeshSettings& settings,
                                           const Workload& workload,
                                           std::vector<std::string>& notes) {
  std::vector<ServiceTarget> targets;
  for (const auto& [port, target] : settings.service_ports)
    targets.push_back({"--service-ports", port, target, false, true});
  if (!targets.empty()) return targets;
  for (const Service* service : services_of(mesh, workload))
    add_ports(service->head.namespace_ + '/' + service->head.name,
              service->ports, workload,
              !has_label(service->head, no_translation), targets);
  for (const IstioGatewayObject& object : mesh.istio_gateways) {
    const bool own = object.head.namespace_ == workload.namespace_ &&
                     workload.range == object.head.range;
    if (own)
      add_ports(object.head.namespace_ + '/' + object.head.name, object.ports,
                workload, true, targets);
  }
  if (workload.inferred) settle_disputed(targets, notes);
  return targets;
}

std::uint32_t resolved_port(const std::vector<ServiceTarget>& targets,
                            std::uint32_t number) {
  for (const ServiceTarget& one : targets)
    if (one.port == number && one.translates) return one.target;
  return number;
}

}  // namespace asmgw
