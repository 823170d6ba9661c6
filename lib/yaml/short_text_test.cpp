// What is cut out, where the rest then stands, and what must not be touched.
#include "yaml/short_text.h"

#include "testing/oracle.h"
#include "yaml/bytes.h"
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

/// The value of `key` in the first document of `text`.
std::string value_of(std::string_view text, std::string_view key) {
  const SourceFile file("a.yaml", std::string(text));
  const Document document = read_document(
      file, FileId{}, split_documents(file.text()).at(0), Limits{});
  if (!document.readable) return "unreadable";
  const auto& nodes = document.tree.nodes;
  for (std::size_t i = 0; i + 1 < nodes.size(); ++i)
    if (document.tree.text(nodes[i]) == key)
      return std::string(document.tree.text(nodes[i + 1]));
  return "no such key";
}

const std::string applied = "kubectl.kubernetes.io/last-applied-configuration";

/// How many documents of `text` are read in short.
std::size_t check_short(const std::string& text) {
  std::size_t shorter = 0;
  const SourceFile file("a.yaml", text);
  for (const Chunk& chunk : split_documents(file.text())) {
    std::string storage;
    const PreparedText prepared =
        prepare(file.text().substr(chunk.begin, chunk.end - chunk.begin),
                chunk.begin, FileId{}, false, storage);
    Document document, same;
    std::uint32_t rest = 0, same_rest = 0;
    parse_events(prepared, Limits{}, document, rest);
    parse_whole(prepared, Limits{}, same, same_rest);
    INFO(prepared.text);
    CHECK(document.readable == same.readable);
    CHECK((document.tree == same.tree && rest == same_rest));
    shorter += ShortText(prepared.text).shorter();
  }
  return shorter;
}

}  // namespace

TEST_CASE("comments lose their words") {
  CHECK(shortened("# some words\n[a, b]\n") == "#\n[a, b]\n");
  CHECK(shortened("a: b  # some words\r\n  # more of them") ==
        "a: b  #\r\n  #");
  CHECK(shortened("a: 'b # c'  # it is\n") == "a: 'b # c'  #\n");
  CHECK(shortened("a: b#no comment\n") == "a: b#no comment\n");
  CHECK(shortened("a: |\n  # some words\n") == "a: |\n  # some words\n");
  CHECK(shortened("#a\n") == "#a\n");
  CHECK(shortened("").empty());
}

TEST_CASE("plain words keep their first letter") {
  CHECK(shortened("first:\n  second: third\n") == "f:\n  s: t\n");
  CHECK(shortened("- - first: second # third\n  - fourth\n") ==
        "- - f: s #\n  - f\n");
  CHECK(shortened("several: words here\n") == "s: w here\n");
  CHECK(shortened("\"quoted\": {first: second}\n") ==
        "\"quoted\": {first: second}\n");
  SUBCASE("but for what means something and what is no word") {
    for (const char* text :
         {"no: null\n", "no: NULL\n", "no: Null\n", "no: *alias\n",
          "no: &anchor a\n", "no: !tag a\n", "no: ~\n", "no: 12:30:45\n",
          "no: -1234\n", "no: a,bcdef\n", "no: --\n", "no colon\n",
          "no:colon\n", "? question\n", "no: |\n  first: second\n\n  third\n"})
      CHECK(shortened(text) == text);
  }
  SUBCASE("nor on lines longer than a key may be") {
    const std::string key(1030, 'k');
    CHECK(shortened(key + ": word\n") == key + ": word\n");
    check_short("a: b\n" + key + ": word\n");
    check_short("a: b\n" + key + ' ' + key + ": word\n");
  }
  SUBCASE("block scalars end with their indentation") {
    CHECK(shortened("- no: >-\n   first: second\n  yes: third\n") ==
          "- no: >-\n   first: second\n  y: t\n");
    CHECK(shortened("- no: |\n - first\n") == "- no: |\n - f\n");
  }
}

