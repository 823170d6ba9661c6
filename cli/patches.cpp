// Looks for kustomization files and resolves what they name.
#include "cli/patches.h"

#include "model/kustomization.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace asmgw::cli {
namespace {

constexpr std::array<std::string_view, 3> patch_names{
    "kustomization.yaml", "kustomization.yml", "Kustomization"};
constexpr std::uint64_t largest = 1 << 20;

std::string normal(const std::filesystem::path& path) {
  return path.lexically_normal().string();
}

/// `path` from the root, if that is known.
std::string whole_path(const std::string& here, const std::string& path) {
  return normal(std::filesystem::path(here) / path);
}

/// The folder that holds `path`, "" if that is the current one; of `/` itself.
std::string_view parent_of(std::string_view path) {
  std::size_t end = path.rfind('/');
  if (end == std::string_view::npos) return {};
  while (end > 0 && path[end - 1] == '/') --end;
  return path.substr(0, std::max<std::size_t>(end, 1));
}

class Patches {
 public:
  /// Reads the kustomization files of every folder above `path`, which is
  /// whole, but none above the repository: that would be no part of it.
  void look_for(const std::string& path, const Root& root) {
    std::string_view folder = parent_of(path);
    // Files of one folder come one after the other.
    if (last_ == folder) return;
    last_ = folder;
    auto& [limit, seen] = limits_[root.folder];
    if (limit.folder.empty()) limit = root.repository ? root : Root{"/"};
    for (; seen.emplace(folder).second; folder = parent_of(folder)) {
      const auto way = real_path(std::string(folder));
      if (!way || !limit.holds(way->real)) return;
      if (read_.emplace(folder).second) read_folder(folder, limit);
    }
  }

  [[nodiscard]] bool contains(const std::string& path) const {
    return patches_.count(path) > 0;
  }

 private:
  struct Limit {
    Root root;
    std::set<std::string> seen;  ///< folders
  };

  void read_folder(std::string_view folder, const Root& limit) {
    for (std::string_view name : patch_names) {
      const std::string path =
          folder.empty() ? std::string(name) : joined_path(folder, name);
      if (!is_regular_file(path)) continue;
      const auto file = read_file(path, largest, limit);
      if (!file) continue;
      for (const std::string& patch : patch_files(file->text))
        patches_.insert(normal(std::filesystem::path(folder) / patch));
    }
  }

  std::optional<std::string> last_;      ///< the folder looked into last
  std::map<std::string, Limit> limits_;  ///< for each root
  std::set<std::string> read_, patches_;
};

}  // namespace

void mark_patches(std::vector<Input>& files) {
  const std::string here = current_folder();
  std::vector<std::string> paths;
  paths.reserve(files.size());
  Patches patches;
  for (Input& file : files) {
    const std::string& path =
        paths.emplace_back(file.root ? whole_path(here, file.path) : "");
    if (file.root) patches.look_for(path, *file.root);
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    if (files[i].root && patches.contains(paths[i]))
      files[i].role = FileRole::patch;
}

}  // namespace asmgw::cli
