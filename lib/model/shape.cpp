// Looks at keys and kinds of nodes only.
#include "model/shape.h"

#include "base/text.h"
#include "model/describe.h"
#include "model/mapping.h"
#include "model/template_marks.h"

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

std::optional<NodeId> second_object(const Tree& tree) {
  if (tree.empty() || tree[0].kind != NodeKind::mapping) return std::nullopt;
  std::optional<NodeId> second;
  std::size_t versions = 0, kinds = 0;
  for (const Entry& entry : written_entries(tree, 0)) {
    const Node& key = tree[entry.key];
    if (key.kind != NodeKind::scalar) continue;
    const std::string_view text = tree.text(key);
    const bool version = text == "apiVersion", kind = text == "kind";
    versions += version ? 1 : 0;
    kinds += kind ? 1 : 0;
    const bool again = (version && versions > 1) || (kind && kinds > 1);
    if (again && !second) second = entry.key;
  }
  return versions > 1 && kinds > 1 ? second : std::nullopt;
}

namespace {

std::optional<NodeId> action_below(const Tree& tree, NodeId id) {
  if (id == no_node) return std::nullopt;
  id = tree.follow(id);
  for (NodeId at = id; at < tree[id].next; ++at)
    if (tree[at].kind == NodeKind::scalar && holds_action(tree.text(tree[at])))
      return at;
  return std::nullopt;
}

/// The mapping under the key, or no_node.
NodeId mapping_at(const Tree& tree, NodeId mapping, std::string_view key) {
  if (mapping == no_node) return no_node;
  NodeId found = value_at(tree, mapping, key);
  if (found != no_node) found = tree.follow(found);
  return found != no_node && tree[found].kind == NodeKind::mapping ? found
                                                                   : no_node;
}

/// An action where Kubernetes and Istio let no brace pass.
std::optional<NodeId> refused_action(const Tree& tree, NodeId object) {
  if (const NodeId metadata = mapping_at(tree, object, "metadata");
      metadata != no_node)
    for (const char* key : {"name", "namespace", "labels"})
      if (const auto at = action_below(tree, value_at(tree, metadata, key)))
        return at;
  const NodeId spec = mapping_at(tree, object, "spec");
  if (spec == no_node) return std::nullopt;
  NodeId servers = value_at(tree, spec, "servers");
  if (servers == no_node) return std::nullopt;
  servers = tree.follow(servers);
  if (tree[servers].kind != NodeKind::sequence) return std::nullopt;
  for (NodeId server : items(tree, servers)) {
    server = tree.follow(server);
    if (tree[server].kind != NodeKind::mapping) continue;
    if (const auto at = action_below(tree, value_at(tree, server, "hosts")))
      return at;
  }
  return std::nullopt;
}

}  // namespace

OpenValues open_values(const Tree& tree, NodeId object) {
  OpenValues open;
  open.action = refused_action(tree, object);
  const NodeId metadata = mapping_at(tree, object, "metadata");
  const NodeId left_out =
      metadata == no_node ? no_node : value_at(tree, metadata, "annotations");
  for (NodeId id = object + 1; id < tree[object].next;) {
    const Node& node = tree[id];
    if (id == left_out) {
      id = node.next;
      continue;
    }
    std::size_t count = 0;
    if (node.kind == NodeKind::scalar)
      count = count_placeholders(tree.text(node));
    else if (is_bracketed(tree, id))
      count = 1;
    if (count > 0 && !open.first) open.first = id;
    open.placeholders += count;
    ++id;
  }
  return open;
}

bool is_bracketed(const Tree& tree, NodeId id) {
  const Node& outer = tree[id];
  if (outer.kind != NodeKind::sequence || outer.style != Style::flow ||
      outer.next != id + 3)
    return false;
  const Node& inner = tree[id + 1];
  const Node& name = tree[id + 2];
  return inner.kind == NodeKind::sequence && inner.style == Style::flow &&
         name.kind == NodeKind::scalar && name.style == Style::plain &&
         inner.begin == outer.begin + 1 && outer.end == inner.end + 1 &&
         name.begin > inner.begin + 1 && name.end + 1 < inner.end &&
         holds_placeholder("[[" + std::string(tree.text(name)) + "]]");
}

}  // namespace asmgw
