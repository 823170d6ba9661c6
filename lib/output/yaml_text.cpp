// Plain words stay plain, all other strings are quoted as in JSON.
#include "output/yaml_text.h"

#include "base/text.h"

#include <fmt/core.h>

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

/// Not to stand in YAML unescaped, though JSON lets it.
bool is_printable(char32_t c) {
  if (c < 0x7F) return true;
  if (c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) return false;
  return c < 0xFFFE || c > 0xFFFF;
}

/// The text of a JSON string is one of YAML, but for what is not printable.
std::string quoted_text(const Json& string) {
  const std::string json =
      string.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  for (std::string_view rest = json; !rest.empty();) {
    const std::size_t length = std::max<std::size_t>(1, utf8_length(rest));
    const char32_t c = utf8_decode(rest);
    if (is_printable(c))
      out += rest.substr(0, length);
    else
      out += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
    rest.remove_prefix(length);
  }
  return out;
}

std::string scalar(const Json& json) {
  if (!json.is_string())
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const auto& text = json.get_ref<const std::string&>();
  return is_plain(text) ? text : quoted_text(json);
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
