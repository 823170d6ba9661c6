// A tree of git is read as the folder it came from would be.
#include "cli/git_side.h"

#include "base/text.h"
#include "cli/inputs.h"
#include "cli/program.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <unistd.h>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

struct Globs {
  Words include = {}, exclude = {};
};

Result<std::vector<SideFile>> read(const std::string& text,
                                   const Globs& globs = {},
                                   std::uint64_t limit = 1 << 20) {
  const auto name = parse_git_name(text);
  REQUIRE(name);
  const auto place = git_place();
  REQUIRE(place);
  auto side = read_git(*name, *place, {globs.include, globs.exclude, limit});
  if (!side) return side.error();
  return std::move(side->files);
}

Words paths(const std::string& text, const Globs& globs = {}) {
  const auto files = read(text, globs);
  if (!files) return {files.error().message};
  Words found;
  for (const SideFile& file : *files) found.push_back(file.path);
  return found;
}

Words texts(const std::string& text) {
  const auto files = read(text);
  REQUIRE(files);
  Words found;
  for (const SideFile& file : *files) found.push_back(file.text);
  return found;
}

TEST_CASE("git names") {
  CHECK(!parse_git_name("main"));
  CHECK(!parse_git_name(":/words"));
  CHECK(!parse_git_name("main@{12:00}"));
  CHECK(parse_git_name("main@{12:00}:a")->rev == "main@{12:00}");
  CHECK(parse_git_name("main:a:b")->path == "a:b");
  CHECK(parse_git_name("main:")->path == "");
  CHECK(parse_git_name(":a")->rev == "");
  CHECK(parse_git_name(":2:a")->stage == '2');
  CHECK(parse_git_name(":2:a")->path == "a");
  CHECK(parse_git_name(":7:a")->path == "7:a");
}

TEST_CASE("git side: paths from the root and from here") {
  const GitPlace place{true, "../../", "a/b/"};
  CHECK(*path_from_root(place, "x//y/") == "x/y");
  CHECK(*path_from_root(place, "./x") == "a/b/x");
  CHECK(*path_from_root(place, ".") == "a/b");
  CHECK(*path_from_root(place, "../x") == "a/x");
  CHECK(*path_from_root(place, "../..") == "");
  CHECK(!path_from_root(place, "../../../x"));
  CHECK(!path_from_root(place, "x/../.."));
}

TEST_CASE("git side: a tree is read in the order of a walk") {
  const Repository repository;
  for (const char* name :
       {"a.yaml", "a/z.yaml", "a/b/y.yml", "a-b/x.JSON", "b.txt",
        ".hidden/h.yaml", ".h.yaml", "a/.git-like/h.yaml", "yaml"})
    repository.write(name, name);
  repository.commit("x");
  std::ostringstream none;
  const Io io{
      .out = none, .err = none, .read_in = {}, .environment = {}, .now = {}};
  const auto inputs = find_inputs({}, io);
  REQUIRE(inputs);
  Words walked;
  for (const Input& input : inputs->files)
    walked.push_back("HEAD:" + input.path);
  CHECK(walked.size() == 5);
  CHECK(paths("HEAD:") == walked);
  std::for_each(walked.begin(), walked.end(),
                [](std::string& path) { path.erase(0, 4); });
  CHECK(paths(":") == walked);
  CHECK(texts("HEAD:a") == Words{"a/b/y.yml", "a/z.yaml"});
}

TEST_CASE("git side: a file that is named is read whatever its name") {
  const Repository repository;
  repository.write("notes.txt", "text");
  repository.commit("x");
  CHECK(paths("HEAD:notes.txt") == Words{"HEAD:notes.txt"});
  CHECK(texts(":notes.txt") == Words{"text"});
}

