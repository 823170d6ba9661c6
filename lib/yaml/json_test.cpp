// Which texts are JSON, and where its objects end.
#include "yaml/json.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace asmgw {

TEST_CASE("objects of JSON end with the blanks behind them") {
  using Ends = std::vector<std::uint32_t>;
  CHECK((json_objects("{}") == Ends{2}));
  // To kubectl a file with a byte order mark is YAML.
  CHECK(json_objects("\xEF\xBB\xBF {} \n").empty());
  CHECK((json_objects("{}{\"a\": 1}\n{}") == Ends{2, 11, 13}));
  const std::string nested = R"({"a": [1, -2.5e+3, true, null, "]}\"\u00e9"]})";
  CHECK((json_objects(nested + "b: c") ==
         Ends{static_cast<std::uint32_t>(nested.size())}));
  for (const char* text :
       {"", "[]", "1", "{a: 1}", "{\"a\": 01}", "{\"a\": 1,}", "{\"a\" 1}",
        "{\"a\": \"\\x\"}", "{\"a\": \"\n\"}", "{\"a\": \"\\u12G4\"}", "{",
        "{\"", "{\"a\": +1}", "{\"a\": .5}", "# c\n{}"}) {
    CAPTURE(text);
    CHECK(json_objects(text).empty());
  }
  CHECK(json_objects("{\"a\":" + std::string(5000, '[')).empty());
}

TEST_CASE("two halves of a character become one escape of the same length") {
  const auto joined = [](std::string json) {
    join_surrogates(json);
    return json;
  };
  CHECK(joined(R"("\ud83d\ude00")") == "\"\\\n\\U0001F600\"");
  CHECK(joined(R"("\ud83d\u0041")") == R"("\uFFFD\u0041")");
  CHECK(joined(R"("\ude00\ud83d")") == R"("\uFFFD\uFFFD")");
  CHECK(joined(R"("\\ud83d\\")") == R"("\\ud83d\\")");
  CHECK(joined(R"("\u00e9")") == R"("\u00e9")");
}

}  // namespace asmgw
