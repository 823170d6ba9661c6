// Fields by the APIs: argoproj.io/v1alpha1, kustomize.toolkit.fluxcd.io/v1,
// helm.toolkit.fluxcd.io/v2, fleet.cattle.io/v1alpha1.
#include "model/deployed_folders.h"

#include "model/each_document.h"
#include "model/glance.h"
#include "model/kinds.h"

#include <array>
#include <utility>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 4> groups{
    "argoproj.io", "kustomize.toolkit.fluxcd.io", "helm.toolkit.fluxcd.io",
    "fleet.cattle.io"};

bool mentions_any(std::string_view text) {
  for (std::string_view group : groups)
    if (mentions(text, group)) return true;
  return false;
}

std::string name_of(const Mapping& object) {
  const Mapping metadata = object.at("metadata");
  const std::string ns = metadata.text("namespace");
  return (ns.empty() ? "" : ns + '/') + metadata.text("name");
}

/// `envs/{{cluster}}/mesh` may be any `envs/*/mesh`.
std::string without_placeholders(std::string path) {
  for (std::size_t at = path.find("{{"); at != std::string::npos;
       at = path.find("{{", at)) {
    const std::size_t end = path.find("}}", at);
    if (end == std::string::npos) break;
    path.replace(at, end + 2 - at, "*");
    ++at;
  }
  return path;
}

/// `source` and `sources` of an Application; a chart from elsewhere has no
/// path.
void add_sources(const Mapping& spec, DeployedFolders& out) {
  const auto add = [&](const Mapping& source) {
    std::string path = source.text("path");
    if (path.empty()) return;
    out.paths.push_back(without_placeholders(std::move(path)));
    out.below |= source.at("directory").flag("recurse");
  };
  add(spec.at("source"));
  for (NodeId source : spec.list("sources")) add({spec.tree(), source});
  out.namespace_ = spec.at("destination").text("namespace");
  if (out.namespace_.find("{{") != std::string::npos) out.namespace_.clear();
}

DeployedFolders application(const Mapping& object) {
  DeployedFolders made{.by = "Argo CD Application", .name = name_of(object)};
  add_sources(object.at("spec"), made);
  return made;
}

void add_directories(const Mapping& generator, DeployedFolders& out) {
  for (NodeId item : generator.at("git").list("directories")) {
    const Mapping directory(generator.tree(), item);
    std::string path = directory.text("path");
    if (path.empty()) continue;
    (directory.flag("exclude") ? out.excluded : out.paths)
        .push_back(std::move(path));
  }
  for (std::string_view nested : {"matrix", "merge"})
    for (NodeId item : generator.at(nested).list("generators")) {
      const Mapping inner(generator.tree(), item);
      if (inner.has("git")) add_directories(inner, out);
    }
}

/// Its template is where the generators do not name the folders.
DeployedFolders application_set(const Mapping& object) {
  DeployedFolders made{
      .by = "Argo CD ApplicationSet", .name = name_of(object), .each = true};
  const Mapping spec = object.at("spec");
  DeployedFolders by_template;
  add_sources(spec.at("template").at("spec"), by_template);
  for (NodeId item : spec.list("generators"))
    add_directories({spec.tree(), item}, made);
  made.below = by_template.below;
  made.namespace_ = by_template.namespace_;
  for (std::string& path : by_template.paths)
    if (path != "*") made.paths.push_back(std::move(path));
  return made;
}

/// Without a kustomization.yaml Flux makes one of all that lies below.
DeployedFolders flux_kustomization(const Mapping& object) {
  const Mapping spec = object.at("spec");
  DeployedFolders made{
      .by = "Flux Kustomization", .name = name_of(object), .below = true};
  std::string path = spec.text("path");
  made.paths.push_back(path.empty() ? "." : std::move(path));
  made.namespace_ = spec.text("targetNamespace");
  made.all_namespaces = true;
  return made;
}

DeployedFolders helm_release(const Mapping& object) {
  const Mapping spec = object.at("spec");
  DeployedFolders made{
      .by = "Flux HelmRelease", .name = name_of(object), .below = true};
  const Mapping chart = spec.at("chart").at("spec");
  std::string path = chart.text("chart");
  const std::string from = chart.at("sourceRef").text("kind");
  if (from == "GitRepository" || from == "Bucket")
    made.paths.push_back(std::move(path));
  made.namespace_ = spec.text("targetNamespace");
  return made;
}

DeployedFolders git_repo(const Mapping& object) {
  const Mapping spec = object.at("spec");
  DeployedFolders made{.by = "Fleet GitRepo",
                       .name = name_of(object),
                       .paths = spec.texts("paths"),
                       .below = true,
                       .each = true};
  made.namespace_ = spec.text("targetNamespace");
  made.all_namespaces = true;
  return made;
}

void add(const Mapping& object, std::vector<DeployedFolders>& out) {
  const std::string version = object.text("apiVersion");
  const std::string_view group = group_of(version);
  const std::string kind = object.text("kind");
  DeployedFolders made;
  if (group == groups[0] && kind == "Application")
    made = application(object);
  else if (group == groups[0] && kind == "ApplicationSet")
    made = application_set(object);
  else if (group == groups[1] && kind == "Kustomization")
    made = flux_kustomization(object);
  else if (group == groups[2] && kind == "HelmRelease")
    made = helm_release(object);
  else if (group == groups[3] && kind == "GitRepo")
    made = git_repo(object);
  if (!made.paths.empty()) out.push_back(std::move(made));
}

template <class Take>
void each_object(std::string_view text, const Take& take) {
  each_document(text, [&](const Mapping& root) {
    if (root.text("kind") != "List") return take(root);
    for (NodeId item : root.list("items")) take(Mapping(root.tree(), item));
  });
}

}  // namespace

std::vector<DeployedFolders> deployed_folders(std::string_view text) {
  std::vector<DeployedFolders> all;
  if (!mentions_any(text)) return all;
  each_object(text, [&](const Mapping& object) { add(object, all); });
  return all;
}

DeployedFolders fleet_bundle(std::string_view text) {
  DeployedFolders made{.by = "Fleet bundle", .paths = {"."}, .below = true};
  each_object(text, [&](const Mapping& bundle) {
    made.name = bundle.text("name");
    made.namespace_ = bundle.text("namespace");
    made.all_namespaces = !made.namespace_.empty();
    if (made.namespace_.empty())
      made.namespace_ = bundle.text("defaultNamespace");
  });
  return made;
}

}  // namespace asmgw