TEST_CASE("git side: from below the root") {
  const Repository repository;
  repository.write("top.yaml", "top");
  repository.write("a/b/x.yaml", "x");
  repository.write("a/y.yaml", "y");
  repository.commit("x");
  repository.go("a/b");
  CHECK(paths("HEAD:") ==
        Words{"HEAD:a/b/x.yaml", "HEAD:a/y.yaml", "HEAD:top.yaml"});
  CHECK(paths("HEAD:./") == Words{"HEAD:./x.yaml"});
  CHECK(paths("HEAD:.") == Words{"HEAD:./x.yaml"});
  CHECK(paths("HEAD:..") == Words{"HEAD:../b/x.yaml", "HEAD:../y.yaml"});
  CHECK(paths("HEAD:../y.yaml") == Words{"HEAD:../y.yaml"});
  CHECK(paths(":a") == Words{":a/b/x.yaml", ":a/y.yaml"});
  CHECK(paths(":../") == Words{":../b/x.yaml", ":../y.yaml"});
  CHECK(paths("HEAD:../../..") ==
        Words{"\"../../..\" is outside of the repository"});
}

TEST_CASE("git side: the index, not the work tree") {
  const Repository repository;
  repository.write("x.yaml", "committed");
  repository.commit("x");
  repository.write("x.yaml", "staged");
  repository.git({"add", "x.yaml"});
  repository.write("x.yaml", "edited");
  repository.write("new.yaml", "not added");
  CHECK(texts("HEAD:") == Words{"committed"});
  CHECK(texts(":") == Words{"staged"});
  CHECK(texts(":x.yaml") == Words{"staged"});
  CHECK(texts(":0:x.yaml") == Words{"staged"});
}

TEST_CASE("git side: names that are hard to read or to pass on") {
  const Repository repository;
  const Words names{"-rf.yaml",
                    ":(top)x.yaml",
                    "[a].yaml",
                    "a b.yaml",
                    "a\nb.yaml",
                    "tab\t.yaml",
                    "\"q\".yaml",
                    "*.yaml",
                    "gr\xc3\xbc\xc3\x9f"
                    "e.yaml",
                    "bad\xff.yaml",
                    "\x1b[31m.yaml"};
  for (const std::string& name : names)
    repository.write("dir with blank/" + name, name);
  repository.commit("x");
  for (const std::string before : {"HEAD:", ":"}) {
    Words expected = names;
    std::sort(expected.begin(), expected.end());
    CHECK(texts(before + "dir with blank") == expected);
    for (const std::string& name : names)
      CHECK(texts(before + "dir with blank/" + name) == Words{name});
  }
  repository.go("dir with blank");
  for (const std::string& name : names)
    CHECK(texts("HEAD:./" + name) == Words{name});
}

TEST_CASE("git side: what is no file is left out") {
  const Repository repository;
  repository.write("lib/x.yaml", "x");
  repository.commit("x");
  const std::string id = *git_object("HEAD");
  REQUIRE(symlink("lib", "folder.yaml") == 0);
  REQUIRE(symlink("gone", "gone.yaml") == 0);
  REQUIRE(symlink("/dev/null", "outside.yaml") == 0);
  REQUIRE(symlink("../../../x", "above.yaml") == 0);
  REQUIRE(symlink("self.yaml", "self.yaml") == 0);
  repository.git({"add", "-A"});
  repository.git({"update-index", "--add", "--cacheinfo",
                  "160000," + id + ",module.yaml"});
  repository.git({"commit", "-q", "-m", "y"});
  CHECK(paths("HEAD:") == Words{"HEAD:lib/x.yaml"});
  CHECK(paths(":") == Words{":lib/x.yaml"});
  CHECK(paths("HEAD:gone.yaml") ==
        Words{"\"gone.yaml\" is a link that leads to no file here"});
  CHECK(paths("HEAD:module.yaml") == Words{"\"module.yaml\" is a submodule"});
}

TEST_CASE("git side: a link to a file is that file, once") {
  const Repository repository;
  repository.write("base/x.yaml", "x");
  repository.write("prod/y.yaml", "y");
  REQUIRE(symlink("../base/x.yaml", "prod/link.yaml") == 0);
  REQUIRE(symlink("link.yaml", "prod/second.yaml") == 0);
  repository.commit("x");
  for (const std::string side : {"HEAD:", ":"}) {
    CHECK(paths(side) == Words{side + "base/x.yaml", side + "prod/y.yaml"});
    CHECK(paths(side + "prod") ==
          Words{side + "prod/link.yaml", side + "prod/y.yaml"});
    CHECK(texts(side + "prod") == Words{"x", "y"});
    CHECK(texts(side + "prod/second.yaml") == Words{"x"});
  }
}

