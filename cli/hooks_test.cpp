// Names of files that look like options, as a hook or `xargs` hands them on.
#include "base/text.h"
#include "cli/commands.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

/// The words of the `entry:` of a hook in the file that pre-commit reads, as
/// it splits them.
Words hook_entry(const std::string& id) {
  std::istringstream lines(file_text(".pre-commit-hooks.yaml"));
  constexpr std::string_view key = "  entry: ";
  bool here = false;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("- id: ")) here = line == "- id: " + id;
    if (!here || !line.starts_with(key)) continue;
    std::istringstream words(line.substr(key.size()));
    Words found;
    for (std::string word; words >> word;) {
      std::erase(word, '"');
      found.push_back(std::move(word));
    }
    REQUIRE(found.front() == "asmgw");
    return {found.begin() + 1, found.end()};
  }
  FAIL("no hook " << id);
  return {};
}

Ran run_hook(const Words& entry, const Words& files = {}) {
  Words words = entry;
  words.insert(words.end(), files.begin(), files.end());
  return run_asmgw(std::move(words));
}

const std::string broken =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\n"
    "spec: {selector: {a: b}}\n";

std::string gateway_of(const std::string& name, const std::string& host,
                       const std::string& port) {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
         "metadata: {name: " +
         name +
         "}\nspec:\n  selector: {istio: ingressgateway}\n  servers:\n"
         "  - hosts: [" +
         host + "]\n    port: " + port + "\n";
}

std::string gateway(const std::string& name, const std::string& host) {
  return gateway_of(name, host, "{number: 80, name: http, protocol: HTTP}");
}

/// Two of these with one host are a conflict.
std::string tls_gateway(const std::string& name) {
  return gateway_of(name, "shop.com",
                    "{number: 443, name: https, protocol: HTTPS}\n"
                    "    tls: {mode: SIMPLE, credentialName: c}");
}

Words lines_of(const std::string& text) {
  Words all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) all.push_back(line);
  return all;
}

/// Sorted, as pre-commit names them.
Words files_below(const std::string& folder) {
  Words all;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder))
    if (one.is_regular_file() && one.path().extension() == ".yaml")
      all.push_back(one.path().lexically_relative(folder).string());
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("hooks: a file that is called like an option is checked") {
  const Words entry = hook_entry("asmgw-lint");
  CHECK(entry.back() == "--");
  const TemporaryFolder folder;
  for (const char* name : {"--exclude=*.yaml", "--exit-zero.yaml", "-q.yaml",
                           "--fail-on=never", "--", "--help", "-h"})
    folder.write(name, broken);
  const auto files = folder.names();
  const Ran ran = run_hook(entry, files);
  CAPTURE(ran.err);
  CHECK(ran.status == 1);
  for (const std::string& name : files) CHECK(contains(ran.out, name + ":"));
  CHECK(contains(ran.err, "Checked 7 Gateways in 7 files"));
}

TEST_CASE("hooks: lint says of the changed files what lint of the root says") {
  const Words entry = hook_entry("asmgw-lint");
  const auto trees = std::filesystem::absolute("testdata/repositories");
  std::size_t findings = 0;
  for (const auto& tree : std::filesystem::directory_iterator(trees)) {
    if (tree.path().filename() == "config-misspelt") continue;
    CAPTURE(tree.path().filename().string());
    const TemporaryFolder folder;
    std::filesystem::copy(tree, folder.path(),
                          std::filesystem::copy_options::recursive);
    const Words options{"-q", "-o", "concise", "--min-level", "info"};
    const Words whole = lines_of(run_hook({"lint"}, options).out);
    Words hook(entry.begin(), entry.end() - 1);
    hook.insert(hook.end(), options.begin(), options.end());
    hook.emplace_back("--");
    Words all;
    for (const std::string& name : files_below(".")) {
      CAPTURE(name);
      all.push_back(name);
      const Words told = lines_of(run_hook(hook, {name}).out);
      // All that lint of the root says of it, and nothing that it does not say.
      for (const std::string& line : whole)
        if (line.starts_with(name + ":"))
          CHECK(std::count(told.begin(), told.end(), line) == 1);
      for (const std::string& line : told)
        CHECK(std::count(whole.begin(), whole.end(), line) == 1);
    }
    CHECK(lines_of(run_hook(hook, all).out) == whole);
    findings += whole.size();
  }
  CHECK(findings > 3);
}

