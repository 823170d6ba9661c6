// Where values are secret is found in one pass; aliases are looked at after.
#include "model/hidden_values.h"

#include "model/shape.h"
#include "source/secret_words.h"
#include "yaml/read.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

constexpr std::string_view hidden_text = "${hidden}";

class Hiding {
 public:
  explicit Hiding(Tree& tree)
      : tree_(tree),
        secret_(tree.nodes.size()),
        of_secret_kind_(tree.nodes.size()) {}

  void run() {
    for (NodeId id = 0; id < tree_.nodes.size(); ++id)
      if (tree_[id].kind == NodeKind::mapping) mark_in(id);
    for (NodeId target : targets()) hide_below(target);
  }

 private:
  void mark_in(NodeId mapping) {
    const bool secret = is_secret(mapping);
    of_secret_kind_[mapping] = secret;
    for (const Entry& entry : written_entries(tree_, mapping)) {
      const std::string_view key = tree_.text(tree_[tree_.follow(entry.key)]);
      if (is_secret_key(key) || (secret && !is_head(key)))
        mark(entry.value);
      else if (secret && key == "metadata")
        mark_annotations(entry.value);
    }
  }

  /// Its `kind` says so, or that of something merged into it. What is merged
  /// stands before it, and was looked at.
  [[nodiscard]] bool is_secret(NodeId mapping) const {
    bool merged = false;
    for (const Entry& entry : written_entries(tree_, mapping)) {
      const std::string_view key = tree_.text(tree_[tree_.follow(entry.key)]);
      const NodeId value = tree_.follow(entry.value);
      if (key == "kind")
        return tree_[value].kind == NodeKind::scalar &&
               is_secret_kind(tree_.text(tree_[value]));
      if (key != "<<") continue;
      for (NodeId id = entry.value; id < tree_[entry.value].next; ++id)
        merged |= of_secret_kind_[tree_.follow(id)];
    }
    return merged;
  }

  static bool is_head(std::string_view key) {
    return key == "apiVersion" || key == "kind" || key == "metadata";
  }

  /// kubectl keeps there what was applied last.
  void mark_annotations(NodeId metadata) {
    if (tree_[metadata].kind != NodeKind::mapping) return;
    for (const Entry& entry : written_entries(tree_, metadata))
      if (tree_.text(tree_[tree_.follow(entry.key)]) == "annotations")
        mark(entry.value);
  }

  void mark(NodeId value) {
    if (secret_[value]) return;
    for (NodeId id = value; id < tree_[value].next; ++id) secret_[id] = true;
  }

  /// Of the aliases that stand where nothing is secret, each once.
  [[nodiscard]] std::vector<NodeId> targets() const {
    std::vector<NodeId> found;
    for (NodeId id = 0; id < tree_.nodes.size(); ++id)
      if (tree_[id].kind == NodeKind::alias && !secret_[id])
        found.push_back(tree_[id].target);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  void hide_below(NodeId target) {
    for (NodeId id = target; id < tree_[target].next; ++id)
      if (secret_[id] && tree_[id].kind == NodeKind::scalar) hide(id);
  }

  void hide(NodeId id) {
    if (!text_) {
      text_ = static_cast<std::uint32_t>(tree_.pool.size());
      tree_.pool += hidden_text;
    }
    tree_.nodes[id].text = *text_;
    tree_.nodes[id].text_size = hidden_text.size();
    tree_.nodes[id].tag_size = 0;
    tree_.nodes[id].empty = false;
  }

  Tree& tree_;
  std::vector<bool> secret_, of_secret_kind_;
  std::optional<std::uint32_t> text_;  ///< of what is hidden, in the pool
};

}  // namespace

void hide_secret_values(Tree& tree) {
  const bool aliases = std::any_of(
      tree.nodes.begin(), tree.nodes.end(),
      [](const Node& node) { return node.kind == NodeKind::alias; });
  if (aliases) Hiding(tree).run();
}

}  // namespace asmgw
