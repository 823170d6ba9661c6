// Looks at keys and kinds of nodes only.
#include "model/shape.h"

#include "base/text.h"
#include "model/describe.h"
#include "model/mapping.h"

#include <algorithm>

namespace asmgw {
namespace {

std::string_view key_of(const Tree& tree, const Entry& entry) {
  return tree.text(tree[tree.follow(entry.key)]);
}

/// The items of the list under `items`, if there is one.
std::optional<std::vector<NodeId>> items_under(const Tree& tree,
                                               NodeId mapping) {
  const NodeId list = find_value(tree, mapping, "items");
  if (list == no_node) return std::nullopt;
  const NodeId sequence = tree.follow(list);
  if (tree[sequence].kind != NodeKind::sequence) return std::nullopt;
  return items(tree, sequence);
}

}  // namespace

NodeId value_at(const Tree& tree, NodeId mapping, std::string_view key) {
  return find_value(tree, mapping, key);
}

std::string text_at(const Tree& tree, NodeId mapping, std::string_view key) {
  return string_at(tree, value_at(tree, mapping, key)).value_or("");
}

NodeId place_of(const Tree& tree, NodeId mapping, std::string_view key) {
  const NodeId value = value_at(tree, mapping, key);
  if (value != no_node) return value;
  for (const Entry& entry : entries(tree, mapping))
    if (stands_for(key_of(tree, entry), key)) return entry.key;
  return tree[mapping].next > mapping + 1 ? mapping + 1 : mapping;
}

bool resembles_gateway(std::string_view kind) {
  if (kind == "Gateway") return true;
  const std::string word = lower(kind);
  return word == "gateways" || edit_distance(word, "gateway") <= 1;
}

bool has_servers(const Tree& tree, NodeId mapping) {
  const NodeId spec = value_at(tree, mapping, "spec");
  return spec != no_node && tree[tree.follow(spec)].kind == NodeKind::mapping &&
         value_at(tree, tree.follow(spec), "servers") != no_node;
}

bool has_items(const Tree& tree, NodeId mapping) {
  return items_under(tree, mapping).has_value();
}

std::optional<std::vector<ListItem>> list_items(const Tree& tree, NodeId root) {
  const auto list = items_under(tree, root);
  std::string kind = text_at(tree, root, "kind");
  if (!list || kind.empty()) return std::nullopt;
  constexpr std::string_view ending = "List";
  if (kind.ends_with(ending)) kind.resize(kind.size() - ending.size());
  const std::string api_version = text_at(tree, root, "apiVersion");
  std::vector<ListItem> all;
  all.reserve(list->size());
  for (NodeId node : *list) {
    ListItem& item = all.emplace_back();
    item.node = node;
    const NodeId mapping = tree.follow(node);
    if (tree[mapping].kind != NodeKind::mapping ||
        !text_at(tree, mapping, "kind").empty() ||
        !text_at(tree, mapping, "apiVersion").empty())
      continue;
    item.kind = kind;
    item.api_version = api_version;
  }
  return all;
}

bool has_patch_directive(const Tree& tree, NodeId mapping) {
  for (NodeId id = mapping; id < tree[mapping].next; ++id)
    if (tree[id].kind == NodeKind::scalar && tree.text(tree[id]) == "$patch")
      return true;
  return false;
}

bool is_json_patch(const Tree& tree) {
  if (tree[0].kind != NodeKind::sequence) return false;
  const std::vector<NodeId> operations = items(tree, 0);
  return !operations.empty() &&
         std::all_of(operations.begin(), operations.end(), [&](NodeId id) {
           id = tree.follow(id);
           return tree[id].kind == NodeKind::mapping &&
                  !text_at(tree, id, "op").empty() &&
                  !text_at(tree, id, "path").empty();
         });
}

bool lists_gateways(const Tree& tree) {
  if (tree[0].kind != NodeKind::sequence) return false;
  const std::vector<NodeId> all = items(tree, 0);
  return std::any_of(all.begin(), all.end(), [&](NodeId id) {
    id = tree.follow(id);
    return tree[id].kind == NodeKind::mapping &&
           !text_at(tree, id, "apiVersion").empty() &&
           resembles_gateway(text_at(tree, id, "kind"));
  });
}

bool is_lost_indentation(const Tree& tree, NodeId mapping) {
  bool spec_null = false, metadata_null = false, body = false;
  for (const Entry& entry : written_entries(tree, mapping)) {
    const std::string_view key = key_of(tree, entry);
    const Node& value = tree[tree.follow(entry.value)];
    const bool null = value.kind == NodeKind::scalar && value.empty;
    if (key == "spec") spec_null = null;
    if (key == "metadata") metadata_null = null;
    if (key == "servers" || key == "selector") body = true;
  }
  return spec_null && metadata_null && body;
}

}  // namespace asmgw
