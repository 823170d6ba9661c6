// Patterns as users expect them to work.
#include "base/glob.h"

#include <doctest/doctest.h>

#include <fnmatch.h>
#include <random>
#include <string>

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

TEST_CASE("property: a whole path is matched as fnmatch does") {
  std::mt19937 random(7);
  const auto some = [&](std::string_view of, std::size_t most) {
    std::string text;
    for (std::size_t n = random() % (most + 1); n > 0; --n)
      text += of[random() % of.size()];
    return text;
  };
  for (int run = 0; run < 200000; ++run) {
    const std::string glob = some("aab/*?*[]!-", 7), path = some("aab/]-", 6);
    // What POSIX leaves open: a set that is not closed, or has a slash in it.
    if (glob.find('[') != std::string::npos &&
        (glob.find('/') != std::string::npos ||
         glob.find(']', glob.find('[') + 3) == std::string::npos))
      continue;
    CAPTURE(glob);
    CAPTURE(path);
    CHECK(whole_matches(glob, path, false) ==
          (fnmatch(glob.c_str(), path.c_str(), 0) == 0));
    CHECK(whole_matches(glob, path, true) ==
          (fnmatch(glob.c_str(), path.c_str(), FNM_PATHNAME) == 0));
  }
}

TEST_CASE("sets and escapes in patterns") {
  CHECK(whole_matches("[a-c]1", "b1", true));
  CHECK_FALSE(whole_matches("[!a-c]1", "b1", true));
  CHECK(whole_matches("\\*a", "*a", true));
  CHECK_FALSE(whole_matches("\\*a", "ba", true));
  CHECK(whole_matches("[]]", "]", true));
  CHECK(whole_matches("[a", "[a", true));
  CHECK(whole_matches("apps/*", "apps/shop", true));
  CHECK_FALSE(whole_matches("apps/*", "apps/shop/deep", true));
}

TEST_CASE("no pattern takes long") {
  std::string glob, path(4000, 'a');
  for (int i = 0; i < 1000; ++i) glob += "*a";
  CHECK_FALSE(whole_matches(glob + 'b', path, false));
}

}  // namespace asmgw
