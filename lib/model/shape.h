// Questions about an object before it is decoded: its kind, and whether it is
// a Gateway at all or only looks like one.
#pragma once

#include "yaml/read.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// The value under `key` in the mapping `mapping` (no alias), or no_node.
NodeId value_at(const Tree& tree, NodeId mapping, std::string_view key);

/// The same if it is a string, else "".
std::string text_at(const Tree& tree, NodeId mapping, std::string_view key);

/// What to point at for `key`: its value; the key that is a misspelling of it;
/// else the first key.
NodeId place_of(const Tree& tree, NodeId mapping, std::string_view key);

/// `Gateway` but for case, a plural or one edit; or the real thing.
bool resembles_gateway(std::string_view kind);

/// `spec.servers` is there.
bool has_servers(const Tree& tree, NodeId mapping);

/// An object of a list.
struct ListItem {
  NodeId node = no_node;
  /// What the list makes of an item that says neither itself.
  std::string kind{}, api_version{};
};

/// There is a list of `items` in the mapping: to Kubernetes it is a list then,
/// whatever its kind.
bool has_items(const Tree& tree, NodeId mapping);

/// The items of the mapping `root` of a document, if it has a kind and
/// `has_items`. Nothing if it is an object.
std::optional<std::vector<ListItem>> list_items(const Tree& tree, NodeId root);

/// `$patch` stands somewhere in it: kustomize's own word.
bool has_patch_directive(const Tree& tree, NodeId mapping);

/// The document is a list of JSON patch operations.
bool is_json_patch(const Tree& tree);
/// The root is a list, and an item of it has an apiVersion and a kind that is,
/// or resembles, Gateway.
bool lists_gateways(const Tree& tree);

/// The key that begins a second object in the mapping that is the root: both
/// apiVersion and kind stand there twice.
std::optional<NodeId> second_object(const Tree& tree);

/// `[[ host ]]` without quotes, which YAML takes for a list in a list.
bool is_bracketed(const Tree& tree, NodeId id);

/// What of an object is made or filled in before it is applied; annotations do
/// not count, for they are text of whoever reads them.
struct OpenValues {
  /// The first `{{ … }}` where it makes the object refused as it stands: in
  /// metadata and hosts.
  std::optional<NodeId> action;
  std::size_t placeholders = 0;
  std::optional<NodeId> first;  ///< the value with the first of them
};
OpenValues open_values(const Tree& tree, NodeId object);

/// `spec`, `servers`, `- port` and the rest all in one column: legal YAML, but
/// every parent is null and keys like `name` stand several times.
bool is_lost_indentation(const Tree& tree, NodeId mapping);

}  // namespace asmgw
