// An object as one number.
#include "model/context_decode.h"
#include "yaml/read.h"
#include "yaml/scalar.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string_view>

namespace asmgw {
namespace {

/// By the API server, or by kubectl where it applies.
constexpr std::array<std::string_view, 8> added_metadata{
    "annotations", "creationTimestamp", "generation", "managedFields",
    "namespace",   "resourceVersion",   "selfLink",   "uid"};
constexpr std::array<std::string_view, 1> added_annotations{
    "kubectl.kubernetes.io/last-applied-configuration"};
constexpr std::array<std::string_view, 4> not_said{"apiVersion", "kind",
                                                   "metadata", "status"};

std::size_t mixed(std::size_t a, std::size_t b) {
  // The constants of splitmix64, which spread every bit.
  std::uint64_t x = a * 0x9E3779B97F4A7C15U + b;
  x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
  x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
  return x ^ (x >> 31U);
}

std::size_t number_of(const Tree& tree, NodeId id);

/// A sum, so that the order of keys does not matter.
std::size_t sum_of(const Tree& tree, NodeId mapping,
                   std::span<const std::string_view> without) {
  std::size_t sum = 0;
  for (const Entry& entry : entries(tree, mapping)) {
    const std::string_view key = tree.text(tree[tree.follow(entry.key)]);
    if (std::find(without.begin(), without.end(), key) == without.end())
      sum += mixed(std::hash<std::string_view>{}(key),
                   number_of(tree, entry.value));
  }
  return sum;
}

std::size_t number_of(const Tree& tree, NodeId id) {
  id = tree.follow(id);
  const Node& node = tree[id];
  if (node.kind == NodeKind::mapping) return mixed(1, sum_of(tree, id, {}));
  if (node.kind == NodeKind::sequence) {
    std::size_t number = 2;
    for (NodeId item : items(tree, id))
      number = mixed(number, number_of(tree, item));
    return number;
  }
  const std::string_view text = tree.text(node);
  const bool is_text = node.style != Style::plain || is_plain_string(text);
  return mixed(is_text ? 3 : 4, std::hash<std::string_view>{}(text));
}

}  // namespace

std::size_t content_of(const Tree& tree, NodeId object) {
  const auto at = [&](NodeId mapping, std::string_view key) {
    const NodeId value = find_value(tree, mapping, key);
    const NodeId id = value == no_node ? no_node : tree.follow(value);
    return id != no_node && tree[id].kind == NodeKind::mapping ? id : no_node;
  };
  object = tree.follow(object);
  if (tree[object].kind != NodeKind::mapping) return 0;
  std::size_t sum = sum_of(tree, object, not_said);
  const NodeId metadata = at(object, "metadata");
  if (metadata == no_node) return sum;
  sum = mixed(sum, sum_of(tree, metadata, added_metadata));
  const NodeId annotations = at(metadata, "annotations");
  // An empty mapping is as none.
  return annotations == no_node
             ? mixed(sum, 0)
             : mixed(sum, sum_of(tree, annotations, added_annotations));
}

}  // namespace asmgw
