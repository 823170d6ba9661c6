// Escapes first, then dot segments: `%2e%2e` is a dot segment too.
#include "resolve/path.h"

#include <fmt/core.h>

#include <vector>

namespace asmgw {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 32);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool is_unreserved(char c) {
  const char low = static_cast<char>(c | 32);
  return (c >= '0' && c <= '9') || (low >= 'a' && low <= 'z') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

bool must_be_escaped(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || byte >= 0x7f ||
         std::string_view("\"<>`{}").find(c) != std::string_view::npos;
}

/// The character that `%xx` at `at` stands for, if it needs no escape.
char unescaped(std::string_view path, std::size_t at) {
  if (path[at] != '%' || at + 2 >= path.size()) return '\0';
  const int high = hex_value(path[at + 1]), low = hex_value(path[at + 2]);
  if (high < 0 || low < 0) return '\0';
  const char made = static_cast<char>(high * 16 + low);
  return is_unreserved(made) ? made : '\0';
}

std::string with_escapes(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (const char plain = unescaped(path, i)) {
      out += plain;
      i += 2;
    } else if (path[i] == '\\') {
      out += '/';
    } else if (must_be_escaped(path[i])) {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(path[i]));
    } else {
      out += path[i];
    }
  }
  return out;
}

}  // namespace

std::string normalized_path(std::string_view path) {
  const std::string text = with_escapes(path);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('/', at + 1), text.size());
    const std::string_view part = std::string_view(text).substr(at, end - at);
    at = end;
    const bool up = part == "/..";
    if (up)
      out.resize(out.rfind('/') == std::string::npos ? 0 : out.rfind('/'));
    if (!up && part != "/.")
      out += part;
    else if (at == text.size())
      out += '/';
  }
  return out.empty() ? "/" : out;
}

}  // namespace asmgw
