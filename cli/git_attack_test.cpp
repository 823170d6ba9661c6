// Repositories that somebody else wrote: whatever their configuration and
// their files say, no program is run, nothing is fetched, and the answer is
// that of the repository that holds the work tree.
#include "base/text.h"
#include "cli/git.h"
#include "cli/git_process.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

std::string gateway(const std::string& mode) {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: "
         "a, namespace: shop}\nspec:\n  selector: {istio: ingressgateway}\n"
         "  servers:\n  - port: {number: 443, name: https, protocol: HTTPS}\n"
         "    hosts: [shop.example.com]\n    tls: {mode: " +
         mode + ", credentialName: c}\n";
}

/// A commit in which gateways/a.yaml asks for certificates; a branch `next`
/// and a work tree in which it does not.
void fill(const Repository& repository) {
  repository.write("gateways/a.yaml", gateway("MUTUAL"));
  repository.commit("first");
  repository.write("gateways/a.yaml", gateway("SIMPLE"));
  repository.git({"checkout", "-q", "-b", "next"});
  repository.commit("second");
  repository.git({"checkout", "-q", "main"});
  repository.write("gateways/a.yaml", gateway("SIMPLE"));
}

Ran brief(Words words) {
  words.insert(words.begin(), "diff");
  words.insert(words.end(), {"-o", "brief"});
  return run_asmgw(std::move(words));
}

void check_answer(const Ran& ran) {
  CAPTURE(ran.err);
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "tls-client-auth-dropped"));
}

void check_refused(const Ran& ran, std::string_view why) {
  CAPTURE(ran.err);
  CHECK(ran.status == 2);
  CHECK(ran.out.empty());
  CHECK(contains(ran.err, why));
}

/// Every way of reading that there is.
const std::vector<Words> ways{{},
                              {"HEAD"},
                              {"HEAD:gateways"},
                              {":gateways", "gateways"},
                              {"HEAD...next"},
                              {"--old-rev", "HEAD", "gateways"}};

/// Stands for a git from before 2.44, which knows no GIT_NO_LAZY_FETCH.
class OlderGit {
 public:
  explicit OlderGit(const Repository& repository)
      : path_("PATH", folder_with_git(repository) + ":" +
                          std::string(std::getenv("PATH"))) {}

 private:
  static std::string folder_with_git(const Repository& repository) {
    const auto found = run_program({{"sh", "-c", "command -v git"}});
    repository.write(".git/older/git",
                     "#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec " +
                         found->out.substr(0, found->out.find('\n')) +
                         " \"$@\"\n");
    const auto folder = repository.path() / ".git" / "older";
    std::filesystem::permissions(folder / "git",
                                 std::filesystem::perms::owner_all);
    return folder.string();
  }

  Variable path_;
};

}  // namespace

TEST_CASE("hostile git: settings that name a program") {
  const Repository repository;
  fill(repository);
  repository.git({"tag", "-a", "first", "-m", "x"});
  repository.write(".gitattributes",
                   "* diff=loud filter=loud merge=loud ident text eol=crlf\n");
  repository.git({"update-index", "--fsmonitor"});
  for (const char* setting : {"core.fsmonitor",
                              "core.sshCommand",
                              "core.gitProxy",
                              "core.askPass",
                              "core.editor",
                              "core.pager",
                              "pager.rev-parse",
                              "pager.ls-files",
                              "core.alternateRefsCommand",
                              "credential.helper",
                              "diff.external",
                              "diff.loud.textconv",
                              "diff.loud.command",
                              "filter.loud.smudge",
                              "filter.loud.clean",
                              "filter.loud.process",
                              "merge.loud.driver",
                              "gpg.program",
                              "remote.origin.uploadpack",
                              "uploadpack.packObjectsHook",
                              "sequence.editor",
                              "interactive.diffFilter"})
    repository.git({"config", setting, repository.trap()});
  repository.git({"config", "log.showSignature", "true"});
  for (const Words& words : ways) {
    check_answer(brief(words));
    CHECK(!repository.has_sprung());
  }
}

