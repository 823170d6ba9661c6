// Gateways are decoded as they come; of the rest only what had to be parsed.
#include "mesh/file_objects.h"

#include "model/document_faults.h"
#include "model/mapping.h"
#include "model/shape.h"
#include "model/virtual_service_faults.h"

#include <algorithm>
#include <array>
#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view envoy_filter = "EnvoyFilter";

std::string creation_of(const Tree& tree, NodeId object) {
  const NodeId metadata = value_at(tree, object, "metadata");
  if (metadata == no_node) return {};
  const NodeId mapping = tree.follow(metadata);
  if (tree[mapping].kind != NodeKind::mapping) return {};
  return string_at(tree, value_at(tree, mapping, "creationTimestamp"))
      .value_or("");
}

class FileReader {
 public:
  FileReader(const Sources& sources, FileId file, FileRole role,
             const MeshSettings& settings, const Renaming& renaming)
      : sources_(sources), settings_(settings) {
    made_.file = file;
    made_.role = role;
    made_.renaming = renaming;
  }

  FileObjects read() {
    load_objects(sources_.file(made_.file), made_.file,
                 {settings_.limits, made_.role},
                 [this](LoadedObject& object) { take(object); });
    return std::move(made_);
  }

 private:
  void take(LoadedObject& object) {
    VirtualServiceFaults faults = faults_of(object);
    take_context(object, faults.acceptance);
    FileObject& kept = made_.objects.emplace_back();
    kept.outcome = object.outcome;
    kept.is_gateway = object.model.object.kind == "Gateway";
    kept.range = object.range;
    kept.reason = object.reason;
    if (object.as_stored)
      kept.as_stored =
          std::make_shared<const Model>(std::move(*object.as_stored));
    if (faults.acceptance != Acceptance::accepted)
      kept.other = model_of(object.model.object, std::move(faults));
    if (object.outcome == Outcome::context ||
        object.outcome == Outcome::skipped)
      return;
    if (object.outcome == Outcome::gateway && object.model.gateway)
      kept.gateway = gateway_of(object);
    else
      kept.other = model_of(object);
  }

  [[nodiscard]] VirtualServiceFaults faults_of(
      const LoadedObject& object) const {
    if (object.outcome != Outcome::context || !object.tree ||
        made_.role == FileRole::patch)
      return VirtualServiceFaults();
    const Mapping root(*object.tree, object.node);
    const Kind* kind = find_kind(root.text("apiVersion"), root.text("kind"));
    if (!kind || kind->as != ContextKind::virtual_service ||
        has_patch_directive(*object.tree, object.node))
      return VirtualServiceFaults();
    return faults_of_virtual_service(source_of(object), settings_.version,
                                     settings_.limits.findings);
  }

  static std::shared_ptr<const Model> model_of(const ObjectName& name,
                                               VirtualServiceFaults faults) {
    auto made = std::make_shared<Model>();
    made->object = name;
    made->problems = std::move(faults.problems);
    made->paths = std::move(faults.paths);
    return made;
  }

  [[nodiscard]] ObjectSource source_of(const LoadedObject& object) const {
    return {*object.tree,
            object.node,
            object.range.file,
            object.range,
            settings_.default_namespace,
            object.model.object.document,
            object.model.object.item,
            &made_.renaming};
  }

  /// Of more objects with one and the same fault than are ever told of, which
  /// are only counted, the last that is told of stands for the rest.
  std::shared_ptr<const Model> model_of(LoadedObject& object) {
    const bool one_fault = object.outcome == Outcome::unreadable &&
                           object.model.problems.size() == 1;
    if (!one_fault)
      return std::make_shared<const Model>(std::move(object.model));
    auto& [count, last] = faulty_[object.model.problems.front().kind];
    if (count++ < settings_.limits.findings)
      last = std::make_shared<const Model>(std::move(object.model));
    return last;
  }

  [[nodiscard]] std::shared_ptr<MeshGateway> gateway_of(
      LoadedObject& object) const {
    const Gateway& gateway = *object.model.gateway;
    const Renaming& as = made_.renaming;
    auto made = std::make_shared<MeshGateway>();
    made->namespace_ =
        as.namespace_of(namespace_of(gateway, ""), settings_.default_namespace);
    made->name = *gateway.metadata->name;
    if (!made->name.empty()) made->name = as.name_of(made->name);
    made->created = creation_of(*object.tree, object.node);
    made->range = filled(gateway.metadata->name) ? gateway.metadata->name.range
                                                 : object.range;
    made->whole = object.range;
    made->model = std::move(object.model);
    return made;
  }

  void take_context(const LoadedObject& object, Acceptance acceptance) {
    if (made_.role == FileRole::patch) return take_patch(object);
    if (object.outcome == Outcome::gateway ||
        object.outcome == Outcome::left_alone ||
        object.outcome == Outcome::noted)
      return;
    if (object.glimpsed) wait(object);
    if (!object.tree) return;
    made_.context.add(source_of(object), next_++, acceptance);
  }

  /// What it is for is asked of its text.
  void take_patch(const LoadedObject& object) {
    if (object.glimpsed == "VirtualService") wait(object);
  }

