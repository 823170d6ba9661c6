// One YAML document as a flat list of nodes in preorder. Nothing is lost that
// a rule, a fix or a second reader needs: order, duplicate keys, style,
// anchors, tags, and the bytes every node was written with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

using NodeId = std::uint32_t;
inline constexpr NodeId no_node = 0xFFFFFFFF;

enum class NodeKind : std::uint8_t { scalar, sequence, mapping, alias };

enum class Style : std::uint8_t {
  plain,
  single_quoted,
  double_quoted,
  literal,
  folded,
  block,  // collections
  flow,
};

struct Node {
  NodeKind kind = NodeKind::scalar;
  Style style = Style::plain;
  bool empty = false;  ///< a null that is not written: range is that of its key
  /// Bytes in the file, half open: a scalar with its quotes or block header, a
  /// collection to the end of its last child or its bracket. Anchor and tag
  /// stand before `begin`, at `properties`.
  std::uint32_t begin = 0, end = 0;
  std::uint32_t properties = 0;  ///< where anchor or tag begin, else `begin`
  NodeId next = 0;               ///< the node after this one and all below it
  NodeId target = no_node;       ///< alias: the node with the anchor
  std::uint32_t text = 0, text_size = 0;  ///< scalar: slice of Tree::pool
  std::uint32_t tag = 0, tag_size = 0;    ///< resolved tag, or nothing

  bool operator==(const Node&) const = default;
};

/// The nodes of one document. In a mapping keys and values alternate. Node 0
/// is the root; a document without content has no nodes.
struct Tree {
  std::vector<Node> nodes;
  std::string pool;  ///< the text of every scalar and tag
  /// Nodes that are reached through aliases if each alias is followed once
  /// (saturating): what a reader that copies would visit.
  std::uint64_t alias_visits = 0;
  bool duplicates = false;  ///< some mapping has a key twice

  bool operator==(const Tree&) const = default;
  [[nodiscard]] bool empty() const { return nodes.empty(); }
  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes[id]; }
  [[nodiscard]] std::string_view text(const Node& node) const {
    return {pool.data() + node.text, node.text_size};
  }
  [[nodiscard]] std::string_view tag(const Node& node) const {
    return {pool.data() + node.tag, node.tag_size};
  }
  /// The node itself, or what an alias stands for.
  [[nodiscard]] NodeId follow(NodeId id) const {
    return nodes[id].kind == NodeKind::alias ? nodes[id].target : id;
  }
};

}  // namespace asmgw
