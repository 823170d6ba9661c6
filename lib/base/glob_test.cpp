// Patterns as users expect them to work.
#include "base/glob.h"

#include <doctest/doctest.h>

namespace asmgw {

TEST_CASE("a pattern without a slash is met by any part of the path") {
  CHECK(glob_matches("*.yaml", "a/b/c.yaml"));
  CHECK(glob_matches("charts", "repo/charts/x/y.yaml"));
  CHECK(glob_matches("c.yaml", "./c.yaml"));
  CHECK(!glob_matches("chart", "repo/charts/y.yaml"));
  CHECK(!glob_matches("*.yml", "a/b/c.yaml"));
}

TEST_CASE("a pattern with a slash is met by the path or a folder above") {
  CHECK(glob_matches("a/b", "a/b/c.yaml"));
  CHECK(glob_matches("a/b/", "a/b/c.yaml"));
  CHECK(glob_matches("./a/*.yaml", "a/c.yaml"));
  CHECK(glob_matches("a/c.yaml", "./a/c.yaml"));
  CHECK(!glob_matches("b/c.yaml", "a/b/c.yaml"));
}

TEST_CASE("two stars are any folders, or none") {
  CHECK(glob_matches("a/**", "a/b/c.yaml"));
  CHECK(glob_matches("**/test/*.yaml", "test/c.yaml"));
  CHECK(glob_matches("**/test/*.yaml", "a/b/test/c.yaml"));
  CHECK(glob_matches("a/**/c.yaml", "a/c.yaml"));
  CHECK(glob_matches("a/**/c.yaml", "a/x/y/c.yaml"));
  CHECK(!glob_matches("a/**/c.yaml", "b/x/c.yaml"));
}

}  // namespace asmgw
