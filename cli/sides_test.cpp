// Which sides words name, and what is read of them.
#include "cli/sides.h"

#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <sstream>
#include <unistd.h>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

Result<Sides> find(const SideWishes& wishes, const std::string& in = "",
                   std::uint64_t limit = 1 << 20) {
  std::ostringstream out, err;
  Io io{.out = out,
        .err = err,
        .read_in = [&](std::uint64_t) -> Result<FileText> {
          return FileText{in, in.size(), in.size() > limit};
        },
        .environment = [](const std::string&) { return std::string(); },
        .now = [] { return std::chrono::milliseconds(0); }};
  return find_sides(wishes, limit, io);
}

/// `name[path=text, …]`
std::string shown(const Side& side) {
  std::string text = side.name + "[";
  for (const SideFile& file : side.files) {
    if (text.back() != '[') text += ", ";
    text += file.path + "=" + file.text;
  }
  return text + "]";
}

Words sides_of(const Words& sides, const std::string& in = "") {
  const auto found = find(SideWishes{.sides = sides}, in);
  if (!found) return {found.error().message};
  return {shown(found->old_side), shown(found->new_side)};
}

/// A commit with a.yaml and sub/b.yaml, and changes since.
void fill(const Repository& repository) {
  repository.write("a.yaml", "1");
  repository.write("sub/b.yaml", "1");
  repository.commit("1");
  repository.write("a.yaml", "2");
  repository.write("sub/c.yaml", "2");
}

TEST_CASE("sides: files, folders and stdin") {
  const TemporaryFolder folder;
  folder.write("old.txt", "1");
  folder.write("new/a.yaml", "2");
  folder.write("new/b.txt", "3");
  folder.write("new/.git/c.yaml", "4");
  CHECK(sides_of({"old.txt", "new"}) ==
        Words{"old.txt[old.txt=1]", "new[new/a.yaml=2]"});
  CHECK(sides_of({"-", "new/"}, "in") ==
        Words{"<stdin>[<stdin>=in]", "new/[new/a.yaml=2]"});
  CHECK(sides_of({"-", "-"}) == Words{"stdin can be read once: \"-\" is given "
                                      "twice"});
  CHECK(!find(SideWishes{.sides = {"-", "new"}, .live = "-"}));
  CHECK(!find(SideWishes{.sides = {"-", "new"}, .context = {"-"}}));
}

TEST_CASE("sides: nothing") {
  const TemporaryFolder folder;
  folder.write("a.yaml", "1");
  std::filesystem::create_directory("empty");
  CHECK(sides_of({"/dev/null", "a.yaml"}) ==
        Words{"/dev/null[]", "a.yaml[a.yaml=1]"});
  CHECK(sides_of({"a.yaml", "empty"}) == Words{"a.yaml[a.yaml=1]", "empty[]"});
}

TEST_CASE("sides: what cannot be had is an error, and says what was tried") {
  const TemporaryFolder folder;
  folder.write("a.yaml", std::string(100, 'x'));
  const Words gone = sides_of({"gone", "a.yaml"});
  REQUIRE(gone.size() == 1);
  CHECK(
      gone.front().starts_with("cannot read \"gone\": no such file or "
                               "directory; nor from git: not a git "
                               "repository"));
  CHECK(
      sides_of({}).front().starts_with("no sides are given, and HEAD cannot be "
                                       "one: not a git repository"));
  CHECK(sides_of({"a.yaml"}).front() ==
        "\"a.yaml\" is one side, and two are compared; with the last commit: "
        "asmgw diff HEAD:./a.yaml");
  CHECK(sides_of({"-"}).front() == "\"-\" is one side, and two are compared");
  CHECK(sides_of({"a.yaml", "a.yaml", "b"}).front() ==
        "two sides can be compared, not 3: \"b\" is one too many");
  CHECK(
      find(SideWishes{.sides = {"a.yaml", "a.yaml"}}, "", 10).error().message ==
      "a.yaml: larger than 0 MiB (--max-file-size)");
  CHECK(
      !find(SideWishes{.sides = {"a.yaml", "-"}}, std::string(200, 'x'), 150));
}

TEST_CASE("sides: a file that cannot be read is an error") {
  const TemporaryFolder folder;
  folder.write("a/x.yaml", "1");
  std::filesystem::permissions("a/x.yaml", std::filesystem::perms::none);
  if (access("a/x.yaml", R_OK) == 0) return;  // root reads everything
  CHECK(sides_of({"a", "a"}).size() == 1);
}

