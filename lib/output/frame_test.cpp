// Rows and marks: alignment, cutting, what lies between.
#include "output/frame.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

const FrameStyle plain{Painter(false), Tone::error, 1};

/// Above each text: what keeps a document from being taken for a Secret.
constexpr std::string_view head = "kind: A\n\n";

/// The frame of one text with marks under the given words, the first primary.
/// Its first line is the third one of the file.
std::string framed(const std::string& rest,
                   const std::vector<std::string>& words, bool context) {
  const std::string text = std::string(head) + rest;
  const SourceFile file("a.yaml", text);
  Frame frame{&file, {}, context};
  for (const std::string& word : words) {
    const auto begin = static_cast<std::uint32_t>(text.find(word));
    const auto end = static_cast<std::uint32_t>(begin + word.size());
    frame.marks.push_back({{FileId{}, begin, end},
                           file.line_of(begin),
                           frame.marks.empty() ? "" : "label of " + word,
                           frame.marks.empty()});
  }
  std::string out;
  write_frame(frame, plain, out);
  return out;
}

TEST_CASE("the line before says where we are, but not across documents") {
  CHECK(framed("a: 1\nb: 2\n", {"2"}, true) ==
        "3 | a: 1\n4 | b: 2\n  |    ^\n");
  CHECK(framed("a: 1\nb: 2\n", {"2"}, false) == "4 | b: 2\n  |    ^\n");
  CHECK(framed("---\nkind: 2\n", {"2"}, true) == "4 | kind: 2\n  |       ^\n");
  CHECK(framed("\nb: 2\n", {"2"}, true) == "4 | b: 2\n  |    ^\n");
}

TEST_CASE("lines between marks are shown if there is one, dots if more") {
  CHECK(framed("a: 1\nb: 2\nc: 3\n", {"1", "3"}, true) ==
        "3 | a: 1\n  |    ^\n4 | b: 2\n5 | c: 3\n  |    - label of 3\n");
  CHECK(framed("a: 1\nb:\nc:\nd: 4\n", {"1", "4"}, true) ==
        "3 | a: 1\n  |    ^\n...\n6 | d: 4\n  |    - label of 4\n");
}

TEST_CASE("two marks on a line have a row each, the primary one first") {
  CHECK(framed("a: {b: 1, c: 2}\n", {"2", "1"}, true) ==
        "3 | a: {b: 1, c: 2}\n  |              ^\n"
        "  |        - label of 1\n");
}

TEST_CASE("marks stand under what a terminal shows") {
  CHECK(framed("\ta: 1\n", {"1"}, true) == "3 |     a: 1\n  |        ^\n");
  CHECK(framed("\xE5\xBA\x97: \xE5\xBA\x97!\n", {"!"}, true) ==
        "3 | \xE5\xBA\x97: \xE5\xBA\x97!\n  |       ^\n");
  CHECK(framed("e\xCC\x81: 1\r\n", {"1"}, true) ==
        "3 | e\xCC\x81: 1\n  |    ^\n");
  CHECK(framed("\x1b[2J: 1\n", {"1"}, true) ==
        "3 | \\x1b[2J: 1\n  |          ^\n");
  CHECK(framed("a\u200bb\U000e0041: 1\n", {"1"}, true) ==
        "3 | a\\u200bb\\U000e0041: 1\n  | " + std::string(20, ' ') + "^\n");
  CHECK(framed("a: \xE5\xBA\x97\n", {"\xE5\xBA\x97"}, true) ==
        "3 | a: \xE5\xBA\x97\n  |    ^^\n");
}

TEST_CASE("what goes on over several lines is marked on its first") {
  CHECK(framed("a: |\n  b\n  c\n", {"|\n  b\n  c"}, true) ==
        "3 | a: |\n  |    ^\n");
}

TEST_CASE("an empty place at the end of the file has a mark") {
  const SourceFile file("a.yaml", "kind: 1");
  std::string out;
  write_frame({&file, {{{FileId{}, 7, 7}, 1, "", true}}, true}, plain, out);
  CHECK(out == "1 | kind: 1\n  |        ^\n");
}

TEST_CASE("a long line is cut round the place") {
  const std::string text =
      std::string(5000, 'x') + "HERE" + std::string(5000, 'y') + "\n";
  const std::string out = framed(text, {"HERE"}, true);
  const std::size_t row = out.find('\n');
  const std::string shown = out.substr(0, row);
  const std::string marks = out.substr(row + 1);
  CHECK(shown.size() < 140);
  CHECK(shown.substr(0, 7) == "3 | …");
  CHECK(shown.substr(shown.size() - 3) == "…");
  // `…` is three bytes and one column
  CHECK(shown.find("HERE") - 2 == marks.find("^^^^"));
}

TEST_CASE("a mark outside of the cut says where it stands") {
  const std::string text = "HERE" + std::string(500, 'x') + "THERE\n";
  const std::string out = framed(text, {"HERE", "THERE"}, true);
  CHECK(out.find("HEREx") != std::string::npos);
  CHECK(out.find(" (column 505)\n") != std::string::npos);
  CHECK(out.find(" (column 1)") == std::string::npos);
}

TEST_CASE("the cut does not split a character") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "\xE5\xBA\x97";
  const std::string out = framed(text + "!", {"!"}, true);
  CHECK(out.find("\\x") == std::string::npos);
}

}  // namespace
}  // namespace asmgw