TEST_CASE("git side: what is not there") {
  const Repository repository;
  repository.write("old.yaml", "x");
  repository.commit("x");
  repository.git({"mv", "old.yaml", "new.yaml"});
  repository.commit("y");
  CHECK(paths("HEAD~1:") == Words{"HEAD~1:old.yaml"});
  CHECK(paths("HEAD:") == Words{"HEAD:new.yaml"});
  CHECK(paths("HEAD:old.yaml") == Words{"no \"old.yaml\" in \"HEAD\""});
  CHECK(paths(":old\x1b.yaml") == Words{"no \"old\\x1b.yaml\" in the index"});
  CHECK(paths("nope:new.yaml") == Words{"not a valid object name nope"});
  CHECK(paths("-x:new.yaml") == Words{"\"-x\" is not a revision"});
  const std::string blob = *git_object("HEAD:new.yaml");
  CHECK(paths(blob + ":") ==
        Words{"\"" + blob + "\" is neither a commit nor a tree"});
}

TEST_CASE("git side: --include and --exclude see paths without the revision") {
  const Repository repository;
  for (const char* name : {"a/x.yaml", "a/y.yaml", "b/x.yaml"})
    repository.write(name, name);
  repository.commit("x");
  repository.git({"branch", "b/topic"});
  CHECK(paths("b/topic:", {.exclude = {"b"}}).size() == 2);
  CHECK(paths("HEAD:", {.exclude = {"a/*"}}) == Words{"HEAD:b/x.yaml"});
  CHECK(paths("HEAD:", {.include = {"x.yaml"}, .exclude = {"b"}}) ==
        Words{"HEAD:a/x.yaml"});
  repository.go("a");
  CHECK(paths("HEAD:./", {.exclude = {"a"}}).size() == 2);
  CHECK(paths("HEAD:./", {.exclude = {"x.yaml"}}) == Words{"HEAD:./y.yaml"});
}

TEST_CASE("git side: a file above the limit") {
  const Repository repository;
  repository.write("x.yaml", std::string((1 << 20) + 1, 'x'));
  repository.commit("x");
  const auto files = read("HEAD:");
  REQUIRE(!files);
  CHECK(files.error().message ==
        "HEAD:x.yaml: larger than 1 MiB (--max-file-size)");
}