  /// The kind of a document on whose lines both `kind` and `apiVersion` stand
  /// is known; others that matter are parsed to see.
  void wait(const LoadedObject& object) {
    const std::string_view text = sources_.text(object.range);
    const std::string_view word = *object.glimpsed;
    const std::string_view version =
        word.empty() ? "" : glance_at_api_version(text);
    ContextKind as = ContextKind::none;
    if (!version.empty()) {
      const Kind* kind = find_kind(version, word);
      if (kind) as = kind->as;
      if (as == ContextKind::none)
        return made_.context.count_not_rendered(kind);
    }
    made_.unparsed.push_back({next_++, object.model.object.document,
                              object.range, as, word,
                              object.broken && decides(as)});
  }

  const Sources& sources_;
  const MeshSettings& settings_;
  FileObjects made_;
  std::uint32_t next_ = 0;  ///< the order of what comes next
  std::map<ProblemKind, std::pair<std::size_t, std::shared_ptr<const Model>>>
      faulty_;
};

ParsedDocument parse(const UnparsedDocument& document, const Sources& sources,
                     const MeshSettings& settings, const Renaming& renaming,
                     std::shared_ptr<const SourceFile>& plain) {
  const FileId file = document.range.file;
  Document read = read_with_placeholders(
      sources.file(file), file,
      {document.range.begin, document.range.end, 0, 0}, settings.limits, plain);
  ParsedDocument made;
  made.readable = read.readable;
  made.problems = std::move(read.problems);
  const Tree& tree = read.tree;
  if (!read.readable || tree.empty() || tree[0].kind != NodeKind::mapping)
    return made;
  const auto take = [&](NodeId node, Range whole,
                        std::optional<std::uint32_t> item) {
    made.objects.add(
        {tree, tree.follow(node), file, whole, settings.default_namespace,
         document.document, item, &renaming},
        document.order);
  };
  const auto list = list_items(tree, 0);
  if (!list) {
    take(0, document.range, std::nullopt);
    return made;
  }
  std::uint32_t number = 0;
  for (const ListItem& item : *list)
    take(item.node, {file, tree[item.node].begin, tree[item.node].end},
         number++);
  return made;
}

template <class T>
void keep(ContextObjects& objects, T object, std::uint32_t order) {
  std::get<std::vector<Numbered<T>>>(objects.all)
      .push_back({order, std::make_shared<const T>(std::move(object))});
}

}  // namespace

void ContextObjects::count_not_rendered(const Kind* kind) {
  if (!kind || kind->use != KindUse::named) return;
  ++not_rendered[kind->name == "Gateway"
                     ? "Gateway of " + std::string(kind->group)
                     : std::string(kind->name)];
}

void ContextObjects::add(const ObjectSource& from, std::uint32_t order,
                         Acceptance acceptance) {
  const Mapping root(from.tree, from.node);
  const Kind* kind = find_kind(root.text("apiVersion"), root.text("kind"));
  if (!kind || kind->as == ContextKind::none) {
    count_not_rendered(kind);
    return;
  }
  if (has_patch_directive(from.tree, from.node)) return;
  switch (kind->as) {
    case ContextKind::none:
      break;
    case ContextKind::virtual_service:
      return keep(*this, decode_virtual_service(from, acceptance), order);
    case ContextKind::destination_rule:
      return keep(*this, decode_destination_rule(from), order);
    case ContextKind::istio_gateway:
      return keep(*this, decode_istio_gateway(from), order);
    case ContextKind::service_entry:
      return keep(*this, decode_service_entry(from), order);
    case ContextKind::service:
      return keep(*this, decode_service(from), order);
    case ContextKind::pod:
      return keep(*this, decode_pod_template(from), order);
    case ContextKind::secret:
    case ContextKind::config_map:
      return keep(*this, decode_head(from), order);
    case ContextKind::workload_policy:
      if (kind->name == envoy_filter)
        keep(*this, decode_envoy_filter(from), order);
      return keep(*this, decode_workload_policy(from), order);
  }
}

void FileObjects::refuse(const std::vector<std::size_t>& refused) {
  for (std::size_t i : refused)
    if (objects[i].gateway) objects[i].gateway->refused = true;
}

const ParsedDocument& FileObjects::parsed(std::size_t i, const Sources& sources,
                                          const MeshSettings& settings) const {
  parsed_.resize(unparsed.size());
  if (!parsed_[i])
    parsed_[i] = std::make_shared<const ParsedDocument>(
        parse(unparsed[i], sources, settings, renaming, plain_));
  return *parsed_[i];
}

FileObjects read_objects(const Sources& sources, FileId file, FileRole role,
                         const MeshSettings& settings,
                         const Renaming& renaming) {
  return FileReader(sources, file, role, settings, renaming).read();
}

FileObjects read_renamed(const FileObjects& file, const Sources& sources,
                         const MeshSettings& settings,
                         const Renaming& renaming) {
  FileObjects made =
      read_objects(sources, file.file, file.role, settings, renaming);
  for (std::size_t i = 0; i < made.objects.size(); ++i)
    if (made.objects[i].gateway && file.objects[i].gateway) {
      made.objects[i].gateway->refused = file.objects[i].gateway->refused;
      made.objects[i].gateway->patched = file.objects[i].gateway->patched;
    }
  return made;
}

FileObjects too_large(FileId file, std::uint64_t bytes, const Limits& limits) {
  auto model = std::make_shared<Model>();
  Problem& problem = model->problems.add(ProblemKind::file_too_large);
  problem.range = {file, 0, 0};
  problem.found = std::to_string(bytes);
  problem.wanted = std::to_string(limits.file_size);
  FileObjects made;
  made.file = file;
  FileObject& only = made.objects.emplace_back();
  only.outcome = Outcome::unreadable;
  only.other = std::move(model);
  return made;
}

}  // namespace asmgw
