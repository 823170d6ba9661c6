// A small YAML file, and the patches that stand in it as text.
#include "model/kustomization.h"

#include "model/each_document.h"
#include "model/shape.h"

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

/// A patch may stand there itself in place of a name.
bool is_path(std::string_view text) {
  return !text.empty() && text.find('\n') == std::string_view::npos &&
         text.find(": ") == std::string_view::npos;
}

PatchTarget target_in(const Mapping& target) {
  return {target.text("kind"), target.text("namespace"), target.text("name")};
}

/// What a patch in the form of an object is for.
PatchTarget target_of_text(std::string_view patch) {
  PatchTarget found;
  each_document(patch, [&](const Mapping& object) {
    const Mapping metadata = object.at("metadata");
    if (found == PatchTarget{})
      found = {object.text("kind"), metadata.text("namespace"),
               metadata.text("name")};
  });
  return found;
}

bool is_path_of_labels(std::string_view path) {
  return path.starts_with("/metadata/labels") ||
         path.starts_with("/metadata/annotations");
}

bool is_about_labels(const Tree& tree) {
  const Mapping root(tree, 0);
  if (root.given()) {
    const auto& entries = root.all();
    return !has_patch_directive(tree, 0) &&
           std::all_of(entries.begin(), entries.end(), [&](const Entry& one) {
             const std::string key = string_at(tree, one.key).value_or("");
             return key == "apiVersion" || key == "kind" || key == "metadata";
           });
  }
  if (!is_json_patch(tree)) return false;
  const std::vector<NodeId> all = items(tree, 0);
  return std::all_of(all.begin(), all.end(), [&](NodeId id) {
    const Mapping operation(tree, id);
    const std::string from = operation.text("from");
    return is_path_of_labels(operation.text("path")) &&
           (from.empty() || is_path_of_labels(from));
  });
}

class Reader {
 public:
  explicit Reader(KustomizationFile& out) : out_(out) {}

  void read(const Mapping& root) {
    out_.component |= root.text("kind") == "Component";
    add(root.texts("resources"), out_.resources);
    add(root.texts("bases"), out_.bases);
    add(root.texts("components"), out_.components);
    take(root.text("namespace"), out_.namespace_);
    take(root.text("namePrefix"), out_.name_prefix);
    take(root.text("nameSuffix"), out_.name_suffix);
    for (std::string_view key : {"patches", "patchesJson6902"})
      for (NodeId item : root.list(key)) add_patch(Mapping(root.tree(), item));
    for (const std::string& text : root.texts("patchesStrategicMerge"))
      add_merge(text);
  }

 private:
  static void add(std::vector<std::string> from, std::vector<std::string>& to) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  static void take(std::string from, std::string& to) {
    if (!from.empty()) to = std::move(from);
  }

  void add_patch(const Mapping& patch) {
    std::string path = patch.text("path");
    const std::string inline_text = patch.text("patch");
    PatchTarget target = target_in(patch.at("target"));
    if (!is_path(path)) path.clear();
    if (path.empty() && target == PatchTarget{})
      target = target_of_text(inline_text);
    if (!path.empty() || !inline_text.empty())
      out_.patches.push_back(
          {std::move(path), std::move(target), leaves_spec(inline_text)});
  }

  void add_merge(const std::string& text) {
    if (is_path(text))
      out_.patches.push_back({text, {}, false});
    else if (!text.empty())
      out_.patches.push_back({"", target_of_text(text), leaves_spec(text)});
  }

  KustomizationFile& out_;
};

}  // namespace

bool is_kustomization(std::string_view file_name) {
  return std::find(kustomization_names.begin(), kustomization_names.end(),
                   file_name) != kustomization_names.end();
}

bool leaves_spec(std::string_view patch) {
  const SourceFile file("patch", std::string(patch));
  bool some = false;
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, FileId{}, chunk, Limits{});
    if (!document.readable) return false;
    if (document.tree.empty()) continue;
    if (!is_about_labels(document.tree)) return false;
    some = true;
  }
  return some;
}

KustomizationFile read_kustomization(std::string_view text) {
  KustomizationFile made;
  each_document(text, [&](const Mapping& root) { Reader(made).read(root); });
  return made;
}

bool is_remote_resource(std::string_view entry) {
  return entry.find("://") != std::string_view::npos ||
         entry.find("?ref=") != std::string_view::npos ||
         entry.starts_with("git@") || entry.starts_with("github.com/");
}

std::vector<std::string> patch_files(std::string_view kustomization) {
  std::vector<std::string> paths;
  for (KustomizationPatch& patch : read_kustomization(kustomization).patches)
    if (!patch.path.empty()) paths.push_back(std::move(patch.path));
  return paths;
}

}  // namespace asmgw