TEST_CASE("git side: a large blob of many names") {
  const Repository repository;
  for (int i = 0; i < 40; ++i)
    repository.write(std::to_string(i) + ".yaml", std::string(900'000, 'x'));
  repository.commit("x");
  for (const std::string side : {"HEAD:", ":"}) {
    CAPTURE(side);
    CHECK(read(side).error().message ==
          side +
              ": 40 files come to 35 MiB, more than the 4 MiB that are read "
              "of a side (4 times --max-file-size)");
    CHECK(read(side, {.include = {"1.yaml", "2.yaml"}})->size() == 2);
  }
}

TEST_CASE("git side: a small tree that lists endless names") {
  const Repository repository;
  repository.write("a.yaml", "x");
  repository.commit("x");
  std::string tree = *git_object("HEAD^{tree}");
  for (int level = 0; level < 8; ++level) {
    std::string id, bytes;
    for (std::size_t i = 0; i < tree.size(); i += 2)
      id += static_cast<char>(std::stoi(tree.substr(i, 2), nullptr, 16));
    for (char name = 'a'; name <= 'z'; ++name)
      bytes += std::string("40000 ") + name + '\0' + id;
    repository.write("tree", bytes);
    tree = repository.git({"hash-object", "-t", "tree", "-w", "tree"})
               .substr(0, 40);
  }
  CHECK(contains(read(tree + ":").error().message, "it wrote more than"));
}

/// Counts how often git is run.
class CountedGit {
 public:
  explicit CountedGit(const Repository& repository)
      : folder_(repository.path() / ".git" / "counted"),
        path_("PATH",
              folder_.string() + ":" + std::string(std::getenv("PATH"))) {
    const auto real = run_program({{"sh", "-c", "command -v git"}});
    REQUIRE(real);
    repository.write(".git/counted/git",
                     "#!/bin/sh\necho run >>" + list().string() + "\nexec " +
                         real->out.substr(0, real->out.find('\n')) +
                         " \"$@\"\n");
    std::filesystem::permissions(folder_ / "git",
                                 std::filesystem::perms::owner_all);
  }

  [[nodiscard]] std::size_t runs() const {
    const std::string text = file_text(list());
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

 private:
  [[nodiscard]] std::filesystem::path list() const { return folder_ / "runs"; }

  std::filesystem::path folder_;
  Variable path_;
};

TEST_CASE("git side: many links cost no more than a few") {
  const Repository repository;
  repository.write("base/x.yaml", "x");
  repository.write("base/y.yaml", "y");
  for (int i = 0; i < 300; ++i) {
    const std::string name = "links/" + std::to_string(i) + ".yaml";
    repository.write(name, "");
    std::filesystem::remove(name);
    REQUIRE(symlink(i == 0 ? "../base/x.yaml"
                           : (std::to_string(i - 1) + ".yaml").c_str(),
                    name.c_str()) == 0);
  }
  repository.commit("x");
  const CountedGit git(repository);
  CHECK(paths("HEAD:links") == Words{"HEAD:links/0.yaml"});
  // Two runs of git a step of all links, not two a link.
  CHECK(git.runs() > 0);
  CHECK(git.runs() < 150);
}

TEST_CASE("git side: patches that a kustomization names") {
  const Repository repository;
  repository.write("kustomization.yaml", "patches: [{path: over/p.yaml}]\n");
  repository.write("over/Kustomization",
                   "patchesStrategicMerge: [../base/q.yaml]\n");
  for (const char* name : {"over/p.yaml", "base/q.yaml", "over/plain.yaml"})
    repository.write(name, "a: 1\n");
  repository.commit("x");
  for (const char* side : {"HEAD:", ":"}) {
    const auto all = read(side);
    REQUIRE(all);
    for (const SideFile& file : *all)
      CHECK((file.role == FileRole::patch) ==
            (file.path.ends_with("p.yaml") || file.path.ends_with("q.yaml")));
  }
  CHECK((*read("HEAD:over"))[0].role == FileRole::patch);
  repository.go("over");
  CHECK((*read("HEAD:./"))[0].role == FileRole::patch);
}

TEST_CASE("git side: conflicts in the index") {
  const Repository repository;
  repository.write("x.yaml", "base\n");
  repository.write("y.yaml", "y\n");
  repository.commit("base");
  repository.git({"checkout", "-q", "-b", "topic"});
  repository.write("x.yaml", "theirs\n");
  repository.commit("theirs");
  repository.git({"checkout", "-q", "main"});
  repository.write("x.yaml", "ours\n");
  repository.commit("ours");
  CHECK_THROWS(repository.git({"merge", "-q", "topic"}));
  CHECK(paths(":") == Words{"\"x.yaml\" is in conflict in the index"});
  CHECK(texts(":y.yaml") == Words{"y\n"});
  CHECK(texts(":2:x.yaml") == Words{"ours\n"});
  CHECK(texts(":3:") == Words{"theirs\n", "y\n"});
}

TEST_CASE("git side: a bare repository") {
  const Repository repository;
  repository.write("a/x.yaml", "x");
  repository.commit("x");
  repository.git({"clone", "-q", "--bare", ".", "bare.git"});
  repository.go("bare.git");
  const Variable named("GIT_DIR", ".");
  CHECK(texts("HEAD:a") == Words{"x"});
  CHECK(texts("main:") == Words{"x"});
}

TEST_CASE("git side: neither work tree nor index is written to") {
  const Repository repository;
  repository.write("x.yaml", "x");
  repository.commit("x");
  repository.write("x.yaml", "y");
  const std::string before = file_text(".git/index");
  CHECK(texts("HEAD:") == Words{"x"});
  CHECK(texts(":") == Words{"x"});
  CHECK(file_text(".git/index") == before);
  CHECK(file_text("x.yaml") == "y");
}

}  // namespace
}  // namespace asmgw::cli
