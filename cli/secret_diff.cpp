// Both texts as maps from fields to what is shown of their values.
#include "cli/secret_diff.h"

#include "base/digest.h"
#include "base/text.h"
#include "yaml/read.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>

namespace asmgw::cli {
namespace {

using Values = std::map<std::string, std::string>;

/// What names the object and its state.
constexpr std::array<std::string_view, 9> open_fields{
    "apiVersion",
    "kind",
    "type",
    "immutable",
    "metadata.name",
    "metadata.namespace",
    "metadata.uid",
    "metadata.resourceVersion",
    "metadata.creationTimestamp"};

bool is_open(std::string_view field, std::string_view value) {
  return !has_key_material(value) &&
         std::find(open_fields.begin(), open_fields.end(), field) !=
             open_fields.end();
}

void add(const Tree& tree, NodeId id, const std::string& field,
         Values& values) {
  id = tree.follow(id);
  const Node& node = tree[id];
  if (node.kind == NodeKind::mapping) {
    for (const Entry& one : entries(tree, id)) {
      const std::string_view key = tree.text(tree[tree.follow(one.key)]);
      add(tree, one.value, field + (field.empty() ? "" : ".") + visible(key),
          values);
    }
  } else if (node.kind == NodeKind::sequence) {
    std::size_t index = 0;
    for (NodeId one : items(tree, id))
      add(tree, one, fmt::format("{}[{}]", field, index++), values);
  } else {
    const std::string_view text = tree.text(node);
    values[field] = is_open(field, text) ? visible(text) : hidden_text(text);
  }
}

/// Of what cannot be read there is one value, the whole text.
Values values_of(std::string_view text) {
  Values values;
  if (text.empty()) return values;
  const SourceFile file("", std::string(text));
  const Document document = read_document(
      file, FileId{}, {0, static_cast<std::uint32_t>(text.size())}, Limits{});
  if (document.readable && document.problems.empty() && !document.tree.empty())
    add(document.tree, 0, "", values);
  else
    values["text"] = hidden_text(text);
  return values;
}

/// Lines for the values of `some` that `others` does not have.
std::string lines(char mark, const Values& some, const Values& others) {
  std::string out;
  for (const auto& [field, value] : some) {
    const auto other = others.find(field);
    if (other == others.end() || other->second != value)
      out += fmt::format("{}{}: {}\n", mark, field, value);
  }
  return out;
}

}  // namespace

std::string secret_diff(std::string_view before, std::string_view after) {
  const Values older = values_of(before), newer = values_of(after);
  return lines('-', older, newer) + lines('+', newer, older);
}

}  // namespace asmgw::cli
