// Looks for kustomization files and resolves what they name.
#include "cli/patches.h"

#include "model/kustomization.h"

#include <array>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace asmgw::cli {
namespace {

constexpr std::array<std::string_view, 3> names{
    "kustomization.yaml", "kustomization.yml", "Kustomization"};
constexpr std::uint64_t largest = 1 << 20;

std::string normal(const std::filesystem::path& path) {
  return path.lexically_normal().string();
}

class Patches {
 public:
  /// Reads the kustomization files of every folder on the way to `file`.
  void look_for(const std::string& path) {
    // Files of one folder come one after the other.
    std::string own = path.substr(0, path.rfind('/') + 1);  // npos + 1 is 0
    if (last_ == own) return;
    last_ = std::move(own);
    const std::filesystem::path file = path;
    for (std::filesystem::path folder = file.parent_path();
         folders_.insert(folder.string()).second; folder = folder.parent_path())
      read_folder(folder);
  }

  [[nodiscard]] bool contains(const std::string& path) const {
    return !patches_.empty() && patches_.count(normal(path)) > 0;
  }

 private:
  void read_folder(const std::filesystem::path& folder) {
    for (std::string_view name : names) {
      const std::string path = (folder / name).string();
      const auto status = file_status(path);
      if (!status || !status->regular) continue;
      const auto file = read_file(path, largest);
      if (!file) continue;
      for (const std::string& patch : patch_files(file->text))
        patches_.insert(normal(folder / patch));
    }
  }

  std::optional<std::string> last_;  ///< the folder looked into last
  std::set<std::string> folders_, patches_;
};

}  // namespace

void mark_patches(std::vector<Input>& files) {
  Patches patches;
  for (const Input& file : files)
    if (!file.is_stdin) patches.look_for(file.path);
  for (Input& file : files)
    file.named_as_patch = !file.is_stdin && patches.contains(file.path);
}

}  // namespace asmgw::cli
