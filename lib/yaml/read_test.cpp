// Splitting, ranges of nodes, limits and the guards, on texts of a few lines.
#include "yaml/read.h"

#include "base/text.h"
#include "yaml/scalar.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace asmgw {
namespace {

struct Parsed {
  SourceFile file;
  Document document;

  explicit Parsed(std::string text, Limits limits = {})
      : file("a.yaml", std::move(text)) {
    const Chunk whole{0, static_cast<std::uint32_t>(file.text().size()), 0, 0};
    document = read_document(file, FileId{0}, whole, limits);
  }
  /// The bytes of each node in preorder, joined by `|`.
  std::string slices() const {
    std::string out;
    for (const Node& node : document.tree.nodes) {
      if (!out.empty()) out += '|';
      out += file.text().substr(node.begin, node.end - node.begin);
    }
    return out;
  }
  /// Kind of the first problem's text: line:column and what stands there.
  std::string problem() const {
    if (document.problems.empty()) return "";
    const Problem& first = document.problems.front();
    const Place at = file.place(first.range.begin);
    return std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
           first.reason;
  }
};

std::size_t chunks(std::string_view text) {
  return split_documents(text).size();
}

}  // namespace

TEST_CASE("a line that begins with --- splits, whatever it is part of") {
  CHECK(chunks("a: 1\n") == 1);
  CHECK(chunks("---\na: 1\n---\nb: 2\n") == 3);
  CHECK(chunks("a: |\n---\n b\n") == 2);
  CHECK(chunks("a: 1\n ---\n") == 1);
  CHECK(chunks("a: 1\n----\n") == 2);
  CHECK(chunks("") == 1);
}

TEST_CASE("text behind --- is stray unless it is a comment") {
  const auto stray = [](std::string_view text) {
    const Chunk last = split_documents(text).back();
    return text.substr(last.stray_begin, last.stray_end - last.stray_begin);
  };
  CHECK(stray("a: 1\n--- # note\nb: 2\n") == "");
  CHECK(stray("a: 1\n---#x\nb: 2\n") == "");
  CHECK(stray("a: 1\n---\t \r\nb: 2\n") == "");
  CHECK(stray("a: 1\n--- b: 2 \nc: 3\n") == "b: 2");
  CHECK(stray("----\n") == "-");
}

TEST_CASE("every node covers its very bytes") {
  CHECK(Parsed("a: b\n").slices() == "a: b|a|b");
  CHECK(Parsed("a: 'it''s' # c\n").slices() == "a: 'it''s'|a|'it''s'");
  CHECK(Parsed("a: \"x\\\"y\"\n").slices() == "a: \"x\\\"y\"|a|\"x\\\"y\"");
  CHECK(Parsed("a: x\n  y\nb: z\n").slices() == "a: x\n  y\nb: z|a|x\n  y|b|z");
  CHECK(Parsed("a: |\n  x\n  y\n\nb: 1\n").slices() ==
        "a: |\n  x\n  y\n\nb: 1|a||\n  x\n  y|b|1");
  CHECK(Parsed("a: [b, c ] # d\n").slices() == "a: [b, c ]|a|[b, c ]|b|c");
  CHECK(Parsed("a: {b: [] , }\n").slices() ==
        "a: {b: [] , }|a|{b: [] , }|b|[]");
  CHECK(Parsed("- &x !!str 1\n- *x\n").slices() == "- &x !!str 1\n- *x|1|*x");
  CHECK(Parsed("\xEF\xBB\xBF"
               "a: b\r\nc: d\r\n")
            .slices() == "a: b\r\nc: d|a|b|c|d");
}

TEST_CASE("an empty value has the range of its key, an empty item its dash") {
  CHECK(Parsed("a:\n\n\nb:\n").slices() == "a:\n\n\nb:|a|a|b|b");
  CHECK(Parsed("a:\n- \n- x\n").slices() == "a:\n- \n- x|a|- \n- x|-|x");
  CHECK(Parsed("a:\nnull: x\n").document.readable == false);
}

TEST_CASE("aliases know their target, and how much they unfold") {
  const Parsed parsed("a: &x {b: 1}\nc: *x\nd: [*x, *x]\n");
  const Tree& tree = parsed.document.tree;
  CHECK(tree[5].kind == NodeKind::scalar);
  CHECK(tree[6].kind == NodeKind::alias);
  CHECK(tree[tree.follow(6)].kind == NodeKind::mapping);
  CHECK(tree.alias_visits == 9);
}

