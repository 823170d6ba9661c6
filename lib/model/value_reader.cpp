// One reader a type, each strict as the API server is.
#include "model/value_reader.h"

#include "base/digest.h"
#include "base/text.h"
#include "model/describe.h"
#include "model/shape.h"
#include "model/template_marks.h"

#include <cmath>

namespace asmgw {
namespace {

std::string joined(std::span<const std::string_view> words) {
  std::string out;
  for (std::string_view word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

/// The place of `number` in a table of that many words, if it is one.
std::optional<std::size_t> index_of(const Scalar& number, std::size_t words) {
  if (number.type != ScalarType::integer && number.type != ScalarType::floating)
    return std::nullopt;
  const bool fits = number.number == std::floor(number.number) &&
                    number.number >= 0 &&
                    number.number < static_cast<double>(words);
  return fits ? std::optional(static_cast<std::size_t>(number.number))
              : std::nullopt;
}

/// What the number is not: an integer at all to the API server, which reads 64
/// bits, or one of the field.
std::string out_of_range(double number) {
  return std::abs(number) < 9223372036854775808.0 ? "" : "an integer";
}

}  // namespace

Range ValueReader::range_of(NodeId id) const {
  const Node& node = tree_[id];
  return {file_, node.begin, node.end};
}

Range ValueReader::item_key(NodeId id) const {
  const Node& node = tree_[id];
  const bool keyed = node.kind == NodeKind::mapping && node.next > id + 1;
  return range_of(keyed ? id + 1 : id);
}

std::string_view ValueReader::text_of(NodeId id) const {
  return tree_.text(tree_[tree_.follow(id)]);
}

std::string_view ValueReader::key_text(NodeId key) const {
  return text_of(key);
}

bool ValueReader::is_placeholder(NodeId id) const {
  const NodeId at = tree_.follow(id);
  const Node& node = tree_[at];
  if (node.kind == NodeKind::scalar) return holds_placeholder(tree_.text(node));
  return is_bracketed(tree_, at);
}

Problem& ValueReader::problem(ProblemKind kind, Range range, PathId path,
                              std::string found, std::string wanted) {
  Problem& added = model_.problems.add(kind);
  added.range = range;
  added.path = path;
  added.found = std::move(found);
  added.wanted = std::move(wanted);
  return added;
}

Problem& ValueReader::mistyped(NodeId id, PathId path,
                               std::string_view wanted) {
  Problem& found = problem(ProblemKind::wrong_type, range_of(id), path,
                           describe(tree_, id), std::string(wanted));
  found.reason = surprise(tree_, id);
  return found;
}

void ValueReader::replace(Problem& found, NodeId id, std::string text,
                          bool safe) {
  if (!editable_text(tree_, id)) return;
  found.replacement = std::move(text);
  found.safe = safe && tree_.alias_visits == 0;
}

bool ValueReader::is_null(NodeId id) const {
  const Node& node = tree_[tree_.follow(id)];
  if (node.kind != NodeKind::scalar) return false;
  if (node.style == Style::plain && node.tag_size == 0 &&
      is_plain_string(tree_.text(node)))
    return false;
  return read_scalar(tree_, node).type == ScalarType::null;
}

std::optional<Scalar> ValueReader::scalar(NodeId id) const {
  const Node& node = tree_[tree_.follow(id)];
  if (node.kind != NodeKind::scalar) return std::nullopt;
  return read_scalar(tree_, node);
}

/// A key that stands where no field takes one goes no further than here.
std::string ValueReader::kept(std::string_view text) {
  return has_key_material(text) ? hidden_text(text) : std::string(text);
}

bool ValueReader::read_string(NodeId id, PathId path, std::string& out) {
  const Node& node = tree_[tree_.follow(id)];
  if (node.kind == NodeKind::scalar && node.tag_size == 0 &&
      (node.style != Style::plain || is_plain_string(tree_.text(node)))) {
    out = kept(tree_.text(node));
    return true;
  }
  const auto read = scalar(id);
  if (!read || read->type != ScalarType::string)
    return no_string(id, path, read);
  out = kept(read->text);
  return true;
}

bool ValueReader::no_string(NodeId id, PathId path,
                            const std::optional<Scalar>& read) {
  if (is_placeholder(id)) return false;
  Problem& found = mistyped(id, path, "a string");
  if (read && read->type == ScalarType::null)
    found.lenient = "an empty string";
  else if (read)
    replace(found, id, quoted_scalar(text_of(id)), true);
  return false;
}

bool ValueReader::read(NodeId id, Field<std::string>& field) {
  return read_string(id, field.path, field.value) &&
         !holds_placeholder(field.value);
}

bool ValueReader::read(NodeId id, Field<bool>& field) {
  const auto read = scalar(id);
  if (read && read->type == ScalarType::boolean) {
    field.value = read->boolean;
    return true;
  }
  if (is_placeholder(id)) return false;
  Problem& found = mistyped(id, field.path, "a boolean (true or false)");
  if (!read) return false;
  const Scalar bare = read_scalar(read->text, true, "");
  if (read->type == ScalarType::string && bare.type == ScalarType::boolean)
    replace(found, id, bare.boolean ? "true" : "false", true);
  else if (const auto index = index_of(*read, 2))
    replace(found, id, *index == 1 ? "true" : "false", false);
  return false;
}

bool ValueReader::read(NodeId id, Field<std::uint32_t>& field) {
  const auto read = scalar(id);
  const bool number = read && (read->type == ScalarType::integer ||
                               read->type == ScalarType::floating);
  if (!number || read->number != std::floor(read->number))
    return no_integer(id, field.path, read);
  if (read->number < 0 || read->number > 4294967295.0) {
    problem(ProblemKind::number_range, field.range, field.path,
            describe(tree_, id), out_of_range(read->number));
    return false;
  }
  field.value = static_cast<std::uint32_t>(read->number);
  const std::string usual = std::to_string(field.value);
  if (text_of(id) != usual) {
    Problem& found = problem(ProblemKind::octal_number, field.range, field.path,
                             std::string(text_of(id)), usual);
    replace(found, id, usual, true);
  }
  return true;
}

bool ValueReader::no_integer(NodeId id, PathId path,
                             const std::optional<Scalar>& read) {
  if (is_placeholder(id)) return false;
  Problem& found = mistyped(id, path, "an integer");
  if (!read || read->type != ScalarType::string) return false;
  const auto value = lenient_number(read->text);
  if (!value) return false;
  found.lenient = std::to_string(*value);
  replace(found, id, std::to_string(*value), true);
  return false;
}

std::optional<std::size_t> ValueReader::read_word(
    NodeId id, PathId path, std::span<const std::string_view> known) {
  const auto read = scalar(id);
  if (!read || read->type != ScalarType::string) {
    no_word(id, path, known, read);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < known.size(); ++i)
    if (known[i] == read->text) return i;
  if (is_placeholder(id)) return std::nullopt;
  const std::string_view meant = meant_word(read->text, known);
  Problem& found = problem(ProblemKind::unknown_word, range_of(id), path,
                           read->text, std::string(meant));
  found.reason = joined(known);
  if (!meant.empty())
    replace(found, id, std::string(meant),
            folded_name(meant) == folded_name(read->text));
  return std::nullopt;
}

/// Istio's decoder reads the number of a word, the schema does not.
void ValueReader::no_word(NodeId id, PathId path,
                          std::span<const std::string_view> known,
                          const std::optional<Scalar>& read) {
  if (is_placeholder(id)) return;
  Problem& found = mistyped(id, path, "one of " + joined(known));
  if (!read) return;
  const auto index = index_of(*read, known.size());
  const std::string_view meant =
      index ? known[*index] : meant_word(text_of(id), known);
  if (index) found.lenient = std::string(meant);
  if (!meant.empty()) replace(found, id, std::string(meant), index.has_value());
}

bool ValueReader::no_list(NodeId id, PathId path, bool of_strings) {
  if (is_placeholder(id)) return false;
  Problem& found = mistyped(id, path, "a list");
  const auto text = editable_text(tree_, id);
  const std::string item = text && of_strings ? quoted_scalar(*text) : "";
  if (!item.empty()) replace(found, id, '[' + item + ']', true);
  return false;
}

}  // namespace asmgw