TEST_CASE("what was applied last keeps its brace") {
  CHECK(shortened(applied + ": |\n  {\"a\":\"b\"}\nc: d\n") ==
        "k: |\n  {\nc: d\n");
  CHECK(shortened("{\n\"" + applied + "\": \"{\\\"a\\\":\\\"b\\\"}\\n\"\n}") ==
        "{\n\"" + applied + "\": \"{\"\n}");
  SUBCASE("where it cannot be seen at once, all is left") {
    for (const char* behind :
         {": {a: long enough}\n", ": >\n  {long enough}\n", ":\n  {long}\n",
          ": |2\n  {long enough}\n", ": |\n  (long enough\n",
          ": |\n\n  {long}\n", ": \"{long\n  enough}\"\n",
          ": \"{a\\u003cb, long}\"\n", ": \"{long", ": |\n", ": |", ": \"{\\",
          ": ", ":"})
      CHECK(shortened(applied + behind) == std::string("k") + behind);
  }
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

TEST_CASE("scalars are read in full") {
  CHECK(scalars("first: second third\n- no\n") == "unreadable");
  CHECK(scalars("first: second third\n  fourth: no\n") == "unreadable");
  CHECK(value_of("first: second third\n  fourth\n", "first") ==
        "second third fourth");
  CHECK(value_of("a: b\n  - cde\n", "a") == "b - cde");
  CHECK(value_of("a: 'b\n  cde: fgh'\n", "a") == "b cde: fgh");
  CHECK(value_of("|\n  abc: def\n  ghi\n", "abc: def\nghi\n") == "no such key");
  CHECK(scalars("|\n  abc: def\n") == "abc: def\n=|\n  abc: def");
  const std::string literal =
      applied + ": |\n  {\"a\":\"b # c\"}\n  d: \"e\"\n";
  CHECK(value_of(literal + "f: g\n", applied) ==
        "{\"a\":\"b # c\"}\nd: \"e\"\n");
  CHECK(value_of(literal + "f: g # and words\n", "f") == "g");
  CHECK(
      value_of("# some words\n" + applied + ": \"{a # b\\t\\\"c\\\\n\\\"}\\n\"",
               applied) == "{a # b\t\"c\\n\"}\n");
  CHECK(scalars("a:\n  " + applied + ": \"{abcdefgh}\"\n  b: c\n") ==
        "a=a " + applied + "=" + applied +
            " {abcdefgh}=\"{abcdefgh}\" b=b c=c");
  SUBCASE("also where it is no annotation") {
    CHECK(value_of("# " + applied + ": |\n  {abcdefgh: i}\n", "abcdefgh") ==
          "i");
    CHECK(value_of("a: |\n  " + applied + ": |\n    {abcdefgh: i}\nb: c\n",
                   "a") == applied + ": |\n  {abcdefgh: i}\n");
    CHECK(value_of("a: '" + applied + ": |\n  {abcdefgh: i}'\n", "a") ==
          applied + ": | {abcdefgh: i}");
    CHECK(value_of("{\n" + applied + ": |\n {abcdefgh: i}}\n", "abcdefgh") ==
          "unreadable");
  }
}

TEST_CASE("no text is read otherwise for being short") {
  std::size_t shorter = 0;
  for (const char* rows : {"yaml.jsonl", "validation.jsonl"})
    for (const nlohmann::json& row : oracle_rows(rows))
      shorter += check_short(oracle_text(row));
  CHECK(shorter > 1000);
}

TEST_CASE("nor is one with a fault") {
  const std::string text =
      "# a comment: there\nfirst: second\nlist:\n- one: two  # words\n  " +
      applied +
      ": |\n    {\"a\": \"b\"}\n- 'quoted\n  word: here'\n- plain\n  "
      "word: >-\n    block: scalar\n\n  after: it\n- \"" +
      applied + "\": \"{\\\"a\\\": 1}\"\n";
  for (std::size_t at = 0; at < text.size(); ++at)
    for (const char* fault : {"", "\n", " ", "'", "\"", "#", "|", "-", ": ",
                              "\n  ", "&a ", "[", "{", "\\"})
      check_short(text.substr(0, at) + fault + text.substr(at + 1));
}

}  // namespace asmgw