TEST_CASE("hostile git: aliases, hooks and included settings") {
  const Repository repository;
  fill(repository);
  for (const char* command :
       {"rev-parse", "cat-file", "ls-tree", "ls-files", "merge-base"})
    repository.git(
        {"config", std::string("alias.") + command, "!" + repository.trap()});
  for (const char* hook : {"post-index-change", "reference-transaction",
                           "pre-auto-gc", "fsmonitor-watchman"})
    std::filesystem::copy_file(repository.trap(),
                               std::string(".git/hooks/") + hook);
  repository.write("included", "[core]\n\tfsmonitor = " + repository.trap() +
                                   "\n\thooksPath = .git/hooks\n");
  repository.git({"config", "include.path", "../included"});
  for (const Words& words : ways) {
    if (words.empty() || words[0] != "first...HEAD") check_answer(brief(words));
    CHECK(!repository.has_sprung());
  }
}

TEST_CASE("hostile git: a partial clone fetches nothing") {
  const std::vector<std::pair<std::string, std::string>> remotes{
      {"url", "ssh://localhost/x"},
      {"url", "file:///nowhere"},
      {"url", "ext::TRAP"},
      {"url", "::address"},
      {"url", "git://localhost/x"},
      {"vcs", "loud"},
      {"vcs", ""}};
  for (const bool older : {false, true})
    for (const auto& [key, value] : remotes) {
      CAPTURE(older);
      const std::string remote = value;
      CAPTURE(remote);
      const Repository repository;
      fill(repository);
      const std::string id =
          repository.git({"rev-parse", "HEAD:gateways/a.yaml"}).substr(0, 40);
      std::filesystem::remove(".git/objects/" + id.substr(0, 2) + "/" +
                              id.substr(2));
      std::string url = value;
      const std::string trap = repository.trap();
      if (const auto at = url.find("TRAP"); at != std::string::npos)
        url.replace(at, 4, trap);
      for (const auto& [name, text] :
           std::vector<std::pair<std::string, std::string>>{
               {"remote.origin.url", "x"},
               {"remote.origin." + key, url},
               {"remote.origin.promisor", "true"},
               {"remote.origin.uploadpack", trap},
               {"remote.origin.fetch", "+refs/heads/*:refs/heads/*"},
               {"core.repositoryformatversion", "1"},
               {"extensions.partialclone", "origin"},
               {"core.sshCommand", trap},
               {"core.gitProxy", trap},
               {"protocol.allow", "always"},
               {"protocol.ext.allow", "always"},
               {"alias.remote-", "!" + trap},
               {"alias.remote-loud", "!" + trap},
               {"alias.remote-ext", "!" + trap}})
        repository.git({"config", name, text});
      std::optional<OlderGit> stands_in;
      if (older) stands_in.emplace(repository);
      check_refused(brief({"HEAD:gateways", "gateways"}),
                    "in this partial clone, and asmgw fetches nothing");
      CHECK(!repository.has_sprung());
    }
}

TEST_CASE("hostile git: a real partial clone is read as far as it goes") {
  const Repository repository;
  fill(repository);
  repository.git({"config", "uploadpack.allowFilter", "true"});
  repository.git({"clone", "-q", "--filter=blob:none", "--no-checkout",
                  "file://" + repository.path().string(), "clone"});
  repository.go("clone");
  check_refused(brief({"HEAD:gateways", "../gateways"}),
                " in this partial clone, and asmgw fetches nothing (git show "
                "fetches a file)");
  repository.git({"cat-file", "blob", "HEAD:gateways/a.yaml"});
  check_answer(brief({"HEAD:gateways", "../gateways"}));
}

