// What a terminal shows: colour and the width of characters. Nothing else
// knows a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace asmgw {

enum class Tone : std::uint8_t {
  plain,
  error,
  warning,
  info,
  strong,  ///< the message
  frame,   ///< line numbers, bars, arrows
  other,   ///< marks at other places
};

/// Puts a tone round a text, or nothing where there is no colour.
class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  [[nodiscard]] std::string operator()(Tone tone, std::string_view text) const;

 private:
  bool colour_;
};

/// `--color auto|always|never` against what the environment says; the strings
/// are "" where a variable is not set.
struct ColourWish {
  std::string_view color, no_color, force_color, term;
  bool is_terminal = false;
};
bool wants_colour(const ColourWish& wish);

/// Columns that a visible text takes.
std::size_t display_width(std::string_view text);

/// The next character of a text as a terminal shall see it: tabs as four
/// blanks, controls escaped, bytes that are not UTF-8 as `\xff`.
struct Glyph {
  std::size_t bytes;  ///< it takes of the text, at least 1
  std::size_t width;
  std::string text;
};
Glyph first_glyph(std::string_view text);

}  // namespace asmgw
