// What all JSON that we write has in common.
#pragma once

#include "source/source.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace asmgw {

/// Keys stay in the order of writing.
using Json = nlohmann::ordered_json;

/// `{"version": 1, "tool": {…}}`, with which every form begins.
Json json_form();

/// `start` and `end` of a place, each with line, column and offset.
Json range_of(const Sources& sources, Range range);

/// Unknown is null, never left out.
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

inline Json or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

template <class List, class Make>
Json array_of(const List& list, Make make) {
  Json out = Json::array();
  for (const auto& item : list) out.push_back(make(item));
  return out;
}

/// Indented text with a line break at the end; bytes that are not UTF-8 become
/// U+FFFD, characters that nobody sees are escaped.
std::string json_text(const Json& json);

/// An object whose last member is a long array, written item by item so that
/// it is never held as a whole. The text is that of `json_text`.
class JsonArrayText {
 public:
  /// Appends to `out`, which must outlive this.
  JsonArrayText(Json head, std::string_view name, std::string& out);
  void add(const Json& item);
  /// Call once, after the last item.
  void end();

 private:
  std::string& out_;
  bool first_ = true;
};

}  // namespace asmgw
