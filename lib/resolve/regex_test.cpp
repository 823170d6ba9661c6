// What Istio and Envoy take for an expression, and what we have memory for.
#include "resolve/regex.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

namespace asmgw {

TEST_CASE("an expression fits the whole text or not") {
  Regexes regexes;
  CHECK(regexes.full_match("/a.*", "/abc") == Fit::yes);
  CHECK(regexes.full_match("/a", "/abc") == Fit::no);
  CHECK(regexes.full_match("*", "/abc") == Fit::broken);
  CHECK(regexes.full_match("(?<a", "/abc") == Fit::broken);
}

TEST_CASE("Istio takes expressions of 1024 bytes") {
  Regexes regexes;
  const std::string longest(longest_regex, 'a');
  CHECK(regexes.full_match(longest, longest) == Fit::yes);
  CHECK(regexes.full_match(longest + 'a', longest + 'a') == Fit::too_long);
}

TEST_CASE("Envoy takes programs of 32768 instructions, not of a hundred") {
  Regexes regexes;
  CHECK(regexes.full_match("^/v4/[0-9a-z-]{36}/clone$", "/x") == Fit::no);
  CHECK(regexes.full_match(R"(/[\pL\pN]{900})", "/a") == Fit::no);
  Regexes old({1, 29, 0});
  CHECK(old.full_match(R"(\pL{20})", "aaaaaaaaaaaaaaaaaaaa") == Fit::yes);
  CHECK(old.full_match(R"(\pL{100})", "a") == Fit::too_large);
  CHECK(old.full_match(R"((\pL{100}){10})", "a") == Fit::too_large);
}

TEST_CASE("named groups in both spellings, and bytes") {
  Regexes regexes;
  CHECK(regexes.full_match("/(?<n>a)", "/a") == Fit::yes);
  CHECK(regexes.full_match("/(?P<n>a)", "/a") == Fit::yes);
  CHECK(regexes.full_match("/(?<=a)", "/a") == Fit::broken);
  CHECK(regexes.full_match(R"(\(?<n>(?<m>a))", "(<n>a") == Fit::yes);
  CHECK(regexes.full_match(".", "\xc3\xa9") == Fit::no);
  CHECK(regexes.full_match("..", "\xc3\xa9") == Fit::yes);
  CHECK(regexes.full_match("\xc3\xa9", "\xc3\xa9") == Fit::yes);
  Regexes old({1, 29, 0});
  CHECK(old.full_match(".", "\xc3\xa9") == Fit::yes);
}

TEST_CASE("thousands of large expressions are given up, small ones are not") {
  Regexes large({1, 29, 0});
  int tried = 0;
  while (large.full_match(fmt::format("{}\\pL{{20}}", tried), "x") == Fit::no)
    ++tried;
  CHECK(tried > 20);
  CHECK(tried < 100);
  CHECK(large.full_match("/other", "/other") == Fit::too_many);
  CHECK(large.full_match("0\\pL{20}", "x") == Fit::no);
  Regexes small;
  for (int i = 0; i < 5000; ++i)
    CHECK(small.full_match(fmt::format("/{}/.*", i), "/x") == Fit::no);
}

}  // namespace asmgw
