// Who refers to whom decides the order: Gateways, then what is always parsed,
// then workloads, then Services and the rest.
#include "listen/mesh_reader.h"

#include "model/mapping.h"
#include "model/shape.h"
#include "model/template_marks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <unordered_map>

namespace asmgw {
namespace {

constexpr std::string_view envoy_filter = "EnvoyFilter";

/// Others have nothing that the rest of the mesh could miss.
bool matches_routes(std::string_view text) {
  return text.find("routeConfiguration") != std::string_view::npos;
}

struct OtherKind {
  std::string_view kind, group;
};
/// What can change the result and is not rendered.
constexpr std::array<OtherKind, 11> not_rendered{{
    {envoy_filter, "networking.istio.io"},
    {"WasmPlugin", "extensions.istio.io"},
    {"TrafficExtension", "extensions.istio.io"},
    {"Ingress", "networking.k8s.io"},
    {"Ingress", "extensions"},
    {"Gateway", "gateway.networking.k8s.io"},
    {"HTTPRoute", "gateway.networking.k8s.io"},
    {"TLSRoute", "gateway.networking.k8s.io"},
    {"TCPRoute", "gateway.networking.k8s.io"},
    {"GRPCRoute", "gateway.networking.k8s.io"},
    {"ASMCredential", "istio.alibabacloud.com"},
}};

/// Kinds that are parsed wherever they may be. Secrets are not among them.
constexpr std::array<std::string_view, 9> sought{
    "VirtualService", "DestinationRule", "IstioGateway",
    "ServiceEntry",   "Service",         "Pod",
    "Deployment",     "StatefulSet",     "DaemonSet"};

const ObjectHead& head_of(const ObjectHead& head) { return head; }
template <class T>
requires requires(const T& object) { object.head; }
const ObjectHead& head_of(const T& object) { return object.head; }

std::string identity(const ObjectHead& head) {
  return head.kind + ' ' + head.namespace_ + '/' + head.name;
}

std::string creation_of(const Tree& tree, NodeId object) {
  const NodeId metadata = value_at(tree, object, "metadata");
  if (metadata == no_node) return {};
  const NodeId mapping = tree.follow(metadata);
  if (tree[mapping].kind != NodeKind::mapping) return {};
  return string_at(tree, value_at(tree, mapping, "creationTimestamp"))
      .value_or("");
}

auto place(const Range& range) { return std::tuple(range.file, range.begin); }

/// Moves all of `from` to the end of `to`.
template <class T>
void append(std::vector<T>& from, std::vector<T>& to) {
  if (to.empty())
    to.swap(from);
  else
    to.insert(to.end(), std::move_iterator(from.begin()),
              std::move_iterator(from.end()));
}

}  // namespace

MeshReader::MeshReader(const Sources& sources, const MeshSettings& settings,
                       const MeshReading& reading)
    : sources_(&sources), settings_(&settings), reading_(reading) {
  if (settings.quic) relevance_.add_all_services();
  for (const WorkloadWish& wish : settings.workloads)
    relevance_.add_workload(wish.labels);
  for (std::string_view kind : sought) kinds_.add(kind);
  for (const OtherKind& other : not_rendered)
    if (other.kind != "Gateway") kinds_.add(other.kind);
}

void MeshReader::add(FileId file, FileRole role,
                     const std::function<void(LoadedObject&)>& also) {
  load_objects(sources_->file(file), file, {settings_->limits, role},
               [&](LoadedObject& object) {
                 if (also) also(object);
                 take(object, role);
               });
}

void MeshReader::take(LoadedObject& object, FileRole role) {
  const bool gateway = object.outcome == Outcome::gateway;
  const bool patch = role == FileRole::patch;
  if (gateway && object.model.gateway && (!patch || reading_.patches))
    take_gateway(object);
  if (gateway || patch || object.outcome == Outcome::left_alone ||
      object.outcome == Outcome::noted)
    return;
  if (object.glimpsed) wait(object);
  if (!object.tree) return;
  const ObjectSource from{*object.tree,
                          object.node,
                          object.range.file,
                          object.range,
                          settings_->default_namespace,
                          object.model.object.document,
                          object.model.object.item};
  take_object(from, next_++, true);
}

void MeshReader::take_gateway(LoadedObject& object) {
  const Gateway& gateway = *object.model.gateway;
  relevance_.add(gateway);
  MeshGateway& made = result_.mesh.gateways.emplace_back();
  made.refused = object.refused;
  made.namespace_ = namespace_of(gateway, settings_->default_namespace);
  made.name = *gateway.metadata->name;
  made.created = creation_of(*object.tree, object.node);
  made.range = filled(gateway.metadata->name) ? gateway.metadata->name.range
                                              : object.range;
  made.whole = object.range;
  made.model = std::move(object.model);
}

/// The kind of a document on whose lines both `kind` and `apiVersion` stand is
/// known; others that matter are parsed to see.
void MeshReader::wait(const LoadedObject& object) {
  const std::string_view text = sources_->text(object.range);
  const std::string_view word = *object.glimpsed;
  const std::string_view version =
      word.empty() ? "" : glance_at_api_version(text);
  ContextKind kind = ContextKind::none;
  if (!version.empty()) {
    kind = context_kind(version, word);
    if (kind == ContextKind::none &&
        !(word == envoy_filter && matches_routes(text))) {
      count_not_rendered(version, word);
      return;
    }
  }
  waiting_.push_back(
      {next_++, object.range, kind, word, object.model.object.document, false});
}

void MeshReader::count_not_rendered(std::string_view api_version,
                                    std::string_view kind) {
  const std::string_view group = api_version.substr(0, api_version.find('/'));
  for (const OtherKind& other : not_rendered)
    if (other.kind == kind && other.group == group)
      ++result_.mesh
            .not_rendered[kind == "Gateway" ? "Gateway of " + std::string(group)
                                            : std::string(kind)];
}

void MeshReader::take_object(const ObjectSource& from, std::size_t order,
                             bool wanted) {
  const Mapping root(from.tree, from.node);
  const std::string version = root.text("apiVersion");
  const std::string kind = root.text("kind");
  const ContextKind known = context_kind(version, kind);
  if (known == ContextKind::none) {
    count_not_rendered(version, kind);
    if (kind == envoy_filter && version.starts_with("networking.istio.io/"))
      keep(decode_envoy_filter(from), order, false);
    return;
  }
  if (has_patch_directive(from.tree, from.node)) return;
  switch (known) {
    case ContextKind::none:
      break;
    case ContextKind::virtual_service:
      return keep(decode_virtual_service(from), order, wanted);
    case ContextKind::destination_rule:
      return keep(decode_destination_rule(from), order, wanted);
    case ContextKind::istio_gateway:
      return keep(decode_istio_gateway(from), order, wanted);
    case ContextKind::service_entry:
      return keep(decode_service_entry(from), order, wanted);
    case ContextKind::service:
      return keep(decode_service(from), order, wanted);
    case ContextKind::pod:
      return keep(decode_pod_template(from), order, wanted);
    case ContextKind::secret:
    case ContextKind::config_map:
      return keep(decode_head(from), order, wanted);
  }
}

template <class T>
void MeshReader::keep(T object, std::size_t order, bool wanted) {
  if constexpr (requires { relevance_.add(object); }) relevance_.add(object);
  std::get<std::vector<Ordered<T>>>(read_).push_back(
      {order, wanted, std::move(object)});
}

void MeshReader::absorb(MeshReader&& later) {
  Mesh& mesh = result_.mesh;
  Mesh& more = later.result_.mesh;
  append(more.gateways, mesh.gateways);
  for (const auto& [kind, count] : more.not_rendered)
    mesh.not_rendered[kind] += count;
  relevance_.absorb(std::move(later.relevance_));
  for (Waiting& document : later.waiting_) document.order += next_;
  append(later.waiting_, waiting_);
  std::apply(
      [&](auto&... read) {
        const auto take_over = [&](auto& all) {
          for (auto& one : all) one.order += next_;
          append(all, std::get<std::decay_t<decltype(all)>>(read_));
        };
        (take_over(read), ...);
      },
      later.read_);
  next_ += later.next_;
}

MeshResult MeshReader::finish() {
  using enum ContextKind;
  read_wanted({virtual_service, destination_rule, istio_gateway});
  read_wanted({pod, none});
  read_namesakes<PodTemplate>(pod);
  read_wanted({none, service, service_entry, secret, config_map});
  read_namesakes<Service>(service);
  read_namesakes<ServiceEntry>(service_entry);
  if (!reading_.filtered)
    for (Waiting& document : waiting_)
      if (!document.read) read(document, false);
  count_skipped();
  settle_all();
  return std::move(result_);
}

std::string_view MeshReader::text_of(const Waiting& document) const {
  return sources_->text(document.range);
}

bool MeshReader::wants(const Waiting& document) const {
  const std::string_view text = text_of(document);
  if (document.kind != ContextKind::none)
    return relevance_.wants(document.kind, text);
  return kinds_.in(text) || relevance_.wants(ContextKind::secret, text);
}

void MeshReader::read_wanted(std::initializer_list<ContextKind> kinds) {
  for (Waiting& document : waiting_)
    if (!document.read &&
        std::find(kinds.begin(), kinds.end(), document.kind) != kinds.end() &&
        wants(document))
      read(document, true);
}

/// Of two objects with one name the last one stands, even if nothing in it
/// matters any more.
template <class T>
void MeshReader::read_namesakes(ContextKind kind) {
  WordSet names;
  for (const auto& known : std::get<std::vector<Ordered<T>>>(read_))
    if (!known.object.head.name.empty()) names.add(known.object.head.name);
  for (Waiting& document : waiting_)
    if (!document.read && document.kind == kind && names.in(text_of(document)))
      read(document, true);
}

void MeshReader::read(Waiting& document, bool wanted) {
  document.read = true;
  const FileId file = document.range.file;
  const std::string_view text = text_of(document);
  Document parsed = read_document(
      sources_->file(file), file,
      {document.range.begin, document.range.end, 0, 0}, settings_->limits);
  if (!parsed.readable) {
    if (document.kind != ContextKind::none && wanted)
      result_.unreadable.push_back({document.range, std::move(parsed.problems),
                                    find_helm_mark(text).has_value()});
    return;
  }
  const Tree& tree = parsed.tree;
  if (tree.empty() || tree[0].kind != NodeKind::mapping) return;
  const auto take_at = [&](NodeId node, Range whole,
                           std::optional<std::uint32_t> item) {
    take_object({tree, tree.follow(node), file, whole,
                 settings_->default_namespace, document.document, item},
                document.order, wanted);
  };
  const auto list = list_items(tree, 0);
  if (!list) return take_at(0, document.range, std::nullopt);
  std::uint32_t number = 0;
  for (const ListItem& item : *list)
    take_at(item.node, {file, tree[item.node].begin, tree[item.node].end},
            number++);
}

void MeshReader::count_skipped() {
  for (const Waiting& document : waiting_) {
    if (document.read || document.kind == ContextKind::none) continue;
    ++result_.mesh.context_skipped;
    ++result_.mesh.skipped_kinds[std::string(document.word)];
  }
}

void MeshReader::settle_gateways() {
  std::vector<MeshGateway>& all = result_.mesh.gateways;
  std::map<std::pair<std::string_view, std::string_view>, const MeshGateway*>
      last;
  for (const MeshGateway& one : all)
    if (!one.name.empty()) last[{one.namespace_, one.name}] = &one;
  if (last.size() == all.size()) return;
  std::vector<MeshGateway> standing;
  std::vector<bool> stands(all.size(), true);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name.empty()) continue;
    const MeshGateway& later = *last[{all[i].namespace_, all[i].name}];
    stands[i] = &later == &all[i];
    if (!stands[i])
      result_.mesh.replaced.push_back({"Gateway", all[i].full_name(),
                                       all[i].range, later.range,
                                       all[i].model.object});
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    if (stands[i]) standing.push_back(std::move(all[i]));
  all = std::move(standing);
}

