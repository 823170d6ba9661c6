// Kinds of a few fields; VirtualServices are read in
// virtual_service_decode.cpp.
#include "model/context_decode.h"

#include "base/text.h"
#include "model/mapping.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

Range range_of(const ObjectSource& from, NodeId id) {
  const Node& node = from.tree[id];
  return {from.file, node.begin, node.end};
}

Mapping root_of(const ObjectSource& from) { return {from.tree, from.node}; }

/// A port of a Service or of an IstioGateway.
ServicePort service_port(const ObjectSource& from, NodeId item) {
  const Mapping written(from.tree, item);
  ServicePort port;
  port.name = written.text("name");
  port.app_protocol = written.text("appProtocol");
  port.port = written.number("port");
  port.target_number = written.number("targetPort");
  port.target_name = written.text("targetPort");
  if (std::string protocol = written.text("protocol"); !protocol.empty())
    port.protocol = std::move(protocol);
  port.range = range_of(from, item);
  return port;
}

std::vector<ServicePort> service_ports(const ObjectSource& from,
                                       const Mapping& spec) {
  std::vector<ServicePort> ports;
  for (NodeId item : spec.list("ports"))
    ports.push_back(service_port(from, item));
  return ports;
}

/// The words of an annotation that are separated by commas.
Field<List<std::string>> export_to(const ObjectSource& from,
                                   const Mapping& metadata) {
  Field<List<std::string>> field;
  const Mapping annotations = metadata.at("annotations");
  const Entry entry = annotations.find("networking.istio.io/exportTo");
  const auto text = string_at(from.tree, entry.value);
  if (!text) return field;
  field.given = Given::yes;
  field.key = range_of(from, entry.key);
  field.range = range_of(from, entry.value);
  for (std::size_t at = 0; at <= text->size();) {
    const std::size_t comma = std::min(text->find(',', at), text->size());
    Field<std::string>& item = field->emplace_back();
    item.value = trim(std::string_view(*text).substr(at, comma - at));
    item.given = Given::yes;
    item.key = item.range = field.range;
    at = comma + 1;
  }
  return field;
}

void add_container_ports(const Mapping& container, PodTemplate& pod) {
  for (NodeId item : container.list("ports")) {
    const Mapping written(container.tree(), item);
    ContainerPort& port = pod.container_ports.emplace_back();
    port.name = written.text("name");
    port.number = written.number("containerPort");
    if (std::string protocol = written.text("protocol"); !protocol.empty())
      port.protocol = std::move(protocol);
  }
}

/// What Go's ParseBool takes for true.
bool is_true(std::string_view word) {
  constexpr std::array<std::string_view, 6> words{"1",    "t",    "T",
                                                  "true", "True", "TRUE"};
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_unprivileged(const Mapping& container) {
  for (NodeId item : container.list("env")) {
    const Mapping variable(container.tree(), item);
    if (variable.text("name") == "ISTIO_META_UNPRIVILEGED_POD")
      return is_true(variable.text("value"));
  }
  return false;
}

void read_pod_spec(const Mapping& spec, PodTemplate& pod) {
  for (std::string_view list : {"containers", "initContainers"}) {
    for (NodeId item : spec.list(list)) {
      const Mapping container(spec.tree(), item);
      pod.unprivileged |= is_unprivileged(container);
      if (list == "containers" || container.text("restartPolicy") == "Always")
        add_container_ports(container, pod);
    }
  }
}

}  // namespace

ObjectHead decode_head(const ObjectSource& from) {
  const Mapping root = root_of(from);
  const Mapping metadata = root.at("metadata");
  const Entry name = metadata.find("name");
  ObjectHead head;
  head.kind = root.text("kind");
  const Renaming as = from.renaming ? *from.renaming : Renaming();
  head.namespace_ =
      as.namespace_of(metadata.text("namespace"), from.fallback_namespace);
  head.name = metadata.text("name");
  if (!head.name.empty()) head.name = as.name_of(head.name);
  head.labels = metadata.labels("labels");
  head.created = metadata.text("creationTimestamp");
  head.range = head.name.empty() ? from.whole : range_of(from, name.value);
  head.object.api_version = root.text("apiVersion");
  head.object.kind = head.kind;
  head.object.namespace_ = head.namespace_;
  if (!head.name.empty()) head.object.name = head.name;
  head.object.document = from.document;
  head.object.item = from.item;
  head.content = content_of(from.tree, from.node);
  return head;
}

DestinationRule decode_destination_rule(const ObjectSource& from) {
  const Mapping spec = root_of(from).at("spec");
  DestinationRule rule;
  rule.head = decode_head(from);
  rule.host = spec.text("host");
  rule.export_to = spec.texts("exportTo");
  for (NodeId item : spec.list("subsets"))
    rule.subsets.push_back(Mapping(from.tree, item).text("name"));
  return rule;
}

ServiceEntry decode_service_entry(const ObjectSource& from) {
  const Mapping spec = root_of(from).at("spec");
  ServiceEntry entry;
  entry.head = decode_head(from);
  entry.hosts = spec.texts("hosts");
  entry.export_to = spec.texts("exportTo");
  entry.mesh_external = spec.text("location") != "MESH_INTERNAL";
  for (NodeId item : spec.list("ports")) {
    const Mapping written(from.tree, item);
    ServicePort& port = entry.ports.emplace_back();
    port.name = written.text("name");
    port.app_protocol = written.text("protocol");
    if (equal_ignoring_case(port.app_protocol, "UDP")) port.protocol = "UDP";
    port.port = written.number("number");
    port.target_number = written.number("targetPort");
    port.range = range_of(from, item);
  }
  return entry;
}

Service decode_service(const ObjectSource& from) {
  const Mapping root = root_of(from);
  const Mapping spec = root.at("spec");
  Service service;
  service.head = decode_head(from);
  service.selector = spec.labels("selector");
  service.ports = service_ports(from, spec);
  service.export_to = export_to(from, root.at("metadata"));
  return service;
}

PodTemplate decode_pod_template(const ObjectSource& from) {
  const Mapping root = root_of(from);
  PodTemplate pod;
  pod.head = decode_head(from);
  const bool itself = pod.head.kind == "Pod";
  const Mapping shape = itself ? root : root.at("spec").at("template");
  pod.labels = shape.at("metadata").labels("labels");
  read_pod_spec(shape.at("spec"), pod);
  return pod;
}

EnvoyFilter decode_envoy_filter(const ObjectSource& from) {
  EnvoyFilter filter;
  filter.head = decode_head(from);
  for (NodeId item : root_of(from).at("spec").list("configPatches")) {
    const Mapping match =
        Mapping(from.tree, item).at("match").at("routeConfiguration");
    if (match.given())
      filter.routes.push_back({match.text("name"), match.text("portName"),
                               match.text("gateway"),
                               match.number("portNumber")});
  }
  return filter;
}

IstioGatewayObject decode_istio_gateway(const ObjectSource& from) {
  const Mapping spec = root_of(from).at("spec");
  ObjectSource there = from;
  there.fallback_namespace = "istio-system";
  IstioGatewayObject gateway;
  gateway.head = decode_head(there);
  gateway.pod_labels = spec.labels("podLabels");
  gateway.ports = service_ports(from, spec);
  return gateway;
}

}  // namespace asmgw
