// Lines, columns in code points, line breaks of every kind.
#include "source/source.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

std::string at(const SourceFile& file, std::uint32_t offset) {
  const Place place = file.place(offset);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

}  // namespace

TEST_CASE("columns count code points, lines end at any YAML break") {
  const SourceFile file("f",
                        "a\r\n\xE7\xBD\x91"
                        "b\rc\xC2\x85"
                        "d\xE2\x80\xA8"
                        "e");
  CHECK(at(file, 0) == "1:1");
  CHECK(at(file, 3) == "2:1");
  CHECK(at(file, 6) == "2:2");
  CHECK(at(file, 8) == "3:1");
  CHECK(at(file, 11) == "4:1");
  CHECK(at(file, 15) == "5:1");
  CHECK(at(file, 99) == "5:2");
  CHECK(file.line_count() == 5);
  CHECK(file.line_end(1) == 1);
  CHECK(file.line_end(2) == 7);
  CHECK(file.line_end(3) == 9);
  CHECK(file.line_end(4) == 12);
  CHECK(file.line_end(5) == 16);
}

TEST_CASE("an empty file has one line") {
  const SourceFile file("f", "");
  CHECK(at(file, 0) == "1:1");
  CHECK(file.line_count() == 1);
}

TEST_CASE("a place far into a long line is right") {
  std::string text = "x: ";
  for (int i = 0; i < 5000; ++i) text += "\xC3\xA9";
  const SourceFile file("f", text);
  CHECK(at(file, 3 + 2 * 4999) == "1:5003");
}

TEST_CASE("a file that is given back leaves its id to another") {
  Sources sources;
  const FileId first = sources.add("a", "1"), second = sources.add("b", "2");
  sources.forget(first);
  CHECK(sources.add("c", "3") == first);
  CHECK(sources.file(first).path() == "c");
  CHECK(sources.file(second).text() == "2");
  CHECK(sources.add("d", "4") != second);
  sources.put(second, "b", "new");
  CHECK(sources.file(second).text() == "new");
  CHECK(sources.size() == 3);
}

}  // namespace asmgw
