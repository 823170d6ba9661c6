// Asks once for all of a walk. What git tracks it does not ignore.
#include "cli/files/ignored.h"

#include "cli/git_process.h"

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::cli {
namespace {

constexpr std::string_view nul{"\0", 1};

std::vector<std::string> call_of(const Root& root) {
  std::vector<std::string> words;
  // From inside git finds the repository as the user would.
  if (!root.holds(current_folder())) words = {"-C", root.folder};
  words.insert(words.end(), {"check-ignore", "--stdin", "-z"});
  return words;
}

std::string whole(const std::string& path) {
  const auto real = real_path(path);
  return real ? real->real : path;
}

}  // namespace

std::set<std::string> git_ignored(const Walk& walk, const std::string& folder,
                                  const Root& root) {
  if (!root.repository || (walk.files.empty() && walk.wrapping.empty()))
    return {};
  const std::string start = whole(folder);
  std::string in;
  const bool top = start == root.folder;
  if (!top) in.append(start).append(nul);
  for (const auto* files : {&walk.files, &walk.wrapping})
    for (const std::string& file : *files)
      in.append(std::filesystem::absolute(file).lexically_normal().string())
          .append(nul);
  const auto ran = run_git(call_of(root), std::move(in));
  if (!ran || ran->status != 0) return {};
  std::set<std::string> told;
  for (std::string_view rest = ran->out; !rest.empty();) {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) break;
    told.emplace(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (!top && told.contains(start)) return {};
  std::set<std::string> ignored;
  for (const auto* files : {&walk.files, &walk.wrapping})
    for (const std::string& file : *files)
      if (told.contains(
              std::filesystem::absolute(file).lexically_normal().string()))
        ignored.insert(file);
  return ignored;
}

}  // namespace asmgw::cli
