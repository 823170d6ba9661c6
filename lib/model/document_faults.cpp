// Asked of trees and problems; the text itself only for words.
#include "model/document_faults.h"

#include "base/text.h"
#include "model/classify.h"
#include "model/glance.h"
#include "model/hidden_values.h"
#include "model/kinds.h"
#include "model/shape.h"
#include "model/template_marks.h"

#include <algorithm>
#include <utility>

namespace asmgw {

namespace {

/// Values are what the file says, not what YAML was shown.
void restore_texts(std::string_view text, Tree& tree) {
  for (const Node& node : tree.nodes)
    if (node.kind == NodeKind::scalar && node.style == Style::plain &&
        node.text_size == node.end - node.begin)
      tree.pool.replace(node.text, node.text_size,
                        text.substr(node.begin, node.text_size));
}

Document read_filled(const SourceFile& file, FileId id, Chunk chunk,
                     const Limits& limits,
                     std::shared_ptr<const SourceFile>& plain) {
  Document document = read_document(file, id, chunk, limits);
  const std::string_view text =
      file.text().substr(chunk.begin, chunk.end - chunk.begin);
  if (document.readable || with_plain_placeholders(text) == text)
    return document;
  if (!plain)
    plain = std::make_shared<const SourceFile>(
        file.path(), with_plain_placeholders(file.text()));
  Document filled = read_document(*plain, id, chunk, limits);
  if (!filled.readable) return document;
  restore_texts(file.text(), filled.tree);
  return filled;
}

}  // namespace

Document read_with_placeholders(const SourceFile& file, FileId id, Chunk chunk,
                                const Limits& limits,
                                std::shared_ptr<const SourceFile>& plain) {
  Document document = read_filled(file, id, chunk, limits, plain);
  hide_secret_values(document.tree);
  return document;
}

bool is_limit(const Document& document) {
  return std::any_of(document.problems.begin(), document.problems.end(),
                     [](const Problem& problem) {
                       return problem.kind == ProblemKind::too_deep ||
                              problem.kind == ProblemKind::too_many_nodes ||
                              problem.kind == ProblemKind::too_many_aliases;
                     });
}

bool is_unread_rest(const Problem& problem) {
  return problem.kind == ProblemKind::unread_rest;
}

std::optional<Problem> lost_gateway(const Document& document, Chunk chunk,
                                    std::string_view text) {
  const auto problem = std::find_if(document.problems.begin(),
                                    document.problems.end(), is_unread_rest);
  if (problem == document.problems.end()) return std::nullopt;
  const std::string_view rest = text.substr(problem->range.begin - chunk.begin);
  const auto names_group = [](std::string_view where) {
    return mentions(where, "networking.istio.io/");
  };
  const bool whole = names_group(text) && mentions_kind_gateway(text);
  const bool part = names_group(rest) || mentions_kind_gateway(rest);
  return whole && part ? std::optional(*problem) : std::nullopt;
}

std::optional<Problem> take_joined(Document& document, FileId file) {
  const Tree& tree = document.tree;
  const auto second = second_object(tree);
  if (!second) return std::nullopt;
  Problem problem{ProblemKind::missing_separator,
                  {file, tree[*second].begin, tree[*second].end}};
  Related& first = problem.related.emplace_back();
  first.range = {file, tree[1].begin, tree[1].end};
  first.message = "the first object begins here";
  std::vector<std::uint32_t> keys;  // in the order of the text
  for (const Entry& entry : written_entries(tree, 0))
    keys.push_back(tree[entry.key].begin);
  document.problems.remove_if([&](const Problem& one) {
    return one.kind == ProblemKind::duplicate_key &&
           std::binary_search(keys.begin(), keys.end(), one.range.begin);
  });
  return problem;
}

bool is_of_kind(const Tree& tree, std::string_view kind) {
  return !kind.empty() && tree[0].kind == NodeKind::mapping &&
         text_at(tree, 0, "kind") == kind && !has_items(tree, 0);
}

bool holds_gateway(const Tree& tree, NodeId object) {
  for (NodeId id = object + 1; id < tree[object].next; ++id)
    if (tree[id].kind == NodeKind::mapping &&
        text_at(tree, id, "kind") == "Gateway" &&
        group_of(text_at(tree, id, "apiVersion")) == istio_group)
      return true;
  return false;
}

bool is_of_other_api(std::string_view text) {
  const std::string_view version = glance_at_api_version(text);
  const std::string_view kind = glance_at(text, "kind:", is_alphanumeric);
  return kind == "Gateway" && !version.empty() &&
         !is_near_group(group_of(version));
}

}  // namespace asmgw
