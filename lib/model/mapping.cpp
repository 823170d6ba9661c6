// Types are those of Kubernetes' scalars; nothing is converted.
#include "model/mapping.h"

#include "yaml/scalar.h"

#include <algorithm>
#include <cmath>

namespace asmgw {

Mapping::Mapping(const Tree& tree, NodeId id) : tree_(&tree) {
  if (id == no_node) return;
  id = tree.follow(id);
  if (tree[id].kind != NodeKind::mapping) return;
  given_ = true;
  entries_ = entries(tree, id);
}

Entry Mapping::find(std::string_view key) const {
  for (const Entry& entry : entries_)
    if (tree_->text((*tree_)[tree_->follow(entry.key)]) == key) return entry;
  return {};
}

Mapping Mapping::at(std::string_view key) const {
  return {*tree_, find(key).value};
}

std::string Mapping::text(std::string_view key) const {
  return string_at(*tree_, find(key).value).value_or("");
}

std::uint32_t Mapping::number(std::string_view key) const {
  return number_at(*tree_, find(key).value).value_or(0);
}

bool Mapping::flag(std::string_view key) const {
  const NodeId id = find(key).value;
  if (id == no_node) return false;
  const Node& node = (*tree_)[tree_->follow(id)];
  return node.kind == NodeKind::scalar && read_scalar(*tree_, node).boolean;
}

std::vector<NodeId> Mapping::list(std::string_view key) const {
  NodeId id = find(key).value;
  if (id == no_node) return {};
  id = tree_->follow(id);
  if ((*tree_)[id].kind != NodeKind::sequence) return {};
  return items(*tree_, id);
}

std::vector<std::string> Mapping::texts(std::string_view key) const {
  std::vector<std::string> all;
  for (NodeId item : list(key))
    if (auto text = string_at(*tree_, item)) all.push_back(std::move(*text));
  return all;
}

Labels Mapping::labels(std::string_view key) const {
  Labels all;
  const Mapping written = at(key);
  for (const Entry& entry : written.all()) {
    auto value = string_at(*tree_, entry.value);
    if (!value && !is_null(*tree_, entry.value)) continue;
    const Node& name = (*tree_)[tree_->follow(entry.key)];
    all.emplace_back(tree_->text(name), std::move(value).value_or(""));
  }
  std::sort(all.begin(), all.end());
  return all;
}

bool is_null(const Tree& tree, NodeId id) {
  if (id == no_node) return true;
  const Node& node = tree[tree.follow(id)];
  return node.kind == NodeKind::scalar &&
         read_scalar(tree, node).type == ScalarType::null;
}

std::optional<std::string> string_at(const Tree& tree, NodeId id) {
  if (id == no_node) return std::nullopt;
  const Node& node = tree[tree.follow(id)];
  if (node.kind != NodeKind::scalar) return std::nullopt;
  if (node.tag_size == 0 &&
      (node.style != Style::plain || is_plain_string(tree.text(node))))
    return std::string(tree.text(node));
  Scalar read = read_scalar(tree, node);
  if (read.type != ScalarType::string) return std::nullopt;
  return std::move(read.text);
}

std::optional<std::uint32_t> number_at(const Tree& tree, NodeId id) {
  if (id == no_node) return std::nullopt;
  const Node& node = tree[tree.follow(id)];
  if (node.kind != NodeKind::scalar) return std::nullopt;
  const Scalar read = read_scalar(tree, node);
  const bool number =
      read.type == ScalarType::integer || read.type == ScalarType::floating;
  if (!number || read.number != std::floor(read.number) || read.number < 0 ||
      read.number > 4294967295.0)
    return std::nullopt;
  return static_cast<std::uint32_t>(read.number);
}

}  // namespace asmgw
