// Groups, workloads, listeners, chains and routes as a graph, for formats that
// draw.
#pragma once

#include "output/render.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace asmgw {

enum class NodeTone : std::uint8_t { plain, doubtful, lost };

/// A node's id is its index.
struct GraphNode {
  std::vector<std::string> lines;  ///< visible, not yet escaped
  NodeTone tone = NodeTone::plain;
};

struct GraphEdge {
  std::size_t from, to;
  bool dashed = false;
};

struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphEdge> edges;
};

Graph graph_of(const Renderings& all);

}  // namespace asmgw
