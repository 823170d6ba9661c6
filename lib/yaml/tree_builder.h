// Nodes one after the other -> a flat Tree, with the limits on nodes kept. It
// knows nothing of the parser.
#pragma once

#include "yaml/events.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {

/// Thrown while building: this text is refused, here and for this reason.
struct Refused {
  Problem problem;
};

class TreeBuilder {
 public:
  /// Offset in the text behind the root node.
  [[nodiscard]] std::uint32_t rest() const { return rest_; }
  /// Nodes a reader would visit through aliases.
  [[nodiscard]] std::uint64_t alias_visits() const {
    return weights_.empty() ? 0 : weights_[0] - weights_.size();
  }

 protected:
  struct Frame {
    NodeId node;
    NodeKind kind;
    bool flow;
    bool key_next;          ///< mapping: a key comes next, not a value
    std::uint32_t column;   ///< of the first key or `-`
    NodeId last = no_node;  ///< the key or item added last
    std::uint64_t weight = 1;
  };

  TreeBuilder(const PreparedText& prepared, const Limits& limits, Tree& tree)
      : base_(prepared.base),
        file_(prepared.file),
        limits_(limits),
        tree_(tree) {}
  ~TreeBuilder() = default;

  static std::uint64_t saturate(std::uint64_t n) {
    constexpr std::uint64_t most = std::uint64_t{1} << 60;
    return std::min(n, most);
  }

  NodeId add_node(const Node& node, std::size_t anchor) {
    if (tree_.nodes.size() >= limits_.nodes) {
      Problem problem;
      problem.kind = ProblemKind::too_many_nodes;
      problem.range = {file_, node.begin, node.end};
      problem.found = std::to_string(limits_.nodes);
      throw Refused{std::move(problem)};
    }
    const auto id = static_cast<NodeId>(tree_.nodes.size());
    tree_.nodes.push_back(node);
    tree_.nodes.back().next = id + 1;
    weights_.push_back(1);
    if (anchor > 0) {
      if (anchors_.size() <= anchor) anchors_.resize(anchor + 1, no_node);
      anchors_[anchor] = id;
    }
    return id;
  }

  void add_leaf(const Node& node, std::size_t anchor,
                std::uint64_t weight = 1) {
    const NodeId id = add_node(node, anchor);
    weights_[id] = weight;
    last_end_ = node.end;
    added(id, weight);
  }

  /// A node is whole: its parent knows.
  void added(NodeId id, std::uint64_t weight) {
    if (frames_.empty()) {
      rest_ = tree_[id].end - base_;
      return;
    }
    Frame& frame = frames_.back();
    frame.last = id;
    frame.weight = saturate(frame.weight + weight);
    if (frame.kind == NodeKind::mapping) frame.key_next = !frame.key_next;
  }

  std::uint32_t base_;
  FileId file_;
  const Limits& limits_;
  Tree& tree_;
  std::vector<Frame> frames_;
  std::vector<NodeId> anchors_;         // by the parser's number
  std::vector<std::uint64_t> weights_;  // nodes below each node, unfolded
  std::uint32_t last_end_ = 0;
  std::uint32_t rest_ = 0;
};

}  // namespace asmgw
