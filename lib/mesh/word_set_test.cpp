// Words are found as words, and what may be anywhere is.
#include "mesh/word_set.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("a word is found whole, whatever it stands between") {
  WordSet words;
  words.add("shop-gw");
  for (const char* text : {"shop-gw", "a: shop-gw\n", "{a: 'shop-gw'}",
                           "[b,shop-gw]", "a:\n- \"shop-gw\"", "shop-gw: a"}) {
    CAPTURE(text);
    CHECK(words.in(text));
  }
  CHECK_FALSE(words.in("a: shop-gw-2, b: my.shop-gw, c: shop gw"));
  CHECK_FALSE(words.in(""));
  CHECK_FALSE(WordSet().in("shop-gw"));
}

TEST_CASE("of several words the longest is looked for") {
  CHECK(longest_word("*.example.com") == ".example.com");
  CHECK(longest_word("it's long") == "long");
  CHECK(longest_word("**").empty());
  WordSet words;
  words.add("*.example.com");
  CHECK(words.in("hosts: ['*.example.com']"));
}

TEST_CASE("a value without a word may be in every text") {
  WordSet words;
  words.add("");
  CHECK(words.in("a: b"));
}

TEST_CASE("texts that may say more than their words") {
  CHECK(is_in_disguise("a: \"\\x61\""));
  CHECK(is_in_disguise("a: &x 1\nb: *x"));
  CHECK(is_in_disguise("[&x a, *x]"));
  CHECK(is_in_disguise("a: !!binary Z3c="));
  CHECK(is_in_disguise("%TAG !b! tag:yaml.org,2002:bin\n"));
  CHECK_FALSE(is_in_disguise("run: a && b 2>&1 & c=d&e\nhosts: ['*']"));
}

}  // namespace asmgw
