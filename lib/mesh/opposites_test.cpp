// Sides of topics.
#include "mesh/opposites.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("two with different sides of one topic oppose each other") {
  Opposites all;
  all.add("a", 0, 0);
  all.add("a", 0, 1);
  all.add("a", 1, 2);
  all.add("b", 1);
  all.add("b", 3);
  all.add("alone", 4);
  all.settle(5);
  CHECK_FALSE(all.oppose(0, 1));
  CHECK(all.oppose(0, 2));
  CHECK(all.oppose(2, 1));
  CHECK(all.oppose(1, 3));
  CHECK_FALSE(all.oppose(0, 3));
  CHECK_FALSE(all.oppose(3, 3));
  CHECK_FALSE(all.has_any(4));
  std::vector<bool> marked(5);
  all.mark(1, marked);
  CHECK(marked == std::vector<bool>{false, false, true, true, false});
}

TEST_CASE("one with both sides opposes all others") {
  Opposites all;
  all.add("a", 0, 0);
  all.add("a", 1, 0);
  all.add("a", 0, 1);
  all.add("a", 1, 2);
  all.settle(3);
  CHECK(all.oppose(0, 1));
  CHECK(all.oppose(1, 0));
  CHECK(all.oppose(0, 2));
  CHECK(all.oppose(2, 0));
  CHECK_FALSE(all.oppose(0, 0));
  std::vector<bool> marked(3);
  all.mark(0, marked);
  CHECK(marked == std::vector<bool>{false, true, true});
}

}  // namespace asmgw
