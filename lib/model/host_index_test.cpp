// The index finds what a comparison with all would find.
#include "model/host_index.h"

#include <doctest/doctest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

namespace asmgw {
namespace {

/// Few letters, so that names meet: `*.b.a`, `*b`, `a.b`, `*`, ``.
std::string random_name(std::mt19937& random) {
  const auto below = [&](std::size_t n) { return random() % n; };
  std::string name = below(3) == 0 ? "*" : "";
  for (std::size_t i = below(6); i > 0; --i) name += "ab."[below(3)];
  return name;
}

}  // namespace

TEST_CASE("names that overlap another are found without comparing all") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> names;
    for (std::size_t i = random() % 20; i > 0; --i)
      names.push_back(random_name(random));
    RelatedHosts index;
    for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], i);
    index.sort();
    for (int asked = 0; asked < 20; ++asked) {
      const std::string name = random_name(random);
      std::multiset<std::size_t> found, expected;
      index.any_overlap(name, [&](std::size_t i) {
        found.insert(i);
        return false;
      });
      for (std::size_t i = 0; i < names.size(); ++i)
        if (hosts_overlap(names[i], name)) expected.insert(i);
      CAPTURE(name);
      CHECK(found == expected);
    }
  }
}

TEST_CASE("looking for one that overlaps ends with the first") {
  const std::vector<std::string> names{"*", "*.com", "a.com"};
  RelatedHosts index;
  for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], i);
  index.sort();
  std::size_t looked_at = 0;
  const auto count = [&](std::size_t) { return ++looked_at == 2; };
  CHECK(index.any_overlap("a.com", count));
  CHECK(looked_at == 2);
  CHECK(!index.any_overlap("a.net", [](std::size_t i) { return i != 0; }));
}

}  // namespace asmgw
