// Every folder testdata/<area>/<case> with a file `cmd` is run and compared
// with its stdout, stderr and status. The case runs in a copy, so that it can
// write; what it writes is compared with the files in `written/`.
#include "cli/testing/run.h"
#include "rules/all.h"
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cases() {
  std::vector<fs::path> found;
  for (const auto& area : fs::directory_iterator(fs::absolute("testdata"))) {
    if (!area.is_directory()) continue;
    for (const auto& one : fs::directory_iterator(area.path()))
      if (fs::exists(one.path() / "cmd")) found.push_back(one.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// Words as a shell splits them, with single quotes; nothing is expanded.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  bool open = false, quoted = false;
  for (char c : line) {
    const bool blank = c == ' ' || c == '\n';
    if (c == '\'') quoted = !quoted;
    if (blank && !quoted) {
      open = false;
      continue;
    }
    if (!open) words.emplace_back();
    open = true;
    if (c != '\'') words.back() += c;
  }
  return words;
}

/// `NAME=value` in front of the arguments is the environment.
World world_of(const fs::path& folder, std::vector<std::string>& words) {
  World world;
  if (fs::exists(folder / "stdin")) world.in = file_text(folder / "stdin");
  while (!words.empty() && words.front().find('=') != std::string::npos &&
         words.front().front() != '-') {
    const std::size_t equals = words.front().find('=');
    world.environment[words.front().substr(0, equals)] =
        words.front().substr(equals + 1);
    words.erase(words.begin());
  }
  return world;
}

void put(const fs::path& path, const std::string& text) {
  if (text.empty()) {
    fs::remove(path);
    return;
  }
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

void compare(const fs::path& path, const std::string& text) {
  CAPTURE(path.filename().string());
  const char* update = std::getenv("ASMGW_UPDATE_GOLDEN");
  if (update && *update)
    put(path, text);
  else
    CHECK(file_text(path) == text);
}

void run_case(const fs::path& folder) {
  const TemporaryFolder copy;
  fs::copy(folder, copy.path(),
           fs::copy_options::recursive | fs::copy_options::copy_symlinks);
  for (const char* own : {"cmd", "stdin", "stdout", "stderr", "status"})
    fs::remove(copy.path() / own);
  fs::remove_all(copy.path() / "written");
  const std::vector<std::string> before = copy.names();

  std::vector<std::string> words = words_of(file_text(folder / "cmd"));
  const World world = world_of(folder, words);
  const Ran ran = run_asmgw(words, world);
  compare(folder / "stdout", ran.out);
  compare(folder / "stderr", ran.err);
  compare(folder / "status",
          ran.status == 0 ? "" : std::to_string(ran.status) + '\n');
  std::vector<std::string> after = copy.names();
  if (fs::exists(folder / "written"))
    for (const auto& file : fs::directory_iterator(folder / "written"))
      after.push_back(file.path().filename().string());
  for (const std::string& name : after)
    if (std::find(before.begin(), before.end(), name) == before.end())
      compare(folder / "written" / name, file_text(copy.path() / name));
}

TEST_CASE("golden cases") {
  const std::vector<fs::path> all = cases();
  CHECK(all.size() > 10);
  for (const fs::path& folder : all) {
    CAPTURE(folder.string());
    run_case(folder);
  }
}

/// What is printed of a rule's bad example, which is its input.
Ran ran_on_bad_example(const Rule& rule) {
  const TemporaryFolder folder;
  folder.write("gateway.yaml", example_file(rule.bad));
  std::vector<std::string> words{
      "lint", ".", "--select", std::string(rule.id), "--min-level", "info"};
  for (std::string& word : example_words(rule.bad))
    words.push_back(std::move(word));
  return run_asmgw(words);
}

TEST_CASE("what is printed of every rule, in full") {
  for (const Rule* rule : rules::all) {
    CAPTURE(rule->id);
    const fs::path own =
        fs::absolute("testdata/rules") / (std::string(rule->id) + ".txt");
    if (!rule->bad.empty()) {
      const Ran ran = ran_on_bad_example(*rule);
      compare(own, ran.out + ran.err);
    }
    const fs::path folder = fs::absolute("testdata/lint") / rule->name;
    const std::string out =
        file_text(rule->bad.empty() ? folder / "stdout" : own);
    CHECK(out.find('[' + std::string(rule->id) + ']') != std::string::npos);
    CHECK(out.find("--> ") != std::string::npos);
    CHECK(out.find("= help: asmgw explain " + std::string(rule->id)) !=
          std::string::npos);
  }
}

}  // namespace
}  // namespace asmgw::cli
