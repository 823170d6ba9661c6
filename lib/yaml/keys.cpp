// Identity of keys, merges, tags.
#include "yaml/keys.h"

#include "base/text.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_map>

namespace asmgw {
namespace {

/// A merge key: `<<`, plain.
bool is_merge(const Tree& tree, NodeId key) {
  const Node& node = tree[key];
  return node.kind == NodeKind::scalar && node.style == Style::plain &&
         tree.text(node) == "<<" &&
         (node.tag_size == 0 || tree.tag(node) == "tag:yaml.org,2002:merge");
}

/// Two keys are one if type and value are: `true` and `yes`, 1 and 0x1.
std::string identity(const Tree& tree, NodeId key) {
  const Node& node = tree[tree.follow(key)];
  if (node.kind != NodeKind::scalar) return {};
  const Scalar scalar = read_scalar(tree, node);
  switch (scalar.type) {
    case ScalarType::string:
      return fmt::format("s{}", scalar.text);
    case ScalarType::boolean:
      return scalar.boolean ? "b1" : "b0";
    case ScalarType::integer:
      return fmt::format("i{}{}", scalar.negative ? "-" : "", scalar.magnitude);
    case ScalarType::floating:
    case ScalarType::invalid:
      return fmt::format("f{}", scalar.number);
    default:
      return "n";
  }
}

bool is_string_as_it_stands(const Tree& tree, NodeId key) {
  const Node& node = tree[key];
  return node.kind == NodeKind::scalar && node.tag_size == 0 &&
         (node.style != Style::plain || is_plain_string(tree.text(node)));
}

struct Key {
  NodeId id;
  bool is_string;  ///< as it stands
};

/// Compares keys without building anything in the usual case.
bool same_key(const Tree& tree, Key a, Key b) {
  if (a.is_string && b.is_string)
    return tree.text(tree[a.id]) == tree.text(tree[b.id]);
  return identity(tree, a.id) == identity(tree, b.id);
}

Problem& add(Document& document, ProblemKind kind, FileId file,
             const Node& node) {
  Problem& problem = document.problems.add(kind);
  problem.range = {file, node.begin, node.end};
  return problem;
}

void refuse(Document& document, FileId file, const Node& node,
            std::string reason) {
  add(document, ProblemKind::syntax, file, node).reason = std::move(reason);
  document.readable = false;
}

void report_duplicate(FileId file, NodeId first, NodeId second,
                      Document& document) {
  const Tree& tree = document.tree;
  Problem& problem =
      add(document, ProblemKind::duplicate_key, file, tree[second]);
  problem.found = tree.text(tree[tree.follow(second)]);
  Related& other = problem.related.emplace_back();
  other.range = {file, tree[first].begin, tree[first].end};
  other.message = "first given here";
}

/// The mappings that a merge key brings in, in the order they are applied.
std::vector<NodeId> merged_mappings(const Tree& tree, NodeId value) {
  value = tree.follow(value);
  if (tree[value].kind == NodeKind::mapping) return {value};
  std::vector<NodeId> all;
  if (tree[value].kind == NodeKind::sequence)
    for (NodeId item : items(tree, value)) all.push_back(tree.follow(item));
  std::reverse(all.begin(), all.end());
  return all;
}

bool check_merge(FileId file, NodeId value, Document& document) {
  const Tree& tree = document.tree;
  const std::vector<NodeId> all = merged_mappings(tree, value);
  const bool good =
      (!all.empty() || tree[tree.follow(value)].kind == NodeKind::sequence) &&
      std::all_of(all.begin(), all.end(), [&](NodeId id) {
        return tree[id].kind == NodeKind::mapping;
      });
  if (!good)
    refuse(document, file, tree[value],
           "\"<<\" merges a mapping or a list of mappings, nothing else");
  return good;
}

void check_key(FileId file, Key key, Document& document) {
  const Tree& tree = document.tree;
  const Node& node = tree[tree.follow(key.id)];
  if (node.kind != NodeKind::scalar)
    return refuse(document, file, tree[key.id],
                  "a key must be a scalar, not a collection");
  if (key.is_string) return;
  const Scalar scalar = read_scalar(tree, node);
  constexpr std::uint64_t most = std::uint64_t{1} << 63;
  if (scalar.type == ScalarType::null)
    refuse(document, file, tree[key.id], "a key must not be null");
  else if (scalar.type == ScalarType::integer && !scalar.negative &&
           scalar.magnitude >= most)
    refuse(document, file, tree[key.id],
           "this number is too large for a key; quote it");
}

/// Gives the key the text it has in JSON, unless it is a string already.
void name_key(NodeId key, Tree& tree) {
  Node& node = tree.nodes[tree.follow(key)];
  const Scalar scalar = read_scalar(tree, node);
  const std::string name = name_of_key(scalar);
  if (name == tree.text(node)) return;
  node.text = static_cast<std::uint32_t>(tree.pool.size());
  node.text_size = static_cast<std::uint32_t>(name.size());
  tree.pool += name;
  if (scalar.type != ScalarType::string) return;
  node.tag_size = 0;  // it is decoded
  node.style = Style::double_quoted;
}

/// Above this many keys a table is quicker than comparing each with each.
constexpr std::size_t few = 12;

void check_duplicates(FileId file, const std::vector<Key>& keys,
                      Document& document) {
  const Tree& tree = document.tree;
  if (keys.size() <= few) {
    for (std::size_t i = 1; i < keys.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (same_key(tree, keys[j], keys[i])) {
          report_duplicate(file, keys[j].id, keys[i].id, document);
          break;
        }
    return;
  }
  std::unordered_map<std::string, NodeId> seen;
  for (const Key& key : keys) {
    const auto [first, added] = seen.emplace(identity(tree, key.id), key.id);
    if (!added) report_duplicate(file, first->second, key.id, document);
  }
}

/// The keys of a mapping in the order Kubernetes sets them, `<<` unfolded one
/// level (a mapping that is merged and merges itself is unfolded there).
std::vector<Key> keys_as_set(const Tree& tree, NodeId mapping, int depth) {
  std::vector<Key> keys;
  for (const Entry& entry : written_entries(tree, mapping)) {
    if (!is_merge(tree, entry.key)) {
      keys.push_back({entry.key, is_string_as_it_stands(tree, entry.key)});
      continue;
    }
    if (depth > 8) continue;
    for (NodeId merged : merged_mappings(tree, entry.value)) {
      if (tree[merged].kind != NodeKind::mapping) continue;
      const auto more = keys_as_set(tree, merged, depth + 1);
      keys.insert(keys.end(), more.begin(), more.end());
    }
  }
  return keys;
}

/// The entries of a mapping as they are set one after another.
class EntrySet {
 public:
  explicit EntrySet(const Tree& tree) : tree_(tree) {}

  void collect(NodeId mapping, int depth = 0) {
    for (const Entry& entry : written_entries(tree_, mapping)) {
      if (!is_merge(tree_, entry.key)) {
        set(entry);
      } else if (depth <= 8) {
        for (NodeId merged : merged_mappings(tree_, entry.value))
          if (tree_[merged].kind == NodeKind::mapping)
            collect(merged, depth + 1);
      }
    }
  }
  std::vector<Entry> take() { return std::move(entries_); }

 private:
  void set(const Entry& entry) {
    const auto [slot, added] =
        slots_.emplace(identity(tree_, entry.key), entries_.size());
    if (added)
      entries_.push_back(entry);
    else
      entries_[slot->second] = entry;
  }

  const Tree& tree_;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::size_t> slots_;
};

/// For each node if it is a key.
std::vector<bool> keys_among(const Tree& tree) {
  std::vector<bool> keys(tree.nodes.size());
  for (NodeId id = 0; id < tree.nodes.size(); ++id)
    if (tree[id].kind == NodeKind::mapping)
      for (const Entry& entry : written_entries(tree, id))
        keys[entry.key] = true;
  return keys;
}

}  // namespace

std::vector<Entry> written_entries(const Tree& tree, NodeId id) {
  std::vector<Entry> all;
  const NodeId end = tree[id].next;
  for (NodeId key = id + 1; key < end;) {
    const NodeId value = tree[key].next;
    all.push_back({key, value});
    key = tree[value].next;
  }
  return all;
}

std::vector<NodeId> items(const Tree& tree, NodeId id) {
  std::vector<NodeId> all;
  for (NodeId item = id + 1; item < tree[id].next; item = tree[item].next)
    all.push_back(item);
  return all;
}

std::vector<Entry> entries(const Tree& tree, NodeId id) {
  std::vector<Entry> all = written_entries(tree, id);
  const bool merges = std::any_of(
      all.begin(), all.end(),
      [&](const Entry& entry) { return is_merge(tree, entry.key); });
  if (!merges && !tree.duplicates) return all;
  EntrySet set(tree);
  set.collect(id);
  return set.take();
}

NodeId find_value(const Tree& tree, NodeId id, std::string_view key) {
  const auto reads = [&](NodeId at) {
    return tree.text(tree[tree.follow(at)]) == key;
  };
  NodeId found = no_node;
  bool simple = !tree.duplicates;
  for (NodeId at = id + 1; simple && at < tree[id].next;) {
    const NodeId value = tree[at].next;
    if (found == no_node && reads(at)) found = value;
    simple = !is_merge(tree, at);
    at = tree[value].next;
  }
  if (simple) return found;
  for (const Entry& entry : entries(tree, id))
    if (reads(entry.key)) return entry.value;
  return no_node;
}

void check_keys(FileId file, Document& document) {
  const auto count = static_cast<NodeId>(document.tree.nodes.size());
  std::vector<Key> keys;
  std::vector<NodeId> unnamed;
  for (NodeId id = 0; id < count; ++id) {
    if (document.tree[id].kind != NodeKind::mapping) continue;
    bool merges = false;
    keys.clear();
    for (NodeId key = id + 1; key < document.tree[id].next;) {
      const NodeId value = document.tree[key].next;
      if (is_merge(document.tree, key)) {
        merges = true;
        if (!check_merge(file, value, document)) return;
      } else {
        keys.push_back({key, is_string_as_it_stands(document.tree, key)});
        check_key(file, keys.back(), document);
        if (!keys.back().is_string) unnamed.push_back(key);
      }
      key = document.tree[value].next;
    }
    if (!document.readable) return;
    if (merges) keys = keys_as_set(document.tree, id, 0);
    check_duplicates(file, keys, document);
  }
  for (NodeId key : unnamed) name_key(key, document.tree);
  document.tree.duplicates = std::any_of(
      document.problems.begin(), document.problems.end(),
      [](const Problem& p) { return p.kind == ProblemKind::duplicate_key; });
}

void check_scalars(FileId file, Document& document) {
  const Tree& tree = document.tree;
  std::vector<bool> keys;  // once they are needed
  for (NodeId id = 0; id < tree.nodes.size(); ++id) {
    const Node& node = tree[id];
    if (node.kind != NodeKind::scalar) continue;
    const std::string_view text = tree.text(node);
    const bool odd = node.style == Style::plain &&
                     text.substr(0, 2).find('.') != std::string_view::npos;
    if (node.tag_size == 0 && !odd) continue;
    const Scalar scalar = read_scalar(tree, node);
    if (scalar.type != ScalarType::invalid) continue;
    if (!std::isfinite(scalar.number)) {  // a name, if it is a key
      if (keys.empty()) keys = keys_among(tree);
      if (keys[id]) continue;
    }
    refuse(document, file, node,
           node.tag_size == 0
               ? fmt::format("{} is a number that JSON cannot express",
                             in_quotes(text))
               : fmt::format("{} does not fit its tag", in_quotes(text)));
    return;
  }
}

void refuse_aliases(FileId file, const Limits& limits, Document& document) {
  const Tree& tree = document.tree;
  const auto first = std::find_if(
      tree.nodes.begin(), tree.nodes.end(),
      [](const Node& node) { return node.kind == NodeKind::alias; });
  Problem& problem = add(document, ProblemKind::too_many_aliases, file, *first);
  problem.found = std::to_string(tree.alias_visits);
  problem.wanted = std::to_string(limits.alias_visits);
  document.readable = false;
}

}  // namespace asmgw
