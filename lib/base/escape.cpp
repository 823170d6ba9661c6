// Escapes of four digits, or eight, or two times four.
#include "base/escape.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace asmgw {
namespace {

struct Span {
  char32_t first, last;
};

constexpr std::array<Span, 14> unseen{{{0x00, 0x1F},
                                       {0x7F, 0x9F},
                                       {0xAD, 0xAD},
                                       {0x061C, 0x061C},
                                       {0x115F, 0x1160},
                                       {0x180E, 0x180E},
                                       {0x200B, 0x200F},
                                       {0x2028, 0x202E},
                                       {0x2060, 0x2064},
                                       {0x2066, 0x2069},
                                       {0x3164, 0x3164},
                                       {0xFEFF, 0xFEFF},
                                       {0xFFFE, 0xFFFF},
                                       {0xE0000, 0xE007F}}};

struct First {
  std::string_view bytes;
  char32_t c;
};

/// Takes the first character off `text`, which is not empty.
First take_first(std::string_view& text) {
  const std::size_t length = std::max<std::size_t>(1, utf8_length(text));
  const First first{text.substr(0, length), utf8_decode(text)};
  text.remove_prefix(length);
  return first;
}

std::string short_escape(char32_t c) {
  return fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
}

/// JSON has no longer escape: what lies higher is a pair of surrogates.
std::string json_escape(char32_t c) {
  if (c < 0x10000) return short_escape(c);
  return short_escape(0xD800 + ((c - 0x10000) >> 10)) +
         short_escape(0xDC00 + ((c - 0x10000) & 0x3FF));
}

std::string yaml_escape(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  if (c < 0x10000) return short_escape(c);
  return fmt::format("\\U{:08x}", static_cast<std::uint32_t>(c));
}

}  // namespace

bool is_unseen(char32_t c) {
  return std::any_of(unseen.begin(), unseen.end(), [&](const Span& span) {
    return c >= span.first && c <= span.last;
  });
}

bool has_unseen(std::string_view text) {
  while (!text.empty())
    if (is_unseen(take_first(text).c)) return true;
  return false;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    if (utf8_length(text) == 0) return false;
    take_first(text);
  }
  return true;
}

bool is_white_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_log_command(std::string_view text) {
  if (!text.starts_with("##")) return false;
  const auto end = std::find_if_not(text.begin() + 2, text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return end != text.end() && *end == '[';
}

std::string json_escaped(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const auto high = std::find_if(json.begin(), json.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 0x7F || c == '#';
    });
    out.append(json.begin(), high);
    json.remove_prefix(static_cast<std::size_t>(high - json.begin()));
    if (json.empty()) break;
    const bool command = is_log_command(json);
    const First first = take_first(json);
    if (is_unseen(first.c) || command)
      out += json_escape(first.c);
    else
      out += first.bytes;
  }
  return out;
}

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  while (!text.empty()) {
    const bool valid = utf8_length(text) > 0;
    const bool command = is_log_command(text);
    const First first = take_first(text);
    if (!valid)
      out += "\xEF\xBF\xBD";
    else if (is_unseen(first.c) || command)
      out += yaml_escape(first.c);
    else if (first.c == '"' || first.c == '\\')
      out.append("\\").append(first.bytes);
    else
      out += first.bytes;
  }
  return out + '"';
}

}  // namespace asmgw