TEST_CASE("sides: none is HEAD against the work tree") {
  const Repository repository;
  CHECK(
      sides_of({}).front().starts_with("no sides are given, and HEAD cannot be "
                                       "one: "));
  fill(repository);
  CHECK(sides_of({}) ==
        Words{"HEAD[HEAD:a.yaml=1, HEAD:sub/b.yaml=1]",
              "the work tree[a.yaml=2, sub/b.yaml=1, sub/c.yaml=2]"});
  repository.go("sub");
  CHECK(sides_of({}) ==
        Words{"HEAD[HEAD:./b.yaml=1]", "the work tree[b.yaml=1, c.yaml=2]"});
  repository.write("new/d.yaml", "3");
  repository.go("new");
  CHECK(sides_of({}) == Words{"HEAD[]", "the work tree[d.yaml=3]"});
}

TEST_CASE("sides: one revision, and one with a path") {
  const Repository repository;
  fill(repository);
  CHECK(sides_of({"main"}) ==
        Words{"main[main:a.yaml=1, main:sub/b.yaml=1]",
              "the work tree[a.yaml=2, sub/b.yaml=1, sub/c.yaml=2]"});
  CHECK(sides_of({"main:sub"}) == Words{"main:sub[main:sub/b.yaml=1]",
                                        "sub[sub/b.yaml=1, sub/c.yaml=2]"});
  CHECK(sides_of({":a.yaml"}) ==
        Words{":a.yaml[:a.yaml=1]", "a.yaml[a.yaml=2]"});
  repository.go("sub");
  CHECK(sides_of({"main:sub/b.yaml"}) ==
        Words{"main:sub/b.yaml[main:sub/b.yaml=1]",
              "../sub/b.yaml[../sub/b.yaml=1]"});
  CHECK(sides_of({"main:./b.yaml"}) ==
        Words{"main:./b.yaml[main:./b.yaml=1]", "b.yaml[b.yaml=1]"});
  CHECK(sides_of({"main:"}) ==
        Words{"main:[main:a.yaml=1, main:sub/b.yaml=1]",
              "the work tree[../a.yaml=2, ../sub/b.yaml=1, "
              "../sub/c.yaml=2]"});
  std::filesystem::remove("b.yaml");
  CHECK(sides_of({"main:./b.yaml"}) ==
        Words{"main:./b.yaml[main:./b.yaml=1]", "b.yaml[]"});
}

TEST_CASE("sides: two of git, or one and a path") {
  const Repository repository;
  fill(repository);
  repository.commit("2");
  CHECK(sides_of({"HEAD~1:a.yaml", "HEAD:a.yaml"}) ==
        Words{"HEAD~1:a.yaml[HEAD~1:a.yaml=1]", "HEAD:a.yaml[HEAD:a.yaml=2]"});
  CHECK(sides_of({"HEAD~1", "HEAD"}) ==
        Words{"HEAD~1[HEAD~1:a.yaml=1, HEAD~1:sub/b.yaml=1]",
              "HEAD[HEAD:a.yaml=2, HEAD:sub/b.yaml=1, HEAD:sub/c.yaml=2]"});
  CHECK(sides_of({"HEAD~1:", ":"}).back() ==
        "the index[:a.yaml=2, :sub/b.yaml=1, :sub/c.yaml=2]");
  CHECK(sides_of({"HEAD~1", "sub"}) ==
        Words{"HEAD~1:sub[HEAD~1:sub/b.yaml=1]",
              "sub[sub/b.yaml=1, sub/c.yaml=2]"});
  CHECK(sides_of({"HEAD~1", "sub/c.yaml"}) ==
        Words{"HEAD~1:sub/c.yaml[]", "sub/c.yaml[sub/c.yaml=2]"});
  CHECK(sides_of({"HEAD:a.yaml", "-"}, "in") ==
        Words{"HEAD:a.yaml[HEAD:a.yaml=2]", "<stdin>[<stdin>=in]"});
  repository.go("sub");
  CHECK(sides_of({"HEAD~1", "."}) ==
        Words{"HEAD~1[HEAD~1:./b.yaml=1]", ".[b.yaml=1, c.yaml=2]"});
  CHECK(
      sides_of({"HEAD~1", "../a.yaml"}) ==
      Words{"HEAD~1:../a.yaml[HEAD~1:../a.yaml=1]", "../a.yaml[../a.yaml=2]"});
}

TEST_CASE("sides: an empty word is none, not the index") {
  const Repository repository;
  repository.write("a.yaml", "1");
  repository.commit("1");
  const Words refused{"a side is empty: give a path or a revision"};
  CHECK(sides_of({"", "a.yaml"}) == refused);
  CHECK(sides_of({"HEAD", ""}) == refused);
}

