// Descriptions for problems; nothing here decides what is accepted.
#include "model/describe.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace asmgw {

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
  return fmt::format("the string {}", in_quotes(scalar.text));
}

std::string surprise(const Tree& tree, NodeId id) {
  const Node& node = tree[tree.follow(id)];
  if (node.kind != NodeKind::scalar) return {};
  const Scalar scalar = read_scalar(tree, node);
  const std::string_view text = tree.text(node);
  if (node.style != Style::plain)
    return scalar.type == ScalarType::string && node.tag_size == 0 &&
                   read_scalar(text, true, "").type != ScalarType::string
               ? "the quotes make it a string"
               : std::string();
  if (scalar.type == ScalarType::null && node.empty)
    return "nothing is written there";
  if (scalar.type == ScalarType::boolean && text != "true" && text != "false")
    return fmt::format("{} without quotes is a boolean in YAML 1.1",
                       in_quotes(text));
  if (scalar.type == ScalarType::integer &&
      text != std::to_string(scalar.magnitude))
    return fmt::format("{} is read as {}{}", in_quotes(text),
                       scalar.negative ? "-" : "", scalar.magnitude);
  return {};
}

std::optional<std::string_view> editable_text(const Tree& tree, NodeId id) {
  const Node& node = tree[id];
  const bool bare = node.kind == NodeKind::scalar && !node.empty &&
                    node.tag_size == 0 && node.properties == node.begin;
  return bare ? std::optional(tree.text(node)) : std::nullopt;
}

std::string quoted_scalar(std::string_view text) {
  const bool simple = std::all_of(text.begin(), text.end(), [](char c) {
    return c >= ' ' && c <= '~' && c != '"' && c != '\\';
  });
  return simple ? fmt::format("\"{}\"", text) : std::string();
}

std::optional<std::uint32_t> lenient_number(std::string_view text) {
  text = trim(text);
  if (text == "null") return 0;
  if (text.size() > 1 && text[0] == '0') return std::nullopt;
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [last, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc{} || last != end) return std::nullopt;
  return value;
}

std::string folded_name(std::string_view text) {
  std::string out;
  for (char c : lower(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

std::string_view meant_word(std::string_view text,
                            std::span<const std::string_view> known) {
  const std::string wanted = folded_name(text);
  for (std::string_view word : known) {
    const std::string have = folded_name(word);
    if (have == wanted ||
        (wanted.size() >= 2 && have.ends_with(wanted) &&
         wanted.find_first_not_of("0123456789") == std::string::npos))
      return word;
  }
  return nearest(text, known);
}

bool stands_for(std::string_view written, std::string_view known) {
  const std::string a = folded_name(written), b = folded_name(known);
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size());
  return shorter >= 3 && edit_distance(a, b) <= (shorter >= 8 ? 2U : 1U);
}

}  // namespace asmgw
