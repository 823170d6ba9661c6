// The examples of every rule, and what the list of rules as a whole promises.
#include "rules/all.h"
#include "rules/reasons.h"
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

namespace asmgw {

TEST_CASE("every rule reports its bad example as marked, its good one never") {
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    CAPTURE(rule->name);
    if (!rule->bad.empty())
      CHECK(reported_lines(*rule, rule->bad) == marked_lines(rule->bad));
    CHECK((rule->bad.empty() || !marked_lines(rule->bad).empty()));
    CHECK((rule->bad.empty() == rule->good.empty()));
    CHECK(reported_lines(*rule, rule->good).empty());
  }
}

TEST_CASE("a good example has no finding at warning or error of any rule") {
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    CHECK(loud_findings(rule->good) == "");
  }
}

TEST_CASE("rules on several objects say what they claim") {
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    CHECK((rule->claim == Claim::none) == (rule->scope == Scope::gateway));
  }
}

TEST_CASE("ids and names are unique, ids in order") {
  std::set<std::string_view> ids, names;
  std::string_view last;
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    CHECK(rule->id.size() == 5);
    CHECK(last < rule->id);
    last = rule->id;
    CHECK(ids.insert(rule->id).second);
    CHECK(names.insert(rule->name).second);
    CHECK(!rule->summary.empty());
    CHECK(!rule->rationale.empty());
    CHECK(!rule->source.empty());
    CHECK(((rule->check.one != nullptr) != (rule->check.set != nullptr)));
    CHECK(((rule->scope == Scope::set) == (rule->check.set != nullptr)));
  }
}

TEST_CASE("sources are places, without the keys of man/rules.md") {
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->source);
    for (std::string_view key : rule->keys)
      CHECK((key.empty() || rule->source.find(std::string(key) + ':') ==
                                std::string_view::npos));
    const std::string_view::size_type colon = rule->source.find(": ");
    const std::string_view lead =
        rule->source.substr(0, colon == std::string_view::npos ? 0 : colon);
    CHECK((lead.empty() || lead.find_first_of("0123456789") == lead.npos));
  }
}

TEST_CASE("every key has a line that says what it is") {
  for (const Rule* rule : rules::all)
    for (std::string_view key : rule->keys) {
      CAPTURE(key);
      CHECK((key.empty() || std::count_if(reasons.begin(), reasons.end(),
                                          [&](const Reason& one) {
                                            return one.key == key;
                                          }) == 1));
    }
}

}  // namespace asmgw
