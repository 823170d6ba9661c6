// One template walks every message of the schema; one overload reads each type.
#include "model/decode.h"

#include "base/text.h"
#include "model/names.h"
#include "model/schema.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace asmgw {
namespace {

/// How a value is called in a message: `the number 443`, `a mapping`.
std::string describe(const Tree& tree, NodeId id) {
  const Node& node = tree[tree.follow(id)];
  if (node.kind == NodeKind::mapping) return "a mapping";
  if (node.kind == NodeKind::sequence) return "a list";
  const Scalar scalar = read_scalar(tree, node);
  switch (scalar.type) {
    case ScalarType::null:
      return "null";
    case ScalarType::boolean:
      return scalar.boolean ? "the boolean true" : "the boolean false";
    case ScalarType::integer:
      return fmt::format("the number {}{}", scalar.negative ? "-" : "",
                         scalar.magnitude);
    case ScalarType::floating:
      return fmt::format("the number {}", scalar.number);
    case ScalarType::string:
    case ScalarType::invalid:
      break;
  }
  return fmt::format("the string {}", quoted(scalar.text));
}

/// Why a scalar is what it is, where that surprises: `on`, `0443`.
std::string surprise(const Tree& tree, NodeId id) {
  const Node& node = tree[tree.follow(id)];
  if (node.kind != NodeKind::scalar || node.style != Style::plain) return {};
  const Scalar scalar = read_scalar(tree, node);
  const std::string_view text = tree.text(node);
  if (scalar.type == ScalarType::boolean && text != "true" && text != "false")
    return fmt::format("{} without quotes is a boolean in YAML 1.1",
                       quoted(text));
  if (scalar.type == ScalarType::integer &&
      text != std::to_string(scalar.magnitude))
    return fmt::format("{} is read as {}{}", quoted(text),
                       scalar.negative ? "-" : "", scalar.magnitude);
  return {};
}

/// Names close enough that the one certainly stands for the other.
bool stands_for(std::string_view written, std::string_view known) {
  const auto fold = [](std::string_view word) {
    std::string out;
    for (char c : lower(word))
      if (c != '_' && c != '-' && c != ' ') out += c;
    return out;
  };
  const std::string a = fold(written), b = fold(known);
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter >= 3 && edit_distance(a, b) <= (shorter >= 8 ? 2U : 1U);
}

class Decoder {
 public:
  Decoder(const Tree& tree, FileId file, Repair repair, Model& model)
      : tree_(tree), file_(file), repair_(repair), model_(model) {}

  template <class M>
  void read_message(NodeId mapping, Range key, PathId path, M& out) {
    std::vector<Entry> unknown;
    for (const Entry& entry : entries(tree_, mapping)) {
      const std::string_view name = key_text(entry.key);
      const Member<M>* member = find_member<M>(name);
      if (member)
        read_member(*member, member->name, entry, path, Given::yes, out);
      else if (!is_other<M>(name))
        unknown.push_back(entry);
    }
    for (const Entry& entry : unknown) read_unknown(entry, path, out);
    for (const Member<M>& member : Schema<M>::members)
      settle(member, key, path, out);
  }

 private:
  Range range_of(NodeId id) const {
    const Node& node = tree_[id];
    return {file_, node.begin, node.end};
  }

  /// For an item that is a mapping its first key, else the item.
  Range item_key(NodeId id) const {
    const Node& node = tree_[id];
    const bool keyed = node.kind == NodeKind::mapping && node.next > id + 1;
    return range_of(keyed ? id + 1 : id);
  }

  std::string_view key_text(NodeId key) const {
    return tree_.text(tree_[tree_.follow(key)]);
  }

  template <class M>
  static const Member<M>* find_member(std::string_view name) {
    for (const Member<M>& member : Schema<M>::members)
      if (member.name == name) return &member;
    return nullptr;
  }

  template <class M>
  static bool is_other(std::string_view name) {
    if constexpr (requires { Schema<M>::others; })
      return std::find(Schema<M>::others.begin(), Schema<M>::others.end(),
                       name) != Schema<M>::others.end();
    else
      return false;
  }

  template <class M>
  void read_member(const Member<M>& member, std::string_view name,
                   const Entry& entry, PathId path, Given as, M& out) {
    std::visit(
        [&](auto slot) {
          auto& field = out.*slot;
          field.path = model_.paths.field(path, name);
          field.key = range_of(entry.key);
          field.range = range_of(entry.value);
          if (is_null(entry.value)) {
            field.given = Given::null;
            field.range = field.key;
            return;
          }
          field.given = as;
          if (!read(entry.value, field)) field.given = Given::unreadable;
          if (given(field)) check_member(member, field);
        },
        member.slot);
  }

