// A mermaid flowchart.
#include "output/render_graph.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

/// All ASCII that mermaid, HTML or markdown could give a meaning is written as
/// `#60;`, which mermaid shows as the character.
std::string escaped_label(std::string_view text) {
  constexpr std::string_view safe = " .,:/+-*=[]()?";
  std::string out;
  for (char c : text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      (c >= '0' && c <= '9');
    const auto byte = static_cast<unsigned char>(c);
    if (word || byte >= 0x80 || safe.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("#{};", static_cast<unsigned>(byte));
  }
  return out;
}

std::string_view class_of(NodeTone tone) {
  if (tone == NodeTone::plain) return "";
  return tone == NodeTone::lost ? ":::lost" : ":::doubtful";
}

void write_render_mermaid(const Renderings& all, const Presentation&,
                          std::string& out) {
  const Graph graph = graph_of(all);
  out +=
      "flowchart LR\n"
      "  classDef lost fill:#ffe3e3,stroke:#c92a2a,color:#a61e1e\n"
      "  classDef doubtful fill:#fff3bf,stroke:#e67700,color:#8a4b00\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    std::string label;
    for (const std::string& line : graph.nodes[i].lines)
      label += (label.empty() ? "" : "<br/>") + escaped_label(line);
    out += fmt::format("  n{}[\"{}\"]{}\n", i, label,
                       class_of(graph.nodes[i].tone));
  }
  for (const GraphEdge& edge : graph.edges)
    out += fmt::format("  n{} {} n{}\n", edge.from,
                       edge.dashed ? "-.->" : "-->", edge.to);
}

}  // namespace

constinit const RenderReporter reporters::render_mermaid = {
    .name = "mermaid",
    .summary = "a flowchart for mermaid",
    .write = write_render_mermaid,
};

}  // namespace asmgw
