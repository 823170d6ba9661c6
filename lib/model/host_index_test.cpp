// The index finds what a comparison with all would find.
#include "model/host_index.h"

#include <doctest/doctest.h>

#include <algorithm>
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

/// As Envoy does: a star stands for at least one byte, but for `*` alone.
bool covers(std::string_view pattern, std::string_view name) {
  if (pattern == name || pattern == "*") return true;
  const std::string_view end = is_wildcard(name) ? name.substr(1) : name;
  return is_wildcard(pattern) && pattern.size() - 1 < end.size() &&
         end.ends_with(pattern.substr(1));
}

template <class Index>
std::vector<std::string> names_of(
    const std::vector<typename Index::Found>& all) {
  std::vector<std::string> names;
  for (const auto& one : all) names.emplace_back(one.name);
  return names;
}

using Names = std::vector<std::string>;
using Index = HostIndex<std::size_t>;

/// Points into the names.
Index index_of(const Names& names) {
  Index index;
  for (std::size_t i = 0; i < names.size(); ++i) index.add(names[i], i);
  return index;
}

}  // namespace

TEST_CASE("names are found without comparing all") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    Names names;
    for (std::size_t i = random() % 20; i > 0; --i)
      names.push_back(random_name(random));
    const Index index = index_of(names);
    for (int asked = 0; asked < 20; ++asked) {
      const std::string name = random_name(random);
      CAPTURE(name);
      std::multiset<std::size_t> related, below, expected_related,
          expected_below;
      const auto into = [](auto& all) {
        return [&all](std::size_t i) {
          all.insert(i);
          return false;
        };
      };
      index.any_related(name, into(related));
      index.any_below(name, into(below));
      std::set<std::string> expected_covering;
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (hosts_overlap(names[i], name)) expected_related.insert(i);
        if (is_host_subset(names[i], name)) expected_below.insert(i);
        if (covers(names[i], name)) expected_covering.insert(names[i]);
      }
      CHECK(related == expected_related);
      CHECK(below == expected_below);
      CHECK(index.relates(name) == !related.empty());
      const Names covering = names_of<Index>(index.covering(name));
      CHECK(std::set(covering.begin(), covering.end()) == expected_covering);
      CHECK(covering.size() == expected_covering.size());
      for (std::size_t i = 1; i < covering.size(); ++i)
        CHECK((covering[i].size() < covering[i - 1].size() ||
               covering[i - 1] == name));
    }
  }
}

TEST_CASE("looking for one that is related ends with the first") {
  const Names names{"*", "*.com", "a.com"};
  const Index index = index_of(names);
  std::size_t looked_at = 0;
  const auto count = [&](std::size_t) { return ++looked_at == 2; };
  CHECK(index.any_related("a.com", count));
  CHECK(looked_at == 2);
  CHECK(!index.any_related("a.net", [](std::size_t i) { return i != 0; }));
}

TEST_CASE("who answers a name") {
  const Names names{"*.a.com", "*.com", "*", "*.b.a.com", "x.a.com", "x.a.com"};
  const Index index = index_of(names);
  const auto best = [&](std::string_view name) {
    const std::size_t* found = index.best(name);
    REQUIRE(found);
    return *found;
  };
  CHECK(best("y.a.com") == 0);
  CHECK(best("x.a.com") == 4);
  CHECK(index.all_best("x.a.com").size() == 2);
  CHECK(best("z.b.a.com") == 3);
  CHECK(best("b.a.com") == 0);
  CHECK(best("a.com") == 1);
  CHECK(best("org") == 2);
  CHECK(best("*.a.com") == 0);
  CHECK(best("*") == 2);
  CHECK(names_of<Index>(index.covering("*.a.com")) ==
        Names{"*.a.com", "*.com", "*"});
  CHECK(Index().best("a.com") == nullptr);
}

TEST_CASE("letter case counts for Istio, not for Envoy") {
  Index envoy;
  HostIndex<int, LetterCase::kept> istio;
  for (std::string_view name : {"*.Shop.COM", "*.shop.com"}) {
    envoy.add(name, 0);
    istio.add(name, 0);
  }
  CHECK(envoy.size() == 1);
  CHECK(envoy.at("*.SHOP.com").size() == 2);
  CHECK(envoy.covering("a.shop.com").front().name == "*.shop.com");
  CHECK(istio.size() == 2);
  CHECK(istio.at("*.SHOP.com").empty());
  CHECK(istio.covering("a.Shop.COM").front().name == "*.Shop.COM");
}

TEST_CASE("what is kept of several with one name") {
  HostIndex<char> index;
  index.add_first("a.com", 'a');
  index.add_first("A.com", 'b');
  CHECK(index.at("a.com").size() == 1);
  CHECK(!index.add_once("a.com", 'a'));
  CHECK(index.add_once("a.com", 'b'));
  CHECK(index.at("a.com").size() == 2);
}

TEST_CASE("names that only look as if they covered another") {
  const Names names{"*.a.com", "b.com", "www.b.com"};
  const Index index = index_of(names);
  const auto near = [&](std::string_view name) {
    return names_of<Index>(index.near(name));
  };
  CHECK(near("a.com") == Names{"*.a.com"});
  CHECK(near("b.com") == Names{"www.b.com"});
  CHECK(near("api.b.com") == Names{"www.b.com"});
  CHECK(near("c.com") == Names{"b.com"});
  CHECK(near("something.else").empty());
}

}  // namespace asmgw
