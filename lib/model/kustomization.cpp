// Three lists of a small YAML file.
#include "model/kustomization.h"

#include "yaml/read.h"

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

std::string_view text_at(const Tree& tree, NodeId id) {
  const Node& node = tree[tree.follow(id)];
  return node.kind == NodeKind::scalar ? tree.text(node) : std::string_view();
}

NodeId value_of(const Tree& tree, NodeId mapping, std::string_view key) {
  mapping = tree.follow(mapping);
  if (tree[mapping].kind != NodeKind::mapping) return no_node;
  for (const Entry& entry : entries(tree, mapping))
    if (text_at(tree, entry.key) == key) return entry.value;
  return no_node;
}

std::vector<NodeId> items_of(const Tree& tree, std::string_view key) {
  NodeId list = value_of(tree, 0, key);
  if (list == no_node) return {};
  list = tree.follow(list);
  if (tree[list].kind != NodeKind::sequence) return {};
  return items(tree, list);
}

/// A patch may stand there itself in place of a name.
void add_path(std::string_view path, std::vector<std::string>& out) {
  if (!path.empty() && path.find('\n') == std::string_view::npos &&
      path.find(": ") == std::string_view::npos)
    out.emplace_back(path);
}

}  // namespace

bool is_kustomization(std::string_view file_name) {
  return std::find(kustomization_names.begin(), kustomization_names.end(),
                   file_name) != kustomization_names.end();
}

std::vector<std::string> patch_files(std::string_view kustomization) {
  const SourceFile file("kustomization.yaml", std::string(kustomization));
  std::vector<std::string> out;
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, FileId{}, chunk, Limits{});
    const Tree& tree = document.tree;
    if (!document.readable || tree.empty()) continue;
    for (std::string_view key : {"patches", "patchesJson6902"})
      for (NodeId item : items_of(tree, key)) {
        const NodeId path = value_of(tree, item, "path");
        if (path != no_node) add_path(text_at(tree, path), out);
      }
    for (NodeId item : items_of(tree, "patchesStrategicMerge"))
      add_path(text_at(tree, item), out);
  }
  return out;
}

}  // namespace asmgw