TEST_CASE("a marker of git is the cause of what cannot be read") {
  const auto line = [](std::string text) {
    const std::string problem = Parsed(std::move(text)).problem();
    return contains(problem, "conflict marker")
               ? problem.substr(0, problem.find(' '))
               : "";
  };
  CHECK(line("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b\n") == "1:1");
  CHECK(line("a:\n<<<<<<< HEAD\n- b\n=======\n- c\n>>>>>>> b\n") == "2:1");
  CHECK(line("a:\r\n- b\r\n=======\r\n- c\r\n") == "3:1");
  CHECK(line("a: [\n") == "");
  CHECK(Parsed("a: |\n  =======\n").problem() == "");
}

TEST_CASE("merge keys apply in order, the last one wins") {
  const Parsed parsed(
      "x: &x {a: 1, b: 2}\ny: &y {a: 3}\nz:\n  <<: [*x, *y]\n  c: 4\n");
  const Tree& tree = parsed.document.tree;
  NodeId z = no_node;
  for (const Entry& entry : entries(tree, 0))
    if (tree.text(tree[entry.key]) == "z") z = entry.value;
  REQUIRE(z != no_node);
  std::string found;
  for (const Entry& entry : entries(tree, z)) {
    found += tree.text(tree[entry.key]);
    found += tree.text(tree[entry.value]);
  }
  CHECK(found == "a1b2c4");
}

TEST_CASE("a key that is no string has the text Kubernetes gives it") {
  const auto name = [](std::string_view key) {
    const Parsed parsed("{" + std::string(key) + ": x}\n");
    REQUIRE(parsed.document.readable);
    const Tree& tree = parsed.document.tree;
    CHECK(parsed.file.text().substr(tree[1].begin, key.size()) == key);
    return std::string(tree.text(tree[1]));
  };
  for (const char* key : {"on", "yes", "y", "TRUE"}) CHECK(name(key) == "true");
  for (const char* key : {"off", "no", "N"}) CHECK(name(key) == "false");
  for (const char* key : {"\"on\"", "'on'"}) CHECK(name(key) == "on");
  CHECK(name("0x10") == "16");
  CHECK(name("017") == "15");
  CHECK(name("-1_0") == "-10");
  CHECK(name("1.0") == "1");
  CHECK(name("1e2") == "100");
  CHECK(name("1e6") == "1e+06");
  CHECK(name("3.14159265358979") == "3.1415927");
  CHECK(name("0.00001") == "1e-05");
  CHECK(name("1e300") == ".inf");
  CHECK(name("\"0x10\"") == "0x10");
  CHECK(Parsed("18446744073709551615: x\n").problem() ==
        "1:1 this number is too large for a key; quote it");
}

TEST_CASE("a document that has no beginning is refused") {
  CHECK(Parsed(",\na: 1\n").problem() ==
        "1:1 a document cannot begin with this character");
  CHECK(Parsed("# c\n...\na: 1\n").problem() ==
        "2:1 this line ends the document before anything stands in it");
  for (const char* empty : {"# c\n\n", "\xEF\xBB\xBF---\n# c\n", "---\n"}) {
    CAPTURE(empty);
    CHECK(Parsed(empty).document.problems.empty());
  }
}

TEST_CASE("byte order marks at the start are passed over, others are text") {
  const std::string bom = "\xEF\xBB\xBF";
  CHECK(Parsed(bom + bom + "a: 1\nb: 2\n").slices() == "a: 1\nb: 2|a|1|b|2");
  CHECK(Parsed("# c\n" + bom + "a: 1\nb: 2\n").slices() ==
        bom + "a: 1\nb: 2|" + bom + "a|1|b|2");
}

TEST_CASE("a tag of one mark makes a string, an unknown handle an error") {
  for (const char* text : {"! 1", "!<!> 1", "! on", "!a-b 1"}) {
    CAPTURE(text);
    const Parsed parsed(text);
    REQUIRE(parsed.document.readable);
    const Tree& tree = parsed.document.tree;
    CHECK(read_scalar(tree, tree[0]).type == ScalarType::string);
  }
  CHECK(Parsed("a: !e!x z\n").problem() ==
        "1:4 nothing says what the tag handle … stands for");
  CHECK(Parsed("a: !!str z\n").document.readable);
}

