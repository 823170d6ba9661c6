// A graph for graphviz.
#include "output/render_graph.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

/// For a quoted label, where graphviz reads escapes and HTML entities.
std::string escaped(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string_view look_of(NodeTone tone) {
  if (tone == NodeTone::plain) return "";
  return tone == NodeTone::lost ? ", color=\"#c92a2a\", fontcolor=\"#a61e1e\", "
                                  "fillcolor=\"#ffe3e3\""
                                : ", color=\"#e67700\", fontcolor=\"#8a4b00\", "
                                  "fillcolor=\"#fff3bf\"";
}

void write_render_dot(const Renderings& all, const Presentation&,
                      std::string& out) {
  const Graph graph = graph_of(all);
  out +=
      "digraph asmgw {\n"
      "  rankdir=LR;\n"
      "  node [shape=box, style=\"rounded,filled\", fillcolor=white, "
      "fontname=\"sans-serif\"];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    std::string label;
    for (const std::string& line : graph.nodes[i].lines)
      label += (label.empty() ? "" : "\\n") + escaped(line);
    out += fmt::format("  n{} [label=\"{}\"{}];\n", i, label,
                       look_of(graph.nodes[i].tone));
  }
  for (const GraphEdge& edge : graph.edges)
    out += fmt::format("  n{} -> n{}{};\n", edge.from, edge.to,
                       edge.dashed ? " [style=dashed, color=\"#c92a2a\"]" : "");
  out += "}\n";
}

}  // namespace

constinit const RenderReporter reporters::render_dot = {
    .name = "dot",
    .summary = "a graph for graphviz",
    .write = write_render_dot,
};

}  // namespace asmgw
