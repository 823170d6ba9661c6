// Escape sequences for colour; widths from utf8proc.
#include "output/terminal.h"

#include "base/escape.h"
#include "base/text.h"

#include <fmt/core.h>
#include <utf8proc.h>

#include <algorithm>

namespace asmgw {
namespace {

std::string_view code_of(Tone tone) {
  switch (tone) {
    case Tone::error:
      return "1;31";
    case Tone::warning:
      return "1;33";
    case Tone::info:
      return "1;36";
    case Tone::strong:
      return "1";
    case Tone::frame:
      return "34";
    case Tone::other:
      return "1;34";
    case Tone::plain:
      break;
  }
  return {};
}

std::size_t width_of(char32_t c) {
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
  return width > 0 ? static_cast<std::size_t>(width) : 0;
}

}  // namespace

std::string Painter::operator()(Tone tone, std::string_view text) const {
  const std::string_view code = code_of(tone);
  if (!colour_ || code.empty() || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code, text);
}

bool wants_colour(const ColourWish& wish) {
  if (wish.color == "always") return true;
  if (wish.color == "never" || !wish.no_color.empty()) return false;
  if (!wish.force_color.empty()) return wish.force_color != "0";
  return wish.is_terminal && wish.term != "dumb";
}

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const Glyph glyph = first_glyph(text);
    width += glyph.width;
    text.remove_prefix(glyph.bytes);
  }
  return width;
}

Glyph first_glyph(std::string_view text) {
  if (text.front() == '\t') return {1, 4, "    "};
  const std::size_t length = utf8_length(text);
  const std::string_view bytes =
      text.substr(0, std::max<std::size_t>(1, length));
  std::string shown = is_log_command(text) ? "\\x23" : visible(bytes);
  const bool escaped = shown != bytes;
  const std::size_t width =
      escaped ? shown.size() : width_of(utf8_decode(bytes));
  return {bytes.size(), width, std::move(shown)};
}

}  // namespace asmgw
