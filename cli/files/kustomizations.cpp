// Looks for kustomization files, all at once, and resolves what they name.
#include "cli/files/kustomizations.h"

#include <filesystem>
#include <utility>

namespace asmgw::cli {

Result<Kustomizations> kustomizations_above(
    const std::vector<std::string>& files, FileStore& store) {
  Kustomizations made;
  std::vector<std::string> paths;
  for (const std::string& file : files) {
    std::string_view folder = folder_of(file);
    while (!made.by_folder.contains(folder)) {
      const auto& [home, said] =
          *made.by_folder.try_emplace(std::string(folder)).first;
      if (!store.holds(home)) break;
      for (std::string_view name : kustomization_names)
        paths.push_back(joined_path(home, name));
      folder = folder_of(folder);
    }
  }
  const auto take = [&](std::size_t i, const FileText& file) {
    const std::string_view folder = folder_of(paths[i]);
    Kustomization said{paths[i], {}, read_kustomization(file.text)};
    for (const KustomizationPatch& patch : said.said.patches) {
      if (patch.path.empty()) continue;
      const auto path = std::filesystem::path(folder) / patch.path;
      said.patches.push_back(path.lexically_normal().string());
    }
    made.patches.insert(said.patches.begin(), said.patches.end());
    made.by_folder[std::string(folder)].push_back(std::move(said));
  };
  constexpr ReadLimits limits{1 << 20, 64 << 20, "kustomization files"};
  if (const auto error = store.read(paths, limits, take)) return *error;
  return made;
}

}  // namespace asmgw::cli
