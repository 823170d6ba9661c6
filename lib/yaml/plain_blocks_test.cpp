// What is called readable is: on texts by hand, and on one that is damaged at
// random.
#include "yaml/plain_blocks.h"

#include "yaml/read.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

namespace asmgw {
namespace {

bool can_be_read(const std::string& text) {
  const SourceFile file("a.yaml", text);
  for (const Chunk& chunk : split_documents(file.text()))
    if (!read_document(file, FileId{0}, chunk, {}).readable) return false;
  return true;
}

const std::string manifest = R"(apiVersion: apps/v1
kind: Deployment
metadata:
  name: web  # the shop
  labels: {}
spec:
  selector:
    matchLabels:
    - app: web
      "a/b": 'x'
  args: [a, b-c]
  script: |-
      if a: b
       then

      fi
  items:
  - |
    one
  - two words
  - - three
    - "four # five"
  last:
none:
)";

TEST_CASE("a manifest as they are written is readable at a glance") {
  CHECK(is_plainly_readable(manifest));
  CHECK(is_plainly_readable(""));
  CHECK(is_plainly_readable("---\n# only this\n"));
  CHECK(is_plainly_readable("a: b\r\nc: d\r\n"));
  CHECK(can_be_read(manifest));
}

TEST_CASE("what cannot be read is never readable at a glance") {
  for (const char* text :
       {"title: a: b\n", "a: %b%\n", "a: `d`\n", "a: *.example.com\n",
        "- name: a\n    port: 80\n", "a: 1\n  b: 2\n", "a:\n  b: 1\n c: 2\n",
        "a: |\n    x\n  y\n", "a: \"b\n", "a: [b\n", "a: 'b' c\n",
        "a:\n\t- b\n", "a: b\n- c\n", "a: \x01\n", "a: @b\n", "a: b:\n"}) {
    CAPTURE(text);
    CHECK_FALSE(can_be_read(text));
    CHECK_FALSE(is_plainly_readable(text));
  }
}

TEST_CASE("what is readable at a glance can be read, however it is damaged") {
  constexpr std::string_view pieces = "\n\n:::  --#'\"[]{}|>&*!%@`,?ab\t\r~";
  std::mt19937 random(7);
  const auto below = [&](std::size_t end) { return random() % end; };
  std::size_t readable = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text = manifest;
    for (std::size_t edits = 1 + below(3); edits > 0; --edits) {
      const std::size_t at = below(text.size());
      if (below(2) == 0)
        text.erase(at, 1 + below(3));
      else
        text.insert(at, 1, pieces[below(pieces.size())]);
    }
    if (!is_plainly_readable(text)) continue;
    ++readable;
    CAPTURE(text);
    REQUIRE(can_be_read(text));
  }
  CHECK(readable > 1000);
}

}  // namespace
}  // namespace asmgw
