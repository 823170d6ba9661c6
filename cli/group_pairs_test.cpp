// Which groups of two sides are compared with each other.
#include "cli/group_pairs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <sstream>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

/// `name@place: gateways`, a group each; the place is the name if none is said.
GroupedSide side(const Words& groups) {
  GroupedSide made{"SIDE", {}, {}, false};
  for (const std::string& text : groups) {
    SideGroup& group = made.groups.emplace_back();
    std::istringstream words(text.substr(text.find(':') + 1));
    for (std::string word; words >> word;) group.gateways.insert(word);
    group.name = text.substr(0, text.find(':'));
    const std::size_t at = group.name.find('@');
    group.place = group.name.substr(at == std::string::npos ? 0 : at + 1);
    group.name.resize(std::min(at, group.name.size()));
  }
  made.apart = [](std::size_t, std::size_t) { return false; };
  return made;
}

GroupedSide apart(GroupedSide side) {
  side.apart = [](std::size_t, std::size_t) { return true; };
  return side;
}

GroupedSide whole(GroupedSide side) {
  side.whole = true;
  return side;
}

std::string text_of(const GroupedSide& side, const GroupChoice& choice) {
  if (choice.all) return "*";
  std::string text;
  for (std::size_t i : choice.groups)
    text += (text.empty() ? "" : "+") + side.groups[i].name;
  return text.empty() ? "-" : text;
}

/// `name: a = b`, a line a pair; or the error.
Words pairs(const GroupedSide& older, const GroupedSide& newer,
            const Words& wanted = {}, bool one = false) {
  const auto made = pair_groups(older, newer, one, wanted);
  if (!made) return {made.error().message};
  Words lines;
  for (const GroupPair& pair : *made)
    lines.push_back(pair.name + ": " + text_of(older, pair.older) + " = " +
                    text_of(newer, pair.newer));
  return lines;
}

}  // namespace

TEST_CASE("pairs of groups: one each is one pair, whatever the names") {
  CHECK(pairs(side({}), side({})) == Words{": * = *"});
  CHECK(pairs(side({"a: x"}), side({})) == Words{": a = *"});
  CHECK(pairs(side({"a: x"}), side({"b: y"})) == Words{": a = b"});
  CHECK(pairs(side({"a: x"}), side({"b: y"}), {"b"}) == Words{": a = b"});
}

TEST_CASE("pairs of groups: by name, then by place, the rest alone") {
  CHECK(pairs(side({"prod: x", "dev: x"}), side({"dev: x", "prod: x"})) ==
        Words{"dev: dev = dev", "prod: prod = prod"});
  CHECK(pairs(side({"old/dev@dev: x", "old/prod@prod: x"}),
              side({"new/dev@dev: x", "new/prod@prod: y"})) ==
        Words{"dev: old/dev = new/dev", "prod: old/prod = new/prod"});
  CHECK(pairs(side({"a: x", "b: y"}), side({"a: x", "c: z"})) ==
        Words{"a: a = a", "b: b = -", "c: - = c"});
  CHECK(pairs(side({}), side({"a: x", "b: y"})) ==
        Words{"a: - = a", "b: - = b"});
  // A place that two groups have says nothing.
  CHECK(pairs(side({"a@.: x"}), side({"b@.: y", "c@.: z"})) ==
        Words{"a: a = -", "b: - = b", "c: - = c"});
}

TEST_CASE("pairs of groups: what was renamed, split or joined") {
  CHECK(pairs(side({"a: x", "b: y"}), side({"a: x", "c: y"})) ==
        Words{"a: a = a", "b → c: b = c"});
  CHECK(pairs(side({"all: x y"}), side({"a: x", "b: y"})) ==
        Words{"all → a, b: all = a+b"});
  CHECK(pairs(side({"a: x", "b: y"}), side({"all: x y"})) ==
        Words{"a, b → all: a+b = all"});
  GroupedSide older = side({"dev: x", "prod: x"}),
              newer = apart(side({"dev: x", "live: x", "qa: x"}));
  CHECK(pairs(older, newer) == Words{"dev: dev = dev", "live: - = live",
                                     "prod: prod = -", "qa: - = qa"});
  older.groups[1].contents = newer.groups[1].contents = "c";
  CHECK(pairs(older, newer) ==
        Words{"dev: dev = dev", "prod → live: prod = live", "qa: - = qa"});
  newer.groups[2].contents = "c";
  CHECK(pairs(older, newer).size() == 4);
  // Two that are apart are no halves of one.
  CHECK(pairs(side({"all: x"}), apart(side({"dev: x", "prod: x"}))) ==
        Words{"all: all = -", "dev: - = dev", "prod: - = prod"});
}

TEST_CASE("pairs of groups: only some") {
  const GroupedSide older = side({"a: x", "b: y"}),
                    newer = side({"a: x", "b: y", "c: z"});
  CHECK(pairs(older, newer, {"b"}) == Words{"b: b = b"});
  CHECK(pairs(older, newer, {"c", "a"}) == Words{"a: a = a", "c: - = c"});
  CHECK(pairs(older, newer, {"d"}) ==
        Words{"--group: no group \"d\" with Gateways; there are a, b, c"});
  CHECK(pairs(side({"envs/dev: x", "b: y"}), newer, {"envs/dve"}) ==
        Words{"--group: no group \"envs/dve\" with Gateways (did you mean "
              "\"envs/dev\"?)"});
}

TEST_CASE("pairs of groups: what is one mesh is compared with one") {
  const GroupedSide dump = whole(side({"<stdin>: x y"}));
  CHECK(pairs(dump, side({"a: x", "b: y"})) == Words{": <stdin> = *"});
  CHECK(pairs(side({"a: x", "b: y"}), dump) == Words{": * = <stdin>"});
  const GroupedSide envs = apart(side({"dev: x", "prod: x"}));
  CHECK(pairs(dump, envs) ==
        Words{"SIDE holds more than one mesh, and is compared with one: name a "
              "group (--group), or take all as one (--together): dev, prod"});
  CHECK(pairs(dump, envs, {"dev"}) == Words{": <stdin> = dev"});
  CHECK(pairs(envs, envs, {}, true).front().starts_with("SIDE holds more"));
  CHECK(pairs(envs, envs, {"prod"}, true) == Words{": prod = prod"});
  // What holds nothing is not one mesh.
  CHECK(pairs(whole(side({})), envs) ==
        Words{"dev: - = dev", "prod: - = prod"});
}

TEST_CASE("pairs of groups: thousands, all with one Gateway") {
  Words olders, newers;
  for (int i = 0; i < 20'000; ++i) {
    olders.push_back("o" + std::to_string(i) + ": x");
    newers.push_back("n" + std::to_string(i) + ": x");
  }
  const auto start = std::chrono::steady_clock::now();
  CHECK(pairs(apart(side(olders)), apart(side(newers))).size() == 40'000);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

}  // namespace asmgw::cli
