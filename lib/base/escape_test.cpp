// Characters that nobody sees, and how each format spells them.
#include "base/escape.h"

#include "base/text.h"

#include <doctest/doctest.h>

#include <string>

namespace asmgw {

TEST_CASE("what nobody sees is shown as an escape") {
  CHECK(visible("a\x1b\n\x7f\u0085") == "a\\x1b\\n\\x7f\\x85");
  CHECK(visible("\u202e\u2066\u200e\u061c\u2028\ufeff") ==
        "\\u202e\\u2066\\u200e\\u061c\\u2028\\ufeff");
  CHECK(visible("\u00ad\u200b\u200c\u200d\u2060\u2064") ==
        "\\xad\\u200b\\u200c\\u200d\\u2060\\u2064");
  CHECK(visible("\u3164\u115f\u1160\u180e") == "\\u3164\\u115f\\u1160\\u180e");
  CHECK(visible("\U000e0001\U000e007f\ufffe\uffff") ==
        "\\U000e0001\\U000e007f\\ufffe\\uffff");
}

TEST_CASE("what everybody sees stays as it is") {
  constexpr std::string_view text = "a b\u00a0\u00e9 e\u0301 店 \U0001f600";
  CHECK(visible(text) == text);
  CHECK(json_escaped(text) == text);
  CHECK_FALSE(has_unseen(text));
}

TEST_CASE("UTF-8 is told from other bytes") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("a\u00e9店\U0001f600"));
  CHECK_FALSE(is_utf8("a\xff"));
  CHECK_FALSE(is_utf8("店\xe5\xba"));
}

TEST_CASE("JSON: unseen characters are escaped, the layout stays") {
  CHECK(json_escaped("{\n  \"\x7f\u0085\u2028\u202e店\": 1\n}\n") ==
        "{\n  \"\\u007f\\u0085\\u2028\\u202e店\": 1\n}\n");
  CHECK(json_escaped("\"\U000e0041\"") == "\"\\udb40\\udc41\"");
  CHECK(json_escaped("") == "");
}

TEST_CASE("YAML: a quoted scalar escapes what nobody sees, and itself") {
  CHECK(yaml_quoted("a\"\\店") == "\"a\\\"\\\\店\"");
  CHECK(yaml_quoted("\t\r\n\x1b\u0085\u202e\U000e0041") ==
        "\"\\t\\r\\n\\u001b\\u0085\\u202e\\U000e0041\"");
  CHECK(yaml_quoted(std::string_view("\0", 1)) == "\"\\u0000\"");
  CHECK(yaml_quoted("\xff") == "\"\ufffd\"");
}

TEST_CASE("no text holds a command to a log of CI") {
  for (const char* text :
       {"##[a]", "##vso[a", "a ##teamcity[x]", "###[", "##"}) {
    CAPTURE(text);
    CHECK(visible(text).find("##") == std::string::npos);
  }
  CHECK(visible("##[a]") == "\\x23#[a]");
  for (const char* text : {"#[a]", "## a", "##a b[", "# # [", "## ["})
    CHECK(visible(text) == text);
  CHECK(json_escaped("\"##[a\"") == "\"\\u0023#[a\"");
  CHECK(yaml_quoted("##[a") == "\"\\u0023#[a\"");
}

TEST_CASE("no line begins with a command") {
  CHECK(at_line_start("::a::b") == "\\x3a:a::b");
  CHECK(at_line_start(" \u3000::a") == " \u3000\\x3a:a");
  for (const char* text : {"a ::b", ":a", "", "  "})
    CHECK(at_line_start(text) == text);
}

TEST_CASE("a path that begins oddly is shown as one of this folder") {
  for (const char* path :
       {"::a", " ::a", "-a", "--- a", "+++", "\u3000::a", "@a", "##x"})
    CHECK(visible_path(path) == "./" + visible(path));
  for (const char* path :
       {"a", ".a", "./a", "/a", "<stdin>", "_a", "1", "\u00e9::a", ""})
    CHECK(visible_path(path) == path);
}

}  // namespace asmgw
