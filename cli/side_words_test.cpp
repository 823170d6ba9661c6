// A folder that a stranger adds never stands for a revision, nor a revision
// for a folder.
#include "cli/side_words.h"

#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <unistd.h>

namespace asmgw::cli {
namespace {

std::string why(const std::string& word,
                const std::string& option = "--old-rev") {
  const auto error = ambiguous_word({{word, option}});
  return error ? error->message : "";
}

std::string both(const std::string& word) {
  return in_quotes(word) + " is both a path and a revision: say ./" + word +
         " for what is on disk, --old-rev " + word + " for what git has";
}

/// A commit with gateways/a.yaml, and a branch with a slash.
void fill(const Repository& repository) {
  repository.write("gateways/a.yaml", "1");
  repository.commit("first words");
  repository.git({"branch", "team/topic"});
  repository.git({"tag", "v1"});
}

TEST_CASE("words: every form of a revision that is a path as well") {
  const Repository repository;
  fill(repository);
  const std::string id = repository.git({"rev-parse", "HEAD"}).substr(0, 40);
  const std::vector<std::string> words{"main",
                                       "HEAD",
                                       "@",
                                       "v1",
                                       "team/topic",
                                       "refs/heads/main",
                                       "HEAD^",
                                       "HEAD^{tree}",
                                       "main@{0}",
                                       id,
                                       id.substr(0, 8),
                                       "v1-0-g" + id.substr(0, 7),
                                       ":/first",
                                       "main:gateways",
                                       "main:",
                                       "HEAD:./gateways",
                                       "main:not there",
                                       "main:gateways/a.yaml",
                                       id + ":gateways",
                                       ":gateways",
                                       ":0:gateways",
                                       "main...team/topic",
                                       "main..v1",
                                       "main...",
                                       "...main",
                                       "main...gone",
                                       "main...v1:gateways"};
  for (const std::string& word : words) {
    CAPTURE(word);
    if (word == "HEAD^") {
      repository.write("again.yaml", "1");
      repository.commit("second");
    }
    CHECK(why(word) == "");  // nothing on disk
    std::filesystem::create_directories(word);
    CHECK(why(word) == both(word));
    CHECK(why("./" + word) == "");
    CHECK(why((repository.path() / word).string()) == "");
  }
  CHECK(why("main", "") ==
        "\"main\" is both a path and a revision: say ./main for what is on "
        "disk, the full id of a commit for what git has");
}

TEST_CASE("words: files and links are paths as folders are") {
  const Repository repository;
  fill(repository);
  repository.write("main", "1");
  REQUIRE(symlink("gateways", "v1") == 0);
  REQUIRE(symlink("gone", "HEAD") == 0);  // leads nowhere: no path
  CHECK(why("main") == both("main"));
  CHECK(why("v1") == both("v1"));
  CHECK(why("HEAD") == "");
}

TEST_CASE("words: what only the disk has stays a path") {
  const Repository repository;
  fill(repository);
  for (const char* word :
       {"old.yaml", "gateways", "a:b.yaml", "a..b", "2024",
        "c.yaml:", "deadbeef", "1234567890123456789012345678901234567890",
        "with blank", "a\nb", "x@{y}", "--all", "^main", "main/"}) {
    CAPTURE(word);
    std::filesystem::create_directories(word);
    CHECK(why(word) == "");
  }
  CHECK(why("-") == "");
  CHECK(why(".") == "");
  CHECK(why("..") == "");
}

TEST_CASE("words: a hash that a stranger made ambiguous is not a path") {
  const Repository repository;
  fill(repository);
  // Two blobs whose ids begin alike; fewer digits git never writes.
  repository.write("one", "20738");
  repository.write("two", "37901");
  repository.commit("blobs");
  for (const char* word : {"65ba8ca", "65ba8"}) {
    std::filesystem::create_directories(word);
    CHECK(why(word) == (std::string(word).size() == 7 ? both(word) : ""));
  }
}

TEST_CASE("words: outside of a repository every path is one") {
  const TemporaryFolder folder;
  for (const char* word : {"main", "HEAD", ":a", "a...b"}) {
    folder.write(word, "1");
    CHECK(why(word) == "");
  }
}

TEST_CASE("words: without git every path is one") {
  const Repository repository;
  fill(repository);
  repository.write("main", "1");
  const Variable path("PATH", repository.path().string());
  CHECK(why("main") == "");
}

TEST_CASE("words: where git refuses to answer only a file is a path") {
  const Repository repository;
  fill(repository);
  for (const char* word : {"main", "main:a.yaml", "old.yaml"})
    repository.write(std::string("sub/") + word, "1");
  repository.git({"init", "-q", "--bare", "embedded"});
  std::filesystem::rename("embedded/HEAD", "sub/HEAD");
  std::filesystem::rename("embedded/objects", "sub/objects");
  std::filesystem::rename("embedded/refs", "sub/refs");
  repository.go("sub");
  CHECK(
      contains(why("main"), "may be a path or a revision, and git cannot say"));
  CHECK(contains(why("main"), "say ./main for what is on disk"));
  CHECK(contains(why("main:a.yaml"), "git cannot say"));
  CHECK(why("old.yaml") == "");
}

}  // namespace
}  // namespace asmgw::cli
