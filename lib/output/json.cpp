// The head of every JSON form, and how one is written.
#include "output/json.h"

#include "base/escape.h"

#include <algorithm>

namespace asmgw {
namespace {

Json position(const SourceFile& file, std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(file.text().size()));
  const Place at = file.place(offset);
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

/// Indented by two blanks.
std::string dumped(const Json& json) {
  return json_escaped(json.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Json json_form() {
  return {{"version", 1},
          {"tool", {{"name", "asmgw"}, {"version", ASMGW_VERSION}}}};
}

Json range_of(const Sources& sources, Range range) {
  const SourceFile& file = sources.file(range.file);
  return {{"start", position(file, range.begin)},
          {"end", position(file, range.end)}};
}

std::string json_text(const Json& json) { return dumped(json) + '\n'; }

JsonArrayText::JsonArrayText(Json head, std::string_view name, std::string& out)
    : out_(out) {
  head[std::string(name)] = Json::array();
  std::string text = json_text(head);
  text.resize(text.rfind(']'));
  out_ += text;
}

void JsonArrayText::add(const Json& item) {
  out_ += first_ ? "\n    " : ",\n    ";
  first_ = false;
  // Strings hold no line break in JSON, so each one is of the layout.
  for (char c : dumped(item)) {
    out_ += c;
    if (c == '\n') out_ += "    ";
  }
}

void JsonArrayText::end() { out_ += first_ ? "]\n}\n" : "\n  ]\n}\n"; }

}  // namespace asmgw