TEST_CASE("escapes of JSON are read where the file begins with a brace") {
  const auto value = [](const std::string& text) {
    const Parsed parsed(text);
    const Tree& tree = parsed.document.tree;
    if (!parsed.document.readable) return std::string("unreadable");
    const Node& last = tree.nodes.back();
    CHECK(parsed.file.text().substr(last.begin, 1) == "\"");
    CHECK(parsed.file.text().substr(last.end - 1, 1) == "\"");
    return std::string(tree.text(last));
  };
  CHECK(value(R"({"a": "b\/c"})") == "b/c");
  CHECK(value(R"({"a": "x\ud83d\ude00 y", "b": "c"})") == "c");
  CHECK(value(R"({"a": "x \ud83d\ude00 y"})") == "x \xF0\x9F\x98\x80 y");
  CHECK(value(R"({"a": "\ud83d"})") == "\xEF\xBF\xBD");
  CHECK(value(R"({"a": "\\ud83d"})") == "\\ud83d");
  CHECK(value(R"({a: "b\/c"})") == "unreadable");
  CHECK(value(R"(a: "b\/c")") == "unreadable");
}

TEST_CASE("what yaml-cpp lets pass is refused at the place of the slip") {
  CHECK(Parsed("a: 1\nb\n").problem() ==
        "2:1 a key without a colon behind it: …");
  CHECK(Parsed("a: \"x\nb: 2\n").problem() == "1:4 this quote is never closed");
  CHECK(Parsed("a: [1, 2\nb: 3\n").problem() == "1:4 this … is never closed");
  const std::string header = "kind: A\nx:\n";  // no Secret: values are quoted
  CHECK(Parsed(header + "- *.example.com\n").problem() ==
        "3:3 a value that begins with * is an alias to YAML; quote it: "
        "\"*.example.com\"");
  for (const char* star : {"- *\n", "- *  # all\n", "- [*]\n", "- [*, a]\n"}) {
    CAPTURE(star);
    CHECK(contains(Parsed(header + star).problem(),
                   " a value that begins with * is an alias to YAML; quote it: "
                   "\"*\""));
  }
  for (const char* star : {"[*.b.c]\n", "[*.b.c, d]\n", "[d,*.b.c,e]\n",
                           "{a: [*.b.c]}\n", "{a: *.b.c}\n", "- *.b.c\n"}) {
    CAPTURE(star);
    const Parsed parsed(header + " " + star);
    CHECK(contains(parsed.problem(), "quote it: \"*.b.c\""));
    const Range range = parsed.document.problems.front().range;
    CHECK(parsed.file.text().substr(range.begin, range.end - range.begin) ==
          "*.b.c");
  }
  CHECK(Parsed("- *\n").problem().substr(0, 4) == "1:3 ");
  CHECK(Parsed("- [*]\n").problem().substr(0, 4) == "1:4 ");
  CHECK(Parsed("a:\n  b:80\n  c: d\n").problem() ==
        "2:4 a blank is missing behind this colon");
  CHECK(Parsed("a:\n  http://x\n  c: d\n").problem().substr(0, 4) == "3:4 ");
  CHECK(Parsed("a:\n\tb: c\n").problem() ==
        "2:1 a tab where indentation stands; YAML wants spaces");
  CHECK(Parsed("a: [b,, c]\n").problem() == "1:7 nothing between two commas");
  CHECK(Parsed("a: \"b\" c\n").problem() ==
        "1:8 text behind the closing quote");
  CHECK(Parsed("a: \"b\nc: \"d\"\n").problem().substr(0, 4) == "1:4 ");
  CHECK(Parsed("a:\n\"b\"\n").problem() ==
        "2:1 this value needs more indentation than its key");
  CHECK(Parsed("- a\nb: c\n").problem() ==
        "2:1 this line does not fit the list above it");
  CHECK(Parsed("kind: .nan\n").problem() ==
        "1:7 \".nan\" is a number that JSON cannot express");
  CHECK(Parsed("%YAML 1.1\n").document.readable == false);
}

TEST_CASE("bytes that Kubernetes refuses are refused at their place") {
  const auto kind = [](std::string text) {
    const Parsed parsed(std::move(text));
    REQUIRE(parsed.document.problems.size() == 1);
    return parsed.document.problems.front().kind;
  };
  CHECK(kind(std::string("a: \x04\n")) == ProblemKind::control_byte);
  CHECK(kind(std::string("a: \0\n", 5)) == ProblemKind::control_byte);
  CHECK(kind("a: \xC2\x80\n") == ProblemKind::control_byte);
  CHECK(kind("a: \xFF\n") == ProblemKind::not_utf8);
  CHECK(kind("a: \xED\xA0\x80\n") == ProblemKind::not_utf8);
  CHECK(kind("\xFF\xFE"
             "a\n") == ProblemKind::utf16);
  CHECK(kind(std::string("a\0:\0", 4)) == ProblemKind::utf16);
  CHECK(kind(std::string("\0a\0:", 4)) == ProblemKind::utf16);
  CHECK(kind("a: \xEF\xBB\xBF"
             "b\n") == ProblemKind::inner_bom);
}

