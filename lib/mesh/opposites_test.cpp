// Sides of topics.
#include "mesh/opposites.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

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

TEST_CASE("the heaviest that opposes one is found as by looking at all") {
  std::mt19937 random(5);
  const auto below = [&](std::uint32_t end) {
    return static_cast<std::uint32_t>(random() % end);
  };
  for (int round = 0; round < 300; ++round) {
    constexpr std::uint32_t members = 9;
    Opposites all;
    for (std::uint32_t one = 0; one < members; ++one) {
      // A member stands on two sides of one topic at most.
      if (below(3) > 0) all.add("two", below(2), one);
      if (below(5) == 0) all.add("two", below(2), one);
      if (below(3) > 0) all.add("many", below(5), one);
      if (below(3) > 0) all.add("each", one);
    }
    all.settle(members);
    std::vector<Opposites::Weighed> some;
    for (std::uint32_t one = 0; one < members; ++one)
      if (below(4) > 0) some.push_back({one, below(6)});
    const auto found = all.heaviest(some);
    for (std::size_t i = 0; i < some.size(); ++i) {
      std::optional<std::size_t> most;
      for (const Opposites::Weighed& other : some)
        if (all.oppose(some[i].member, other.member))
          most = std::max(most, std::optional(other.weight));
      CHECK(found[i] == most);
    }
  }
}

}  // namespace asmgw
