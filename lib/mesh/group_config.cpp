// YAML -> GroupConfig.
#include "mesh/group_config.h"

#include "base/text.h"
#include "model/mapping.h"
#include "yaml/read.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 1> known_keys{"groups"};

class Reader {
 public:
  Reader(const Tree& tree, FileId file, GroupConfig& out)
      : tree_(tree), file_(file), out_(out) {}

  void read() {
    const Mapping root(tree_, 0);
    if (!root.given()) return fault(0, "is no mapping with the key groups");
    for (const Entry& entry : root.all()) {
      const std::string_view key = text_of(entry.key);
      if (key == "groups")
        read_groups(entry.value);
      else
        fault(entry.key, fmt::format("unknown key {}{}", in_quotes(key),
                                     did_you_mean(key, known_keys)));
    }
  }

 private:
  void read_groups(NodeId node) {
    const Mapping groups(tree_, node);
    if (!groups.given())
      return fault(node, "groups is a mapping of names to lists of globs");
    for (const Entry& entry : groups.all()) {
      const std::string_view name = text_of(entry.key);
      if (name.empty()) {
        fault(entry.key, "a group needs a name");
        continue;
      }
      out_.groups.push_back({std::string(name), {}, range_of(entry.key)});
      read_globs(entry.value, out_.groups.back().globs);
    }
  }

  /// A list, or one text in place of a list of one.
  void read_globs(NodeId node, std::vector<std::string>& out) {
    const NodeId value = tree_.follow(node);
    const bool list = tree_[value].kind == NodeKind::sequence;
    for (NodeId item : list ? items(tree_, value) : std::vector{node}) {
      const std::string_view glob = text_of(item);
      if (glob.empty())
        fault(item, "is no glob such as envs/prod/**");
      else
        out.emplace_back(glob);
    }
    if (list && items(tree_, value).empty())
      fault(node, "has no glob such as envs/prod/**");
  }

  /// Any scalar as it is written, "" of what is none.
  [[nodiscard]] std::string_view text_of(NodeId id) const {
    const Node& node = tree_[tree_.follow(id)];
    return node.kind == NodeKind::scalar ? tree_.text(node)
                                         : std::string_view();
  }

  [[nodiscard]] Range range_of(NodeId id) const {
    return {file_, tree_[id].begin, tree_[id].end};
  }

  void fault(NodeId id, std::string message) {
    out_.faults.push_back({range_of(id), std::move(message)});
  }

  const Tree& tree_;
  const FileId file_;
  GroupConfig& out_;
};

}  // namespace

GroupConfig read_config(const SourceFile& file, FileId id,
                        const Limits& limits) {
  GroupConfig made;
  bool first = true;
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, id, chunk, limits);
    for (const Problem& problem : document.problems)
      made.faults.push_back(
          {problem.range,
           problem.kind == ProblemKind::duplicate_key
               ? fmt::format("{} is given twice", in_quotes(problem.found))
               : "cannot be read as YAML" +
                     (problem.reason.empty() ? "" : ": " + problem.reason)});
    if (!document.readable || document.tree.empty()) continue;
    if (!first) {
      made.faults.push_back(
          {{id, chunk.begin, chunk.begin}, "a config is one document"});
      break;
    }
    first = false;
    Reader(document.tree, id, made).read();
  }
  return made;
}

}  // namespace asmgw
