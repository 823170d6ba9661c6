// Escapes first, then dot segments: `%2e%2e` is a dot segment too.
#include "resolve/path.h"

#include "resolve/envoy.h"

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
         std::string_view("\"<>^`{|}").find(c) != std::string_view::npos;
}

/// The character that `%xx` at `at` stands for, if it needs no escape.
char unescaped(std::string_view path, std::size_t at) {
  if (path[at] != '%' || at + 2 >= path.size()) return '\0';
  const int high = hex_value(path[at + 1]), low = hex_value(path[at + 2]);
  if (high < 0 || low < 0) return '\0';
  const char made = static_cast<char>(high * 16 + low);
  return is_unreserved(made) ? made : '\0';
}

/// Segments with dots before a semicolon lose what stands behind it. Envoy does
/// so before it undoes escapes.
std::string without_parameters(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    const std::string_view part = path.substr(at, end - at);
    const std::string_view dots = part.substr(0, part.find(';'));
    out += dots == "/.." || dots == "/." ? dots : part;
    at = end;
  }
  return out;
}

bool is_escape(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && hex_value(text[at + 1]) >= 0 &&
         hex_value(text[at + 2]) >= 0;
}

/// Writes a path anew. A percent sign that begins no escape stays, unless
/// undoing another one would make it an escape.
class Writer {
 public:
  explicit Writer(std::string_view path) : path_(path) {
    out_.reserve(path.size());
  }

  std::string run() {
    for (std::size_t i = 0; i < path_.size(); ++i) {
      if (const char plain = unescaped(path_, i)) {
        i += 2;
        add_unescaped(plain, i + 1);
        continue;
      }
      if (path_[i] == '%' && !is_escape(path_, i)) loose_ = out_.size();
      if (path_[i] == '\\')
        out_ += '/';
      else if (must_be_escaped(path_[i]))
        out_ += fmt::format("%{:02X}", static_cast<unsigned char>(path_[i]));
      else
        out_ += path_[i];
    }
    return std::move(out_);
  }

 private:
  /// Source: Chromium url/url_canon_path.cc, CheckForNestedEscapes.
  void add_unescaped(char plain, std::size_t next) {
    out_ += plain;
    if (loose_ == std::string::npos) return;
    const std::size_t behind = out_.size() - loose_ - 1;
    if (behind > 2) return;
    std::string made = out_.substr(loose_);
    if (behind == 1 && next < path_.size()) made += path_[next];
    if (is_escape(made, 0)) out_.insert(loose_ + 1, "25");
  }

  std::string_view path_;
  std::string out_;
  std::size_t loose_ = std::string::npos;  ///< the last such sign in `out_`
};

}  // namespace

std::string normalized_path(std::string_view path, IstioVersion version) {
  const std::string sent =
      has_envoy_1_40(version) ? without_parameters(path) : std::string(path);
  const std::string text = Writer(sent).run();
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
