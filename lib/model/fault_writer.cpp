// Ranges and problems of an object that is checked.
#include "model/fault_writer.h"

#include "model/shape.h"
#include "model/template_marks.h"

#include <utility>

namespace asmgw {

Range FaultWriter::head_of(NodeId id) const {
  const NodeId at = tree_->follow(id);
  const Node& node = (*tree_)[at];
  const bool keyed =
      at == id && node.kind == NodeKind::mapping && node.next > at + 1;
  return range_of(keyed ? at + 1 : id);
}

bool FaultWriter::is_open(NodeId id) const {
  const NodeId at = tree_->follow(id);
  const Node& node = (*tree_)[at];
  if (node.kind != NodeKind::scalar) return is_bracketed(*tree_, at);
  const std::string_view text = tree_->text(node);
  return holds_placeholder(text) || holds_action(text);
}

Problem& FaultWriter::add(ProblemKind kind, Range range, PathId path,
                          std::string wrong, std::string cure) {
  Problem& added = problems_->add(kind);
  added.range = range;
  added.path = path;
  added.reason = std::move(wrong);
  added.wanted = std::move(cure);
  refused_ |= kind != ProblemKind::route_unknown_field;
  return added;
}

}  // namespace asmgw