TEST_CASE("sides: A...B and A..B") {
  const Repository repository;
  repository.write("a.yaml", "1");
  repository.commit("1");
  const std::string base = repository.git({"rev-parse", "HEAD"}).substr(0, 12);
  repository.git({"checkout", "-q", "-b", "topic"});
  repository.write("b/b.yaml", "2");
  repository.commit("2");
  repository.git({"checkout", "-q", "main"});
  repository.write("a.yaml", "3");
  repository.commit("3");
  CHECK(sides_of({"main...topic"}) ==
        Words{"the merge base of main and topic[" + base + ":a.yaml=1]",
              "topic[topic:a.yaml=1, topic:b/b.yaml=2]"});
  CHECK(sides_of({"...topic"})
            .front()
            .starts_with("the merge base of HEAD and "));
  CHECK(sides_of({"main..topic"}).front() == "main[main:a.yaml=3]");
  CHECK(sides_of({"main...topic:b"}) ==
        Words{base + ":b[]", "topic:b[topic:b/b.yaml=2]"});
  CHECK(sides_of({"main...topic", "a.yaml"}) ==
        sides_of({"main...topic:a.yaml"}));
  CHECK(sides_of({"topic...main:b"})
            .front()
            .ends_with(": no \"b\" in \"" + base + "\""));
  CHECK(sides_of({"main...nope"}).front() ==
        "cannot read \"main...nope\": no such file or directory; nor from "
        "git: not a valid object name nope");
}

TEST_CASE("sides: names that git does not know") {
  const Repository repository;
  fill(repository);
  for (const char* word : {"nope", "nope:a.yaml", "-x", "main:gone"})
    for (const Words& words :
         {Words{word}, Words{word, "a.yaml"}, Words{"a.yaml", word}}) {
      const Words found = sides_of(words);
      REQUIRE(found.size() == 1);
      CHECK(found.front().starts_with(std::string("cannot read \"") + word +
                                      "\": no such file or directory; nor "
                                      "from git: "));
      CHECK(found.front().find('\n') == std::string::npos);
    }
}

TEST_CASE("sides: a range reads no work tree, not even to look for a path") {
  const Repository repository;
  fill(repository);
  repository.commit("2");
  const Words expected = sides_of({"HEAD~1...HEAD", "sub"});
  CHECK(expected.size() == 2);
  std::filesystem::remove_all("sub");
  CHECK(sides_of({"HEAD~1...HEAD", "sub"}) == expected);
  repository.git({"branch", "sub"});
  CHECK(sides_of({"HEAD~1...HEAD", "sub"}) == expected);
  REQUIRE(symlink("/", "sub") == 0);
  CHECK(sides_of({"HEAD~1...HEAD", "sub"}) == expected);
  CHECK(sides_of({"HEAD~1...HEAD:sub"}) == expected);
}

TEST_CASE("sides: without a work tree one side is not enough") {
  const Repository repository;
  fill(repository);
  repository.git({"clone", "-q", "--bare", ".", "bare.git"});
  repository.go("bare.git");
  const Variable named("GIT_DIR", ".");
  CHECK(sides_of({"main"}).front() ==
        "there is no work tree here to compare with: give two sides");
  CHECK(sides_of({"HEAD:", "main:"}).size() == 2);
}

TEST_CASE("sides: --without takes one side for both") {
  const TemporaryFolder folder;
  folder.write("a.yaml", "1");
  SideWishes wishes{.without = true};
  CHECK(shown(find(wishes)->old_side) == "the work tree[a.yaml=1]");
  CHECK(shown(find(wishes)->new_side) == "the work tree[a.yaml=1]");
  wishes.sides = {"-"};
  CHECK(shown(find(wishes, "in")->new_side) == "<stdin>[<stdin>=in]");
  wishes.sides = {"a.yaml", "a.yaml"};
  CHECK(!find(wishes));
}

TEST_CASE("sides: --without and a revision") {
  const Repository repository;
  fill(repository);
  const auto found = find(SideWishes{.sides = {"main"}, .without = true});
  REQUIRE(found);
  CHECK(shown(found->new_side) == "main[main:a.yaml=1, main:sub/b.yaml=1]");
}

