// Rows -> nodes; routes of one workload that read alike are one node.
#include "output/render_graph.h"

#include "base/text.h"
#include "output/render_rows.h"

#include <map>
#include <optional>

namespace asmgw {
namespace {

constexpr std::size_t most_words = 6;

NodeTone tone_of(RowStatus status) {
  if (status == RowStatus::ok) return NodeTone::plain;
  const bool calm = status == RowStatus::no_vs ||
                    status == RowStatus::omitted ||
                    status == RowStatus::unknown;
  return calm ? NodeTone::doubtful : NodeTone::lost;
}

class Builder {
 public:
  Builder(const Rendering& rendering, Graph& graph)
      : in_(rendering), graph_(graph) {}

  void build() {
    std::optional<std::size_t> group;
    if (!in_.group.empty())
      group = add({"group " + in_.group}, NodeTone::plain);
    for (const Effective& effective : in_.workloads) {
      const std::size_t workload = add(
          {effective.workload.id, "namespace " + effective.workload.namespace_},
          NodeTone::plain);
      if (group) graph_.edges.push_back({*group, workload});
      const WorkloadView view = view_of(effective, in_.filter);
      routes_.clear();
      for (const ListenerView& one : view.listeners)
        add_listener(workload, one, effective);
      for (const DroppedRow& row : dropped_of(in_, view))
        add_dropped(workload, row);
    }
  }

 private:
  std::size_t add(const std::vector<std::string>& lines, NodeTone tone) {
    GraphNode node{{}, tone};
    for (const std::string& line : lines)
      if (!line.empty()) node.lines.push_back(visible(line));
    graph_.nodes.push_back(std::move(node));
    return graph_.nodes.size() - 1;
  }

  void add_listener(std::size_t workload, const ListenerView& view,
                    const Effective& effective) {
    const bool refused = view.listener->state == ListenerState::nack;
    const std::size_t listener =
        add({address_text(*view.listener), refused ? "NACK" : ""},
            refused ? NodeTone::lost : NodeTone::plain);
    graph_.edges.push_back({workload, listener});
    for (const Row& row : rows_of(in_, effective, view))
      add_chain(listener, row);
  }

  void add_chain(std::size_t listener, const Row& row) {
    const std::size_t chain = add(
        {row.protocol + (row.tls == "-" ? "" : ' ' + row.tls),
         row.sni.empty() ? "ALL" : "SNI: " + joined(row.sni, most_words),
         "from " + joined(row.from, most_words),
         row.status == RowStatus::ok ? "" : std::string(text_of(row.status))},
        tone_of(row.status));
    graph_.edges.push_back({listener, chain});
    for (const std::string& route : row.routes) {
      const auto [at, fresh] = routes_.try_emplace(route, 0);
      if (fresh) at->second = add({route}, NodeTone::plain);
      graph_.edges.push_back({chain, at->second});
    }
  }

  void add_dropped(std::size_t workload, const DroppedRow& row) {
    const std::size_t node =
        add({row.from + " port " + row.port, joined(row.hosts, most_words),
             row.reason, row.winner == "-" ? "" : "winner " + row.winner},
            row.is_lost ? NodeTone::lost : NodeTone::doubtful);
    graph_.edges.push_back({workload, node, true});
  }

  const Rendering& in_;
  Graph& graph_;
  std::map<std::string, std::size_t> routes_;
};

}  // namespace

Graph graph_of(const Renderings& all) {
  Graph graph;
  for (const Rendering& one : all) Builder(one, graph).build();
  return graph;
}

}  // namespace asmgw
