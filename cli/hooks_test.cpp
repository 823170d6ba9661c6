// Names of files that look like options, as a hook or `xargs` hands them on.
#include "base/text.h"
#include "cli/commands.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <sstream>

namespace asmgw::cli {
namespace {

using Words = std::vector<std::string>;

/// The words of each `entry:` in the file that pre-commit reads.
std::vector<Words> hook_entries() {
  std::istringstream lines(file_text(".pre-commit-hooks.yaml"));
  constexpr std::string_view key = "  entry: ";
  std::vector<Words> found;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(key)) continue;
    std::istringstream words(line.substr(key.size()));
    found.emplace_back();
    for (std::string word; words >> word;) found.back().push_back(word);
  }
  return found;
}

const std::string broken =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: a}\n"
    "spec: {selector: {a: b}}\n";

}  // namespace

TEST_CASE("hooks: a file that is called like an option is checked") {
  const std::vector<Words> entries = hook_entries();
  REQUIRE(!entries.empty());
  const TemporaryFolder folder;
  for (const char* name : {"--exclude=*.yaml", "--exit-zero.yaml", "-q.yaml",
                           "--fail-on=never", "--", "--help", "-h"})
    folder.write(name, broken);
  for (const Words& entry : entries) {
    REQUIRE(entry.front() == "asmgw");
    CHECK(entry.back() == "--");
    Words words(entry.begin() + 1, entry.end());
    const auto files = folder.names();
    words.insert(words.end(), files.begin(), files.end());
    const Ran ran = run_asmgw(words);
    CAPTURE(ran.err);
    CHECK(ran.status == 1);
    for (const std::string& name : files) CHECK(contains(ran.out, name + ":"));
    CHECK(contains(ran.err, "Checked 7 Gateways in 7 files"));
  }
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