TEST_CASE("a lone CR, NEL, LS and PS end a line") {
  CHECK(Parsed("a: 1\rb: 2\r").slices() == "a: 1\rb: 2|a|1|b|2");
  CHECK(Parsed("a: 1\xC2\x85"
               "b: 2\n")
            .document.tree.nodes.size() == 5);
  CHECK(Parsed("a: 1\xE2\x80\xA8"
               "b: 2\n")
            .document.tree.nodes.size() == 5);
  CHECK(Parsed("a: 1\r\xC2\x85"
               "b: @\n")
            .problem()
            .substr(0, 3) == "3:4");
}

TEST_CASE("limits are problems with a place") {
  Limits limits;
  limits.depth = 3;
  limits.nodes = 10;
  limits.alias_visits = 4;
  const auto kind = [&](std::string text) {
    const Parsed parsed(std::move(text), limits);
    REQUIRE(!parsed.document.readable);
    return parsed.document.problems.front().kind;
  };
  CHECK(kind("a: {b: {c: {d: 1}}}\n") == ProblemKind::too_deep);
  CHECK(kind("[1,2,3,4,5,6,7,8,9,10]\n") == ProblemKind::too_many_nodes);
  CHECK(kind("a: &a [1, 2]\nb: [*a, *a]\n") == ProblemKind::too_many_aliases);
  CHECK(kind("x: " + std::string(600, '[') + std::string(600, ']') + "\n") ==
        ProblemKind::too_deep);
  CHECK(kind(std::string(20'000, '[')) == ProblemKind::too_deep);
  CHECK(kind("a: &a [*a]\n") == ProblemKind::syntax);
}

TEST_CASE("what stands behind the first document is not read, and said") {
  for (const char* text :
       {"{\"a\": 1},\n", "{\"a\": 1}{\"b\": 2}\n", "[1]]\n", "\"a\":b\n",
        "  a: 1\n b: 2\n", "a: 1\n...\nb: 2\n", "a: 1\n%YAML 1.1\nb\n"}) {
    CAPTURE(text);
    const Parsed parsed(text);
    CHECK(parsed.document.readable);
    REQUIRE(parsed.document.problems.size() == 1);
    CHECK(parsed.document.problems.front().kind == ProblemKind::unread_rest);
  }
  CHECK(Parsed("a: 1\n...\n# end\n").document.problems.empty());
}

TEST_CASE(
    "a key given twice is found by its value, and does not stop reading") {
  const auto twice = [](std::string text) {
    const Parsed parsed(std::move(text));
    return parsed.document.readable && parsed.document.tree.duplicates;
  };
  CHECK(twice("a: 1\na: 2\n"));
  CHECK(twice("true: 1\nyes: 2\n"));
  CHECK(twice("x: &x {a: 1}\ny:\n  <<: *x\n  a: 2\n"));
  CHECK(!twice("1: a\n\"1\": b\n"));
  CHECK(!twice("a: 1\nb: {a: 2}\n"));
  std::string many;
  for (int i = 0; i < 50; ++i) many += "k" + std::to_string(i) + ": 1\n";
  CHECK(!twice(many));
  CHECK(twice(many + "k7: 2\n"));
}

TEST_CASE("in brackets a colon without a blank behind it is part of a word") {
  CHECK(Parsed("a: {b: c:}\n").slices() == "a: {b: c:}|a|{b: c:}|b|c:");
  CHECK(Parsed("[a:, b :]\n").slices() == "[a:, b :]|a:|b :");
  CHECK(Parsed("{a: \"x:}\", b: 'y:,'}\n").slices() ==
        "{a: \"x:}\", b: 'y:,'}|a|\"x:}\"|b|'y:,'");
  CHECK(Parsed("{\"a\":}\n").document.readable);
  CHECK(!Parsed("{a: \"b\":}\n").document.readable);
}

TEST_CASE(
    "a tag that stands alone in its key's column is a key without colon") {
  CHECK(!Parsed("a:\n!x\n- b\n").document.readable);
  CHECK(Parsed("a: !x\n- b\n").document.readable);
}

}  // namespace asmgw