template <class T>
void MeshReader::settle(std::vector<T>& out) {
  auto& all = std::get<std::vector<Ordered<T>>>(read_);
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return a.order < b.order;
  });
  std::unordered_map<std::string, const Ordered<T>*> last;
  for (const Ordered<T>& one : all) last[identity(head_of(one.object))] = &one;
  for (Ordered<T>& one : all) {
    const ObjectHead& head = head_of(one.object);
    const Ordered<T>& standing = *last[identity(head)];
    if (&standing == &one || head.name.empty()) {
      out.push_back(std::move(one.object));
    } else if (one.wanted && standing.wanted) {
      result_.mesh.replaced.push_back(
          {head.kind, head.namespace_ + '/' + head.name, head.range,
           head_of(standing.object).range, head.object});
    }
  }
}

void MeshReader::settle_all() {
  Mesh& mesh = result_.mesh;
  settle_gateways();
  settle(mesh.virtual_services);
  settle(mesh.destination_rules);
  settle(mesh.istio_gateways);
  settle(mesh.service_entries);
  settle(mesh.services);
  settle(mesh.pods);
  settle(mesh.envoy_filters);
  std::vector<ObjectHead> heads;
  settle(heads);
  for (const ObjectHead& head : heads)
    (head.kind == "Secret" ? mesh.secrets : mesh.config_maps)
        .push_back(head.namespace_ + '/' + head.name);
  std::stable_sort(mesh.replaced.begin(), mesh.replaced.end(),
                   [](const Replaced& a, const Replaced& b) {
                     return place(a.earlier) < place(b.earlier);
                   });
  std::stable_sort(result_.unreadable.begin(), result_.unreadable.end(),
                   [](const Unreadable& a, const Unreadable& b) {
                     return place(a.range) < place(b.range);
                   });
}

}  // namespace asmgw