  /// What the schema asks of a readable value beside its type.
  template <class M, class T>
  void check_member(const Member<M>& member, const Field<T>& field) {
    if (member.since != IstioVersion{})
      problem(ProblemKind::newer_field, field.key, field.path,
              std::string(member.name), to_string(member.since));
    if constexpr (requires { field.value.size(); }) {
      const std::size_t size = field.value.size();
      if (member.max_items > 0 && (size == 0 || size > member.max_items))
        problem(ProblemKind::list_size, field.range, field.path,
                std::string(member.name),
                fmt::format("1 to {}", member.max_items))
            .reason = std::to_string(size);
    }
  }

  template <class M>
  void read_unknown(const Entry& entry, PathId path, M& out) {
    const std::string_view name = key_text(entry.key);
    std::vector<std::string_view> free, all;
    for (const Member<M>& member : Schema<M>::members) {
      all.push_back(member.name);
      const bool taken = std::visit(
          [&](auto slot) { return (out.*slot).given != Given::absent; },
          member.slot);
      if (!taken) free.push_back(member.name);
    }
    std::string_view near = nearest(name, free);
    const bool repairs = repair_ == Repair::yes && !near.empty() &&
                         stands_for(name, near) &&
                         read_repaired<M>(near, entry, path, out);
    if (near.empty()) near = nearest(name, all);
    Problem& found = problem(ProblemKind::unknown_field, range_of(entry.key),
                             model_.paths.field(path, name), std::string(name),
                             std::string(near));
    found.repaired = repairs;
    found.reason = std::string(Schema<M>::name);
  }

  /// Reads the value as that of `name`; what does not fit is not repaired.
  template <class M>
  bool read_repaired(std::string_view name, const Entry& entry, PathId path,
                     M& out) {
    const std::size_t problems = model_.problems.size();
    const M before = out;
    read_member(*find_member<M>(name), key_text(entry.key), entry, path,
                Given::repaired, out);
    const bool unreadable = std::visit(
        [&](auto slot) { return (out.*slot).given != Given::repaired; },
        find_member<M>(name)->slot);
    if (unreadable) {
      model_.problems.resize(problems);
      out = before;
    }
    return !unreadable;
  }

  /// Absent fields point at the mapping that lacks them; a required one that
  /// is absent or null is a problem.
  template <class M>
  void settle(const Member<M>& member, Range key, PathId path, M& out) {
    std::visit(
        [&](auto slot) {
          auto& field = out.*slot;
          if (field.given == Given::absent) {
            field.key = field.range = key;
            field.path = path;
          }
          if (member.required && absent(field))
            problem(ProblemKind::missing_field, field.key, field.path,
                    std::string(member.name));
        },
        member.slot);
  }

  Problem& problem(ProblemKind kind, Range range, PathId path,
                   std::string found = {}, std::string wanted = {}) {
    Problem& added = model_.problems.emplace_back();
    added.kind = kind;
    added.range = range;
    added.path = path;
    added.found = std::move(found);
    added.wanted = std::move(wanted);
    return added;
  }

  bool wrong_type(NodeId id, PathId path, std::string_view wanted) {
    problem(ProblemKind::wrong_type, range_of(id), path, describe(tree_, id),
            std::string(wanted))
        .reason = surprise(tree_, id);
    return false;
  }

  bool is_null(NodeId id) const {
    const Node& node = tree_[tree_.follow(id)];
    if (node.kind != NodeKind::scalar) return false;
    if (node.style == Style::plain && node.tag_size == 0 &&
        is_plain_string(tree_.text(node)))
      return false;
    return read_scalar(tree_, node).type == ScalarType::null;
  }

  std::optional<Scalar> scalar(NodeId id) const {
    const Node& node = tree_[tree_.follow(id)];
    if (node.kind != NodeKind::scalar) return std::nullopt;
    return read_scalar(tree_, node);
  }

  bool read_string(NodeId id, PathId path, std::string& out) {
    const Node& node = tree_[tree_.follow(id)];
    if (node.kind == NodeKind::scalar && node.tag_size == 0 &&
        (node.style != Style::plain || is_plain_string(tree_.text(node)))) {
      out = tree_.text(node);
      return true;
    }
    const auto read = scalar(id);
    if (!read || read->type != ScalarType::string)
      return wrong_type(id, path, "a string");
    out = read->text;
    return true;
  }

  bool read(NodeId id, Field<std::string>& field) {
    return read_string(id, field.path, field.value);
  }

  bool read(NodeId id, Field<bool>& field) {
    const auto read = scalar(id);
    if (!read || read->type != ScalarType::boolean)
      return wrong_type(id, field.path, "a boolean (true or false)");
    field.value = read->boolean;
    return true;
  }

  bool read(NodeId id, Field<std::uint32_t>& field) {
    const auto read = scalar(id);
    const bool number = read && (read->type == ScalarType::integer ||
                                 read->type == ScalarType::floating);
    if (!number || read->number != std::floor(read->number))
      return wrong_type(id, field.path, "an integer");
    if (read->number < 0 || read->number > 4294967295.0) {
      problem(ProblemKind::number_range, field.range, field.path,
              describe(tree_, id));
      return false;
    }
    field.value = static_cast<std::uint32_t>(read->number);
    if (tree_.text(tree_[tree_.follow(id)]) != std::to_string(field.value))
      problem(ProblemKind::octal_number, field.range, field.path,
              std::string(tree_.text(tree_[tree_.follow(id)])),
              std::to_string(field.value));
    return true;
  }

