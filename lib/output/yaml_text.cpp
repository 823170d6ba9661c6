// Plain words stay plain, all other strings are quoted as in JSON.
#include "output/yaml_text.h"

#include "base/escape.h"
#include "base/text.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

/// What some reader takes for a null or boolean when it stands unquoted.
constexpr std::array<std::string_view, 9> reserved{
    "null", "true", "false", "yes", "no", "on", "off", "y", "n"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_plain(std::string_view text) {
  if (text.empty() || (!is_letter(text[0]) && text[0] != '/')) return false;
  const bool safe = std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '/' || c == '.' ||
           c == '-' || c == '_';
  });
  return safe && std::find(reserved.begin(), reserved.end(), lower(text)) ==
                     reserved.end();
}

std::string scalar(const Json& json) {
  if (!json.is_string())
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto& text = json.get_ref<const std::string&>();
  return is_plain(text) ? text : yaml_quoted(text);
}

bool is_nested(const Json& json) {
  return json.is_structured() && !json.empty();
}

class YamlWriter {
 public:
  std::string take() { return std::move(out_); }

  /// What follows stands on its own line, or behind `- `.
  void write(const Json& json, std::size_t indent) {
    if (!is_nested(json))
      out_ += scalar(json) + '\n';
    else if (json.is_array())
      write_items(json, indent);
    else
      write_members(json, indent);
  }

 private:
  void write_items(const Json& json, std::size_t indent) {
    bool first = true;
    for (const Json& item : json) {
      if (!first) out_.append(indent, ' ');
      first = false;
      out_ += "- ";
      write(item, indent + 2);
    }
  }

  void write_members(const Json& json, std::size_t indent) {
    bool first = true;
    for (const auto& [key, value] : json.items()) {
      if (!first) out_.append(indent, ' ');
      first = false;
      out_ += scalar(Json(key)) + ':';
      if (is_nested(value)) {
        out_ += '\n';
        out_.append(indent + 2, ' ');
        write(value, indent + 2);
      } else {
        out_ += ' ' + scalar(value) + '\n';
      }
    }
  }

  std::string out_;
};

}  // namespace

std::string yaml_text(const Json& json) {
  YamlWriter writer;
  writer.write(json, 0);
  return writer.take();
}

}  // namespace asmgw