TEST_CASE("hooks: lint of a changed file sees whom it meets") {
  const Words entry = hook_entry("asmgw-lint");
  const Repository repository;
  repository.write("a/1.yaml", tls_gateway("one"));
  repository.write("a/2.yaml", tls_gateway("two"));
  repository.write("b/3.yaml", tls_gateway("three"));
  repository.write("c/bad.yaml", broken);
  // The conflict is told of at the second file, but the first has a part in it.
  for (const std::string file : {"a/1.yaml", "a/2.yaml"}) {
    const Ran ran = run_hook(entry, {file});
    CHECK(ran.status == 1);
    CHECK(contains(ran.out, "a/2.yaml:"));
    CHECK(contains(ran.out, "GW401"));
    CHECK(!contains(ran.out, "bad.yaml"));
    CHECK(contains(ran.err, "Checked 1 Gateway in 1 file"));
  }
  CHECK(run_hook(entry, {"b/3.yaml"}).status == 0);
  repository.go("a");
  const Ran below = run_hook(entry, {"1.yaml"});
  CHECK(contains(below.out, "../a/2.yaml:"));
  CHECK(run_hook(entry, {"../b/3.yaml"}).status == 0);
}

TEST_CASE("hooks: lint of a changed kustomization or config is of its files") {
  const Words entry = hook_entry("asmgw-lint");
  const Repository repository;
  repository.write("a/1.yaml", tls_gateway("one"));
  repository.write("b/2.yaml", tls_gateway("two"));
  repository.write("top/kustomization.yaml", "resources: [../a/1.yaml]\n");
  CHECK(run_hook(entry, {"top/kustomization.yaml"}).status == 0);
  repository.write("top/kustomization.yaml",
                   "resources: [../a/1.yaml, ../b/2.yaml]\n");
  const Ran kustomized = run_hook(entry, {"top/kustomization.yaml"});
  CHECK(kustomized.status == 1);
  CHECK(contains(kustomized.out, "GW401"));
  repository.write("top/kustomization.yaml", "resources: []\n");
  repository.write(".asmgw.yaml", "groups: {all: [\"**\"]}\n");
  CHECK(run_hook(entry, {"top/kustomization.yaml"}).status == 0);
  CHECK(contains(run_hook(entry, {".asmgw.yaml"}).out, "GW401"));
}

TEST_CASE("hooks: diff is of what is staged") {
  const Words entry = hook_entry("asmgw-diff");
  const Repository repository;
  repository.write("values.yaml", "a: 1\n");
  repository.git({"add", "."});
  CHECK(run_hook(entry).status == 0);  // before the first commit
  repository.commit("no Gateway");
  CHECK(run_hook(entry).status == 0);
  repository.write("a.yaml", gateway("one", "shop.com"));
  repository.git({"add", "."});
  CHECK(run_hook(entry).status == 0);
  repository.commit("one");
  repository.write("a.yaml", gateway("one", "www.com"));
  CHECK(run_hook(entry).status == 0);  // not staged
  repository.git({"add", "."});
  repository.write("a.yaml", gateway("one", "shop.com"));
  const Ran staged = run_hook(entry);
  CHECK(staged.status == 1);
  CHECK(contains(staged.out, "(HEAD → the index)"));
  CHECK(contains(staged.out, "breaking[host-removed]"));
}

TEST_CASE("hooks: test runs all test files, wherever they are") {
  const Words entry = hook_entry("asmgw-test");
  const Repository repository;
  repository.write("a/gw.yaml", gateway("one", "shop.com"));
  CHECK(run_hook(entry).status == 2);
  repository.write("a/gw.test.yaml", "requests: {\"http://no.com/\": 404}\n");
  CHECK(run_hook(entry).status == 0);
  repository.write("tests/gw.test.yml",
                   "in: ../a\nrequests: {\"http://no.com/\": a/b:80}\n");
  const Ran ran = run_hook(entry);
  CHECK(ran.status == 1);
  CHECK(contains(ran.err, "Tested 2 requests of 2 files: 1 failed"));
}

TEST_CASE("hooks: behind -- no command knows an option") {
  const TemporaryFolder folder;
  for (const Command* command : commands::all)
    for (const std::string word :
         {"--help", "-h", "--exit-zero", "-q", "--no-such-flag", "-V"}) {
      CAPTURE(command->name);
      CAPTURE(word);
      const Ran ran = run_asmgw({std::string(command->name), "--", word});
      CHECK(ran.status == 2);
      CHECK(contains(ran.err, word));
      CHECK(!contains(ran.err, "unknown flag"));
      CHECK(ran.out.empty());
    }
}

TEST_CASE("hooks: - is stdin behind -- as well, and ./- the file") {
  const TemporaryFolder folder;
  folder.write("-", broken);
  World piped;
  piped.in = "";
  for (const Words& words : {Words{"lint", "-"}, Words{"lint", "--", "-"}})
    CHECK(contains(run_asmgw(words, piped).err, "Checked 0 Gateways"));
  CHECK(run_asmgw({"lint", "--", "./-"}, piped).status == 1);
  CHECK(run_asmgw({"diff", "--", "./-", "/dev/null"}).status == 1);
}

}  // namespace asmgw::cli
