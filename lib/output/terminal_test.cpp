// Width, escaping and the rules of colour.
#include "output/terminal.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("width counts what a terminal shows") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("\t") == 4);
  CHECK(display_width("\xE5\xBA\x97") == 2);  // a wide character
  CHECK(display_width("e\xCC\x81") == 1);     // e and a combining accent
  CHECK(display_width("\x1b[31m") == 8);      // \x1b[31m
  CHECK(display_width("\xff") == 4);          // \xff
}

TEST_CASE("a glyph never holds a control character") {
  CHECK(first_glyph("\x1b[2J").text == "\\x1b");
  CHECK(first_glyph("\xC2\x9B").text == "\\x9b");
  CHECK(first_glyph("\xE2\x80\xAE").text == "\\u202e");
  CHECK(first_glyph("\xE2\x80\xAE").bytes == 3);
  CHECK(first_glyph("\tx").text == "    ");
  CHECK(first_glyph("\xE5\xBA").text == "\\xe5");
  CHECK(first_glyph("\xE5\xBA").bytes == 1);
}

TEST_CASE("the flag beats NO_COLOR beats FORCE_COLOR beats the terminal") {
  CHECK(wants_colour({"always", "1", "", "dumb", false}));
  CHECK(!wants_colour({"never", "", "1", "xterm", true}));
  CHECK(!wants_colour({"auto", "1", "1", "xterm", true}));
  CHECK(wants_colour({"auto", "", "1", "dumb", false}));
  CHECK(!wants_colour({"auto", "", "0", "xterm", true}));
  CHECK(wants_colour({"auto", "", "", "xterm", true}));
  CHECK(!wants_colour({"auto", "", "", "dumb", true}));
  CHECK(!wants_colour({"auto", "", "", "xterm", false}));
}

TEST_CASE("a painter without colour changes nothing") {
  CHECK(Painter(false)(Tone::error, "x") == "x");
  CHECK(Painter(true)(Tone::error, "x") == "\x1b[1;31mx\x1b[0m");
  CHECK(Painter(true)(Tone::plain, "x") == "x");
}

}  // namespace asmgw
