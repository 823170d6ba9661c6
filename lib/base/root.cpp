// Names of a path one by one, as the system follows them.
#include "base/root.h"

#include "base/file.h"
#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <system_error>
#include <unistd.h>

namespace asmgw {
namespace {

bool is_link(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

bool is_of_kernel(const struct statfs& system) {
  return system.f_type == PROC_SUPER_MAGIC || system.f_type == SYSFS_MAGIC;
}

std::string_view take_name(std::string_view& path) {
  const std::string_view name = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(name.size() + 1, path.size()));
  return name;
}

/// Goes on from `way.real` as the names of `rest` say.
std::optional<Error> follow(std::string rest, RealPath& way) {
  constexpr std::size_t most = 40;  // as the system itself
  while (!rest.empty()) {
    std::string_view left = rest;
    const std::string name(take_name(left));
    rest = left;
    if (name.empty() || name == ".") continue;
    if (name == "..") {
      way.real = folder_of(way.real);
      continue;
    }
    std::string next = joined_path(way.real, name);
    std::error_code error;
    if (!is_link(next)) {
      way.real = std::move(next);
      continue;
    }
    const auto target = std::filesystem::read_symlink(next, error).string();
    way.links.push_back({next, way.real});
    if (error || way.links.size() > most)
      return Error{fmt::format("cannot read {}: {}", in_quotes(next, 200),
                               system_message(error ? error.value() : ELOOP))};
    if (target.starts_with('/')) way.real = "/";
    rest = target + "/" + rest;
  }
  return std::nullopt;
}

}  // namespace

bool Root::holds(std::string_view real) const {
  if (!real.starts_with(folder)) return false;
  return folder == "/" || real.size() == folder.size() ||
         real[folder.size()] == '/';
}

std::string Root::name() const {
  return repository ? "the repository" : "the folder " + in_quotes(folder, 200);
}

std::string current_folder() {
  std::error_code error;
  return std::filesystem::current_path(error).string();
}

Result<RealPath> real_path(const std::string& path) {
  RealPath way{path.starts_with('/') ? "/" : current_folder(), ""};
  if (way.real.empty())
    return Error{"there is no current folder: it was removed"};
  std::string_view above = path;
  while (above.ends_with('/')) above.remove_suffix(1);
  std::string_view name = above.substr(above.rfind('/') + 1);
  if (name == "." || name == "..") name = {};
  above.remove_suffix(name.size());
  if (auto error = follow(std::string(above), way)) return *error;
  way.folder = way.real;
  if (auto error = follow(std::string(name), way)) return *error;
  return way;
}

std::optional<std::string> work_tree_of(std::string_view folder) {
  struct stat status {};
  for (;; folder = folder_of(folder)) {
    if (lstat(joined_path(folder, ".git").c_str(), &status) == 0)
      return std::string(folder);
    if (folder.size() < 2) return std::nullopt;
  }
}

Root root_at(const std::string& folder) {
  if (auto home = work_tree_of(folder)) return {std::move(*home), true};
  return {folder, false};
}

Root root_around(const std::string& folder) {
  Root root = root_at(folder);
  const Root here{current_folder()};
  const bool useful = here.folder.size() > 1 && here.holds(folder);
  return root.repository || !useful ? root : here;
}

bool is_kernel_file(const std::string& path) {
  struct statfs system {};
  return statfs(path.c_str(), &system) == 0 && is_of_kernel(system);
}

bool is_kernel_file(int descriptor) {
  struct statfs system {};
  return fstatfs(descriptor, &system) == 0 && is_of_kernel(system);
}

}  // namespace asmgw
