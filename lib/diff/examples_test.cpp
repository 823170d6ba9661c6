// Every class of change shows itself in its examples, and not in what is near
// to them.
#include "diff/all.h"
#include "testing/diffing.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace asmgw {
namespace {

bool has(const Diffed& diffed, std::string_view id) {
  return std::any_of(diffed.result.changes.begin(), diffed.result.changes.end(),
                     [&](const Change& one) { return one.kind->id == id; });
}

bool has(const Diffed& diffed, std::string_view id, Impact level) {
  return std::any_of(diffed.result.changes.begin(), diffed.result.changes.end(),
                     [&](const Change& one) {
                       return one.kind->id == id && one.level == level;
                     });
}

bool has_inverse(const Diffed& diffed, const ChangeKind& kind) {
  return std::any_of(
      kind.inverse.begin(), kind.inverse.end(),
      [&](std::string_view id) { return !id.empty() && has(diffed, id); });
}

template <class Use>
void for_each_example(Use use) {
  for (const ChangeKind* kind : changes::all)
    for (const ChangeExample& example : kind->examples) use(*kind, example);
}

}  // namespace

TEST_CASE("every class of change has an example") {
  std::set<std::string_view> ids;
  for (const ChangeKind* kind : changes::all) {
    CAPTURE(kind->id);
    // Of fields that are not known yet: see compare_fields_test.cpp.
    CHECK(kind->examples.empty() == (kind == &changes::field_changed));
    CHECK(ids.insert(kind->id).second);
    CHECK(!kind->summary.empty());
    CHECK(!kind->rationale.empty());
    for (std::string_view inverse : kind->inverse)
      CHECK((inverse.empty() || find_change(changes::all, inverse) != nullptr));
  }
}

TEST_CASE("every example gives its class at its level") {
  for_each_example([](const ChangeKind& kind, const ChangeExample& example) {
    const Diffed diffed = diff_example(example, example.older, example.newer);
    const std::string what =
        fmt::format("{} ({}): {}", kind.id, example.variant, diffed.text());
    CAPTURE(what);
    CHECK(has(diffed, kind.id, example.level));
  });
}

TEST_CASE("what is near to an example is not of its class") {
  for_each_example([](const ChangeKind& kind, const ChangeExample& example) {
    const Diffed diffed = diff_example(example, example.older, example.silent);
    const std::string what =
        fmt::format("{} ({}): {}", kind.id, example.variant, diffed.text());
    CAPTURE(what);
    CHECK_FALSE(has(diffed, kind.id));
    CHECK(example.silent != example.newer);
  });
}

TEST_CASE("an example read backwards gives the opposite class") {
  for_each_example([](const ChangeKind& kind, const ChangeExample& example) {
    const Diffed diffed = diff_example(example, example.newer, example.older);
    const std::string what =
        fmt::format("{} ({}): {}", kind.id, example.variant, diffed.text());
    CAPTURE(what);
    CHECK(has_inverse(diffed, kind));
  });
}

TEST_CASE("an example compared with itself is no change") {
  for_each_example([](const ChangeKind& kind, const ChangeExample& example) {
    CAPTURE(kind.id);
    for (std::string_view side : {example.older, example.newer})
      CHECK(diff_example(example, side, side).text().empty());
  });
}

}  // namespace asmgw