TEST_CASE("hostile git: a folder that looks like a bare repository") {
  // What a commit may hold: neither `.git` nor empty folders are needed.
  for (const char* tree : {"", "\tworktree = ..\n", "\tworktree = .\n"}) {
    CAPTURE(tree);
    const Repository repository;
    fill(repository);
    repository.git({"init", "-q", "--bare", "gateways"});
    repository.go("gateways");
    const std::string bare = *tree ? "false" : "true";
    repository.write("gateways/config",
                     "[core]\n\tbare = " + bare + "\n" + tree +
                         "\tfsmonitor = " + repository.trap() + "\n");
    for (const Words& words :
         {Words{}, Words{"HEAD"}, Words{"HEAD:gateways", "."}, Words{":", "."},
          Words{"--old-rev", "HEAD:gateways", "."}}) {
      check_refused(brief(words), "bare repository");
      CHECK(!repository.has_sprung());
    }
    repository.go(".");
    check_answer(brief({"HEAD:gateways", "gateways"}));
    const Variable named("GIT_DIR", (repository.path() / ".git").string());
    const Variable top("GIT_WORK_TREE", repository.path().string());
    repository.go("gateways");
    check_answer(brief({"HEAD:gateways", "."}));
  }
}

TEST_CASE("hostile git: a work tree that lies elsewhere") {
  const Repository repository;
  fill(repository);
  repository.git({"config", "core.worktree", "/"});
  check_refused(brief({"HEAD:gateways", "gateways"}), "GIT_DIR");
  check_refused(brief({"HEAD:etc"}), "is not the one around these files");
}

TEST_CASE("hostile git: work trees, submodules and GIT_DIR are as ever") {
  const Repository repository;
  fill(repository);
  repository.git({"worktree", "add", "-q", "tree", "HEAD"});
  repository.git({"init", "-q", "--separate-git-dir=apart.git", "part"});
  repository.write("tree/gateways/a.yaml", gateway("SIMPLE"));
  repository.go("tree/gateways");
  check_answer(brief({}));
  repository.go("part");
  repository.write("part/a.yaml", gateway("MUTUAL"));
  repository.git({"add", "a.yaml"});
  repository.write("part/a.yaml", gateway("SIMPLE"));
  check_answer(brief({":", "."}));
  repository.go(".");
  const Variable named("GIT_DIR", ".git/worktrees/tree");
  check_answer(brief({"HEAD:gateways", "gateways"}));
}

TEST_CASE("hostile git: names mean what was committed") {
  const Repository repository;
  fill(repository);
  const auto id = [&](const std::string& name) {
    return repository.git({"rev-parse", name}).substr(0, 40);
  };
  const std::string blob = id("HEAD:gateways/a.yaml"), base = id("HEAD");
  repository.commit("second");
  repository.git({"replace", blob, id("HEAD:gateways/a.yaml")});
  check_answer(brief({"HEAD~1:gateways", "gateways"}));
  repository.git({"replace", base, id("HEAD")});
  check_answer(brief({"HEAD~1", "HEAD"}));
  // A history that was made up.
  repository.git({"replace", "-d", base, blob});
  repository.write(".git/info/grafts", id("HEAD") + "\n");
  check_answer(brief({base + "...HEAD"}));
}

TEST_CASE("hostile git: what the environment says") {
  const Repository repository;
  fill(repository);
  repository.git({"update-index", "--fsmonitor"});
  const Repository other;
  other.write("gateways/a.yaml", gateway("SIMPLE"));
  other.commit("x");
  other.git({"config", "core.fsmonitor", repository.trap()});
  std::filesystem::copy_file(repository.trap(), other.path() / "git-rev-parse");
  repository.go(".");
  const std::string elsewhere = other.path().string(), trap = repository.trap();
  for (const auto& [name, value] :
       std::vector<std::pair<const char*, std::string>>{
           {"GIT_NAMESPACE", "other"},
           {"GIT_EXEC_PATH", elsewhere},
           {"GIT_EXTERNAL_DIFF", trap},
           {"GIT_PAGER", trap},
           {"GIT_SSH_COMMAND", trap},
           {"GIT_ASKPASS", trap},
           {"GIT_CONFIG_GLOBAL", elsewhere + "/.git/config"},
           {"GIT_CONFIG_PARAMETERS", "'core.fsmonitor=" + trap + "'"},
           {"GIT_REPLACE_REF_BASE", "refs/heads"},
           {"GIT_SHALLOW_FILE", elsewhere + "/.git/HEAD"},
           {"GIT_DEFAULT_HASH", "sha256"},
           {"GIT_ICASE_PATHSPECS", "1"},
           {"GIT_NO_LAZY_FETCH", "0"},
           {"GIT_ALLOW_PROTOCOL", "ext"},
           {"GIT_TRACE", elsewhere + "/trace"},
           {"GIT_TRACE2", elsewhere + "/trace"},
           {"GIT_TRACE_SETUP", "1"},
           {"GIT_ALTERNATE_OBJECT_DIRECTORIES", elsewhere + "/.git/objects"}}) {
    const std::string variable = name;
    CAPTURE(variable);
    const Variable set(name, value);
    for (const Words& words : {Words{}, Words{":gateways", "gateways"}})
      check_answer(brief(words));
    CHECK(!repository.has_sprung());
    CHECK(!std::filesystem::exists(elsewhere + "/trace"));
  }
  const Variable count("GIT_CONFIG_COUNT", "1");
  const Variable key("GIT_CONFIG_KEY_0", "core.fsmonitor");
  const Variable value("GIT_CONFIG_VALUE_0", trap);
  check_answer(brief({":gateways", "gateways"}));
  CHECK(!repository.has_sprung());
}

