// What git is asked, and what it says when it cannot answer.
#include "cli/git.h"

#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <cstdlib>

namespace asmgw::cli {
namespace {

TEST_CASE("git: where the current directory lies") {
  const Repository repository;
  repository.write("a/b/x.yaml", "x\n");
  CHECK(git_place()->work_tree);
  CHECK(git_place()->up == "");
  CHECK(git_place()->prefix == "");
  repository.go("a/b");
  CHECK(git_place()->up == "../../");
  CHECK(git_place()->prefix == "a/b/");
  repository.go(".git");
  const auto inside = git_place();  // older ones take it for a bare one
  CHECK((!inside || !inside->work_tree));
}

TEST_CASE("git: a folder with a line break in its name") {
  const Repository repository;
  repository.write("a\nb/x.yaml", "x\n");
  repository.go("a\nb");
  CHECK(git_place()->prefix == "a\nb/");
}

TEST_CASE("git: no repository") {
  const TemporaryFolder folder;
  const auto place = git_place();
  REQUIRE(!place);
  CHECK(contains(place.error().message, "not a git repository"));
}

TEST_CASE("git: not installed") {
  const Repository repository;
  const std::string path = std::getenv("PATH");
  setenv("PATH", repository.path().c_str(), 1);
  const auto place = git_place();
  setenv("PATH", path.c_str(), 1);
  REQUIRE(!place);
  CHECK(place.error().message == "cannot run \"git\": not found in PATH");
}

TEST_CASE("git: revisions") {
  const Repository repository;
  repository.write("x.yaml", "x\n");
  repository.commit("first words");
  const std::string id = repository.git({"rev-parse", "HEAD"}).substr(0, 40);
  for (const char* rev : {"HEAD", "main", ":/first words", "HEAD@{0}"})
    CHECK(*git_object(rev) == id);
  CHECK(git_object("nope").error().message == "not a valid object name nope");
  CHECK(!contains(git_object("no\x1b[31m\n").error().message, "\x1b"));
  CHECK(!git_object("HEAD~1"));
  CHECK(!git_object("^HEAD"));
  CHECK(!git_object("HEAD..HEAD"));
  CHECK(!git_object(""));
}

TEST_CASE("git: a revision is never an option") {
  const Repository repository;
  repository.write("x.yaml", "x\n");
  repository.commit("x");
  for (const char* rev : {"--all", "-h", "--show-toplevel", "--git-dir"})
    CHECK(contains(git_object(rev).error().message, "is not a revision"));
  CHECK(!git_merge_base("--all", "HEAD"));
  CHECK(!git_merge_base("HEAD", "--all"));
}

TEST_CASE("git: merge base") {
  const Repository repository;
  repository.write("x.yaml", "1\n");
  repository.commit("1");
  const std::string base = *git_object("HEAD");
  repository.git({"checkout", "-q", "-b", "topic"});
  repository.write("x.yaml", "2\n");
  repository.commit("2");
  repository.git({"checkout", "-q", "main"});
  repository.write("y.yaml", "3\n");
  repository.commit("3");
  CHECK(*git_merge_base("main", "topic") == base);
  repository.git({"checkout", "-q", "--orphan", "other"});
  repository.commit("4");
  CHECK(git_merge_base("main", "other").error().message ==
        "\"main\" and \"other\" have no common ancestor");
}

TEST_CASE("git: a shallow clone says so") {
  const Repository repository;
  repository.write("x.yaml", "1\n");
  repository.commit("1");
  repository.git({"branch", "topic"});
  repository.write("x.yaml", "2\n");
  repository.commit("2");
  repository.git({"checkout", "-q", "topic"});
  repository.write("y.yaml", "3\n");
  repository.commit("3");
  repository.git({"clone", "-q", "--depth=1", "--no-single-branch",
                  "file://" + repository.path().string(), "clone"});
  repository.go("clone");
  CHECK(git_object("HEAD"));
  CHECK(git_object("HEAD~1").error().message ==
        "not a valid object name HEAD~1 in this shallow clone (git fetch "
        "--unshallow gets the rest)");
  CHECK(contains(git_merge_base("origin/main", "origin/topic").error().message,
                 "in this shallow clone"));
}

TEST_CASE("git: bytes are as they were committed, by no filter changed") {
  const Repository repository;
  const std::string text("a\r\nb\0c\n", 7);
  repository.write("x.yaml", text);
  repository.write("large.yaml", std::string(100, 'x'));
  repository.write("empty.yaml", "");
  repository.commit("x");
  repository.write(".gitattributes", "*.yaml text eol=lf diff=loud filter=f\n");
  repository.git({"config", "diff.loud.textconv", "echo converted"});
  repository.git({"config", "filter.f.smudge", "echo smudged"});
  const auto blobs = git_blobs(
      {"HEAD:x.yaml", "HEAD:nope", "HEAD:large.yaml", "HEAD:empty.yaml",
       "HEAD:", ":0:x.yaml", "HEAD:no such blob", "HEAD:x.yaml\n"},
      {50, 100, "this"});
  REQUIRE(blobs);
  CHECK((*blobs)[0].text == text);
  CHECK(!(*blobs)[1].there);
  CHECK((*blobs)[2].too_large);
  CHECK((*blobs)[2].text == "");
  CHECK((*blobs)[3].there);
  CHECK((*blobs)[3].text == "");
  CHECK(!(*blobs)[4].there);
  CHECK((*blobs)[5].text == text);
  CHECK(!(*blobs)[6].there);
  CHECK(!(*blobs)[7].there);
}

TEST_CASE("git: a blob of many names is read once, and all are bounded") {
  const Repository repository;
  repository.write("x.yaml", std::string(3 << 20, 'x'));
  repository.write("y.yaml", "y");
  repository.commit("x");
  std::vector<std::string> names(40, "HEAD:x.yaml");
  names.insert(names.begin() + 7, "HEAD:y.yaml");
  const auto blobs = git_blobs(names, {4 << 20, 200 << 20, "this"});
  REQUIRE(blobs);
  for (std::size_t i = 0; i < names.size(); ++i)
    CHECK((*blobs)[i].text.size() == (i == 7 ? 1 : 3 << 20));
  CHECK(git_blobs(names, {4 << 20, 100 << 20, "this"}).error().message ==
        "41 files come to 121 MiB, more than the 100 MiB that are read of "
        "this");
  CHECK(git_blobs(names, {1 << 20, 1, "this"}));
}

}  // namespace
}  // namespace asmgw::cli
