// Paths from `/` tell files apart; people see those that were given.
#include "cli/group_input.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace asmgw::cli {
namespace {

/// A config is small; this is the most that is read of one.
constexpr std::uint64_t most_bytes = 1 << 20;

/// The first .asmgw.yaml upwards, or "".
std::string config_above() {
  const std::string here = current_folder();
  const Root root = root_at(here);
  for (std::string folder = here;;) {
    std::string path = joined_path(folder, config_file_name);
    if (is_regular_file(path)) return path;
    const std::string above(folder_of(folder));
    if (!root.repository || folder == root.folder || above == folder) return {};
    folder = above;
  }
}

Result<std::vector<ConfigGroup>> parsed(const std::string& shown,
                                        std::string text,
                                        const Limits& limits) {
  Sources sources;
  const FileId id = sources.add(shown, std::move(text));
  GroupConfig config = read_config(sources.file(id), id, limits);
  if (!config.faults.empty())
    return Error{at_place(sources, config.faults.front().range,
                          config.faults.front().message)};
  return std::move(config.groups);
}

/// Nothing in it applies folders.
bool holds_gateways_alone(const FileObjects& file) {
  return !file.objects.empty() && file.unparsed.empty() &&
         std::all_of(file.objects.begin(), file.objects.end(),
                     [](const FileObject& one) {
                       return one.outcome == Outcome::gateway;
                     });
}

class Collector {
 public:
  Collector(const Inputs& inputs, const Sources& sources,
            const MeshSettings& settings)
      : inputs_(inputs), sources_(sources), settings_(settings) {}

  GroupedInputs collect(std::span<const FileObjects* const> objects) {
    std::vector<const FileObjects*> files;
    for (std::size_t i = 0; i < objects.size(); ++i) {
      if (!objects[i]) continue;
      files.push_back(objects[i]);
      add(inputs_.files[i], *objects[i]);
    }
    std::set<std::string> seen;
    for (const Kustomization& one : inputs_.kustomizations)
      if (seen.insert(one.path).second)
        made_.kustomizations.push_back(
            {one.path, shown_from_here(one.path), one.said});
    return {std::move(made_), std::move(files)};
  }

 private:
  void add(const Input& input, const FileObjects& objects) {
    const std::string_view text = sources_.file(objects.file).text();
    GroupedFile& made = made_.files.emplace_back();
    made.path = input.whole.empty() ? input.path : input.whole;
    made.shown = input.path;
    made.alone = input.whole.empty() || input.build;
    if (input.build) made.built_of = folder_of(made.path);
    made.patch = input.role == FileRole::patch;
    made.leaves_spec = made.patch && leaves_spec(text);
    made.live = is_dump(text);
    made.objects = identities_of(objects, sources_, settings_);
    if (!input.root) return;
    const std::string folder(folder_of(made.path));
    if (joined_path(folder, fleet_file) == made.path)
      made_.folders.push_back({fleet_bundle(text), folder});
    if (holds_gateways_alone(objects)) return;
    for (DeployedFolders& one : deployed_folders(text))
      made_.folders.push_back({std::move(one), root_of_paths(input)});
  }

  /// Where the paths of an object begin that names folders: its repository, or
  /// what was named.
  [[nodiscard]] static std::string root_of_paths(const Input& input) {
    if (input.root->repository) return input.root->folder;
    return current_folder();
  }

  const Inputs& inputs_;
  const Sources& sources_;
  const MeshSettings& settings_;
  GroupInput made_;
};

}  // namespace

std::string shown_from_here(const std::string& path) {
  const std::string here = joined_path(current_folder(), "");
  return path.starts_with(here) ? path.substr(here.size()) : path;
}

Result<std::optional<PlacedConfig>> find_config(const std::string& path,
                                                const Limits& limits) {
  const std::string found = path.empty() ? config_above() : path;
  if (found.empty()) return std::optional<PlacedConfig>();
  auto file = read_named(found, most_bytes);
  if (!file) return file.error();
  const std::string shown = path.empty() ? shown_from_here(found) : path;
  if (file->too_large)
    return Error{fmt::format("{}: larger than 1 MiB", visible(shown))};
  auto groups = parsed(shown, std::move(file->text), limits);
  if (!groups) return groups.error();
  const std::string whole = (std::filesystem::path(current_folder()) / found)
                                .lexically_normal()
                                .string();
  return std::optional(
      PlacedConfig{std::string(folder_of(whole)), std::move(*groups)});
}

GroupedInputs group_input(const Inputs& inputs, const Sources& sources,
                          std::span<const FileObjects* const> objects,
                          const MeshSettings& settings,
                          std::optional<PlacedConfig> config) {
  GroupedInputs made = Collector(inputs, sources, settings).collect(objects);
  made.input.config = std::move(config);
  return made;
}

}  // namespace asmgw::cli