TEST_CASE("sides: --old-rev and --new-rev name what git has") {
  const Repository repository;
  fill(repository);
  const auto sides = [](const Words& words, const Words& older,
                        const Words& newer, bool without = false) {
    const auto found = find(SideWishes{.sides = words,
                                       .old_rev = older,
                                       .new_rev = newer,
                                       .without = without});
    if (!found) return Words{found.error().message};
    return Words{shown(found->old_side), shown(found->new_side)};
  };
  const Words main_and_sub = sides_of({"main", "sub"});
  const Words main_alone = sides_of({"main"});
  const Words of_sub = sides_of({"main:sub", "a.yaml"});
  const Words range = sides_of({"main...main:sub"});
  repository.write("main", "path");
  repository.write("main:sub", "path");
  repository.write("main...main:sub", "path");
  CHECK(sides({"sub"}, {"main"}, {}) == main_and_sub);
  CHECK(sides({}, {"main"}, {}) == main_alone);
  CHECK(sides({"a.yaml"}, {"main:sub"}, {}) == of_sub);
  CHECK(sides({"a.yaml"}, {}, {"main:sub"}) == Words{of_sub[1], of_sub[0]});
  CHECK(sides({}, {"main"}, {"main:sub"}) == Words{main_alone[0], of_sub[0]});
  CHECK(sides({}, {"main...main:sub"}, {}) == range);
  CHECK(sides({}, {"main"}, {}, true) == Words{main_alone[0], main_alone[0]});
  CHECK(sides({}, {}, {"main"}) ==
        Words{"--new-rev is one side: give OLD or --old-rev as the other"});
  CHECK(sides({"a.yaml", "sub"}, {"main"}, {}).front() ==
        "two sides can be compared, not 3: \"sub\" is one too many");
  CHECK(sides({}, {"main", "main"}, {}) == Words{"--old-rev is given twice"});
  CHECK(sides({"a.yaml"}, {}, {"main", "x"}) ==
        Words{"--new-rev is given twice"});
  CHECK(sides({"a.yaml"}, {""}, {}) ==
        Words{"a side is empty: give a path or a revision"});
  CHECK(sides({"a.yaml"}, {"a.yaml"}, {}) ==
        Words{"not a valid object name a.yaml"});
  CHECK(sides({"a.yaml"}, {"-"}, {}) == Words{"\"-\" is not a revision"});
}

TEST_CASE("sides: --live and --context") {
  const Repository repository;
  fill(repository);
  const auto found =
      find(SideWishes{.sides = {"HEAD"},
                      .live = "a.yaml",
                      .context = {"main:a.yaml", "sub", "sub/c.yaml"}});
  REQUIRE(found);
  CHECK(shown(*found->live) == "a.yaml[a.yaml=2]");
  CHECK(shown(*found->context) ==
        "context[sub/b.yaml=1, sub/c.yaml=2, main:a.yaml=1]");
  CHECK(!find(SideWishes{.sides = {"HEAD"}, .live = "gone"}));
  CHECK(!find(SideWishes{.sides = {"HEAD"}, .context = {"gone"}}));
}

TEST_CASE("sides: --include and --exclude hold for both alike") {
  const Repository repository;
  fill(repository);
  const auto found =
      find(SideWishes{.include = {"sub/*"}, .exclude = {"c.yaml"}});
  REQUIRE(found);
  CHECK(shown(found->old_side) == "HEAD[HEAD:sub/b.yaml=1]");
  CHECK(shown(found->new_side) == "the work tree[sub/b.yaml=1]");
}

TEST_CASE("sides: the folders of kubectl diff") {
  const TemporaryFolder folder;
  const std::string gateway = "networking.istio.io.v1.Gateway.shop.gw";
  folder.write("LIVE-1/" + gateway, "");
  folder.write("MERGED-2/" + gateway, "2");
  folder.write("MERGED-2/v1.Service.shop.s", "3");
  const auto found = find(SideWishes{.sides = {"LIVE-1", "MERGED-2"}});
  REQUIRE(found);
  CHECK(found->kubectl);
  CHECK(shown(found->old_side) == "LIVE-1[LIVE-1/" + gateway + "=]");
  CHECK(shown(found->new_side) ==
        "MERGED-2[MERGED-2/" + gateway + "=2, MERGED-2/v1.Service.shop.s=3]");
  folder.write("MERGED-2/notes.yaml", "4");
  const auto plain = find(SideWishes{.sides = {"LIVE-1", "MERGED-2"}});
  REQUIRE(plain);
  CHECK(!plain->kubectl);
  CHECK(shown(plain->new_side) == "MERGED-2[MERGED-2/notes.yaml=4]");
}

}  // namespace
}  // namespace asmgw::cli