TEST_CASE("hostile git: what a hook is given is kept") {
  const Repository repository;
  fill(repository);
  repository.git({"add", "-A"});
  std::filesystem::copy_file(".git/index", ".git/next");
  repository.git({"reset", "-q", "--hard"});
  const Variable index("GIT_INDEX_FILE",
                       (repository.path() / ".git" / "next").string());
  check_answer(brief({"HEAD:gateways", ":gateways"}));
  for (const char* name : {"GIT_DIR", "GIT_OBJECT_DIRECTORY", "HOME", "PATH",
                           "GIT_CONFIG_KEY_12", "GIT_CEILING_DIRECTORIES"})
    CHECK(git_inherits(name));
  for (const char* name : {"GIT_", "GIT_NEW_THING", "GIT_CONFIG"})
    CHECK(!git_inherits(name));
}

TEST_CASE("hostile git: somebody else's repository is refused by git") {
  const Repository repository;
  fill(repository);
  if (chown(".git", 12345, 12345) != 0) return;  // only root may
  if (chown(".", 12345, 12345) != 0) return;
  check_refused(brief({"HEAD:gateways", "gateways"}), "dubious ownership");
  const Variable count("GIT_CONFIG_COUNT", "1");
  const Variable key("GIT_CONFIG_KEY_0", "safe.directory");
  const Variable value("GIT_CONFIG_VALUE_0", "*");
  check_answer(brief({"HEAD:gateways", "gateways"}));
}

TEST_CASE("hostile git: a pull request adds a folder named for a revision") {
  const Repository repository;
  fill(repository);
  repository.write("main:gateways/a.yaml", gateway("SIMPLE"));
  repository.write("main/a.yaml", gateway("SIMPLE"));
  repository.write("main...HEAD/a.yaml", gateway("SIMPLE"));
  check_refused(brief({"main:gateways", "gateways"}),
                "\"main:gateways\" is both a path and a revision: say "
                "./main:gateways for what is on disk, --old-rev main:gateways "
                "for what git has");
  check_refused(brief({"main", "gateways"}), "--old-rev main");
  check_refused(brief({"main"}), "--old-rev main");
  check_refused(brief({"gateways", "main"}), "--new-rev main");
  check_refused(brief({"main...HEAD"}), "--old-rev main...HEAD");
  check_refused(brief({"main...HEAD", "gateways"}), "--old-rev main...HEAD");
  check_refused(brief({"./main", "gateways", "--context", "main:gateways"}),
                "./main:gateways");
  check_refused(brief({"./main", "gateways", "--live", "main:gateways"}),
                "./main:gateways");
  check_answer(brief({"--old-rev", "main:gateways", "gateways"}));
  check_answer(brief({"--old-rev=main", "gateways"}));
  CHECK(brief({"./main:gateways", "gateways"}).status == 0);
  CHECK(brief({"./main", "gateways"}).status == 0);
}

}  // namespace asmgw::cli
