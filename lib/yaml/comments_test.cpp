// What is cut out, where the rest then stands, and what must not be touched.
#include "yaml/comments.h"

#include "yaml/read.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string shortened(std::string_view text) {
  const ShortText made(text);
  return made.shorter() ? std::string(made.text()) : std::string(text);
}

/// Scalars with the text at their place: `key=key value=value`.
std::string scalars(std::string_view text) {
  const SourceFile file("a.yaml", std::string(text));
  const Document document = read_document(
      file, FileId{}, split_documents(file.text()).at(0), Limits{});
  std::string found = document.readable ? "" : "unreadable";
  for (const Node& node : document.tree.nodes)
    if (node.kind == NodeKind::scalar)
      found += (found.empty() ? "" : " ") +
               std::string(document.tree.text(node)) + '=' +
               std::string(text.substr(node.begin, node.end - node.begin));
  return found;
}

}  // namespace

TEST_CASE("comments lose their words") {
  CHECK(shortened("# some words\na: b\n") == "#\na: b\n");
  CHECK(shortened("a: b  # some words\r\n  # more of them") ==
        "a: b  #\r\n  #");
  CHECK(shortened("a: b#no comment\n") == "a: b#no comment\n");
  CHECK(shortened("a: |\n  # some words\n") == "a: |\n  # some words\n");
  CHECK(shortened("#abc\n") == "#abc\n");
  CHECK(shortened("").empty());
}

TEST_CASE("places are those of the whole text, asked for in any order") {
  const std::string_view text = "# first comment\na: b # second one\nc: d\n";
  ShortText made(text);
  CHECK(made.text() == "#\na: b #\nc: d\n");
  CHECK(made.place(12) == 37);
  CHECK(made.place(2) == 16);
  CHECK(made.place(5) == 19);
  CHECK(made.place(9) == 34);
  CHECK(made.place(0) == 0);
}

TEST_CASE("nodes stand where they stood, whatever looks like a comment") {
  CHECK(scalars("# comment here\na: b # another one\n# the last\nc: d\n") ==
        "a=a b=b c=c d=d");
  CHECK(scalars("a: 'x # no comment' # but this\nb: c\n") ==
        "a=a x # no comment='x # no comment' b=b c=c");
  CHECK(scalars("a: \"x\n  # no comment\n  y\" # but this\nb: c\n") ==
        "a=a x # no comment y=\"x\n  # no comment\n  y\" b=b c=c");
  CHECK(scalars("a: 'x\n  # it''s: \"no comment\n  y'\nb: \"z # none\"\n") ==
        "a=a x # it's: \"no comment y='x\n  # it''s: \"no comment\n  y' b=b "
        "z # none=\"z # none\"");
  CHECK(scalars("a: 'x\n  # closed here'\nb: 'c\n  # and here'\n") ==
        "a=a x # closed here='x\n  # closed here' b=b c # and here='c\n  # and "
        "here'");
  CHECK(scalars("a: [b, # comment here\n  c]\n") == "a=a b=b c=c");
  CHECK(scalars("a: b\n  # comment here\n  c\n") == "unreadable");
  CHECK(scalars("a: # comment here\n  b\n") == "a=a b=b");
  CHECK(scalars("a: # comment here\nb: c # and here\n") == "a=a =a b=b c=c");
}

}  // namespace asmgw