  template <class T>
  bool read_word(NodeId id, Field<T>& field) {
    const auto read = scalar(id);
    if (!read || read->type != ScalarType::string)
      return wrong_type(id, field.path, "one of the words of this field");
    std::vector<std::string_view> known;
    for (const auto& word : words_of(T{})) {
      known.push_back(word.text);
      if (word.text != read->text) continue;
      field.value = word.value;
      if (word.since != IstioVersion{})
        problem(ProblemKind::newer_field, field.range, field.path, read->text,
                to_string(word.since));
      return true;
    }
    Problem& found =
        problem(ProblemKind::unknown_word, field.range, field.path, read->text,
                std::string(nearest(read->text, known)));
    for (std::string_view word : known) {
      if (!found.reason.empty()) found.reason += ", ";
      found.reason += word;
    }
    return false;
  }
  bool read(NodeId id, Field<TlsMode>& field) { return read_word(id, field); }
  bool read(NodeId id, Field<TlsVersion>& field) {
    return read_word(id, field);
  }

  template <class T>
  bool read(NodeId id, Field<List<T>>& field) {
    const NodeId list = tree_.follow(id);
    if (tree_[list].kind != NodeKind::sequence)
      return wrong_type(id, field.path, "a list");
    for (NodeId item : items(tree_, list)) {
      const auto index = static_cast<std::uint32_t>(field.value.size());
      Field<T>& added = field.value.emplace_back();
      added.path = model_.paths.item(field.path, index);
      added.range = range_of(item);
      added.key = item_key(item);
      added.given = read(item, added) ? Given::yes : Given::unreadable;
    }
    return true;
  }

  bool read(NodeId id, Field<StringMap>& field) {
    const NodeId map = tree_.follow(id);
    if (tree_[map].kind != NodeKind::mapping)
      return wrong_type(id, field.path, "a mapping of strings");
    for (const Entry& entry : entries(tree_, map)) {
      Pair& pair = field.value.emplace_back();
      pair.key = key_text(entry.key);
      pair.value.path = model_.paths.field(field.path, key_text(entry.key));
      pair.value.key = range_of(entry.key);
      pair.value.range = range_of(entry.value);
      if (is_null(entry.value)) {
        pair.value.given = Given::null;
        continue;
      }
      pair.value.given = read_string(entry.value, pair.value.path, *pair.value)
                             ? Given::yes
                             : Given::unreadable;
    }
    return true;
  }

  template <class M>
  requires requires { Schema<M>::members; }
  bool read(NodeId id, Field<M>& field) {
    const NodeId mapping = tree_.follow(id);
    if (tree_[mapping].kind != NodeKind::mapping)
      return wrong_type(id, field.path, "a mapping");
    read_message(mapping, field.key, field.path, *field);
    if constexpr (std::is_same_v<M, Tls>) check_exclusive(field);
    if constexpr (std::is_same_v<M, Metadata>) check_metadata(*field);
    return true;
  }

  /// The schema's CEL rules: presence counts, not content.
  void check_exclusive(const Field<Tls>& tls) {
    const auto both = [&](const auto& a, const auto& b, std::string_view a_name,
                          std::string_view b_name) {
      if (!given(a) || !given(b)) return;
      Problem& found = problem(ProblemKind::exclusive_fields, b.key, b.path,
                               std::string(b_name), std::string(a_name));
      found.related.push_back({a.key, "the other one"});
    };
    both(tls->credential_names, tls->tls_certificates, "credentialNames",
         "tlsCertificates");
    both(tls->credential_name, tls->credential_names, "credentialName",
         "credentialNames");
  }

  void check_metadata(const Metadata& metadata) {
    if (filled(metadata.name) && !is_dns_subdomain(*metadata.name))
      problem(ProblemKind::bad_name, metadata.name.range, metadata.name.path,
              *metadata.name);
    for (const Pair& label : *metadata.labels) {
      if (!is_qualified_name(label.key))
        problem(ProblemKind::bad_label, label.value.key, label.value.path,
                label.key)
            .reason = "key";
      if (given(label.value) && !is_label_value(*label.value))
        problem(ProblemKind::bad_label, label.value.range, label.value.path,
                *label.value)
            .reason = "value";
    }
  }

  const Tree& tree_;
  FileId file_;
  Repair repair_;
  Model& model_;
};

}  // namespace

void decode_gateway(const Tree& tree, NodeId node, FileId file, Repair repair,
                    Model& model) {
  const NodeId mapping = tree.follow(node);
  const Node& root = tree[mapping];
  const NodeId first = root.next > mapping + 1 ? mapping + 1 : mapping;
  const Range key{file, tree[first].begin, tree[first].end};
  Decoder(tree, file, repair, model)
      .read_message(mapping, key, root_path, model.gateway.emplace());
}

}  // namespace asmgw
