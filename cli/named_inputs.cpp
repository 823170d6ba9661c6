// One walk as lint of the root does it, so that both see the same groups.
#include "cli/named_inputs.h"

#include "base/file.h"
#include "cli/files/disk_store.h"
#include "mesh/group_config.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace asmgw::cli {
namespace {

/// The root as it is seen from here; "" if that is everything.
std::string root_from_here() {
  const std::string here = current_folder();
  const Root root = root_at(here);
  if (root.folder.size() < 2) return {};
  return std::filesystem::path(root.folder).lexically_relative(here).string();
}

/// The same under each of its names; "" of what is no file.
std::string id_of_input(const Input& input) {
  if (!input.root || input.build) return {};
  const auto status = file_status(input.path);
  return status ? id_of(*status) : std::string();
}

/// What is built stands under each of the files that it takes the place of.
std::multimap<std::string, std::size_t> by_id(const std::vector<Input>& files) {
  std::multimap<std::string, std::size_t> all;
  for (std::size_t i = 0; i < files.size(); ++i) {
    all.emplace(id_of_input(files[i]), i);
    if (files[i].build)
      for (const std::string& path : files[i].build->of)
        if (const auto status = file_status(path); status)
          all.emplace(id_of(*status), i);
  }
  return all;
}

template <class T>
void append(std::vector<T>& all, std::vector<T>& more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

void append_new(std::vector<Error>& all, std::vector<Error>& more) {
  for (Error& error : more)
    if (std::none_of(all.begin(), all.end(), [&](const Error& one) {
          return one.message == error.message;
        }))
      all.push_back(std::move(error));
}

}  // namespace

Result<NamedInputs> NamedInputs::find_alone(const InputWishes& wishes,
                                            const Io& io) {
  auto found = find_inputs(wishes, io);
  if (!found) return found.error();
  NamedInputs made;
  made.inputs_ = std::move(*found);
  made.all_ = true;
  return made;
}

Result<NamedInputs> NamedInputs::find(const InputWishes& wishes, const Io& io) {
  InputWishes alone = wishes;
  alone.builds = {};  // what is built is a matter of the whole
  auto named = find_inputs(alone, io);
  if (!named) return named.error();
  InputWishes around = wishes;
  around.filename.clear();
  around.paths = {root_from_here()};
  if (around.paths.front().empty()) return find_alone(wishes, io);
  auto all = find_inputs(around, io);
  if (!all) return all.error();
  NamedInputs made;
  made.inputs_ = std::move(*all);
  const std::multimap<std::string, std::size_t> known =
      by_id(made.inputs_.files);
  for (Input& input : named->files) {
    const std::string id = id_of_input(input);
    const auto [begin, end] = known.equal_range(id);
    made.whole_.insert(input.whole);
    if (id.empty() || begin == end) {
      made.named_.insert(input.path);
      made.inputs_.files.push_back(std::move(input));
      continue;
    }
    for (auto at = begin; at != end; ++at) {
      const Input& taken = made.inputs_.files[at->second];
      made.named_.insert(taken.path);
      if (!taken.build) made.whole_.insert(taken.whole);
    }
  }
  made.whole_.erase("");
  append_new(made.inputs_.errors, named->errors);
  append(made.inputs_.left_out, named->left_out);
  append(made.inputs_.kustomizations, named->kustomizations);
  made.inputs_.unread_pipe = named->unread_pipe;
  return made;
}

void NamedInputs::add_shaped(const MeshGroups& groups,
                             const std::vector<std::string>& kustomizations) {
  if (all_) return;
  // The config says of each file whether it is in one of its groups.
  all_ = std::any_of(whole_.begin(), whole_.end(), [](const std::string& path) {
    return std::filesystem::path(path).filename() == config_file_name;
  });
  for (const MeshGroup& group : groups.all())
    if (shapes(group, kustomizations))
      for (const GroupMember& member : group.members)
        named_.insert(groups.files()[member.file].shown);
}

bool NamedInputs::shapes(const MeshGroup& group,
                         const std::vector<std::string>& all) const {
  if (std::any_of(group.kustomizations.begin(), group.kustomizations.end(),
                  [&](std::uint32_t i) { return whole_.contains(all[i]); }))
    return true;
  // One that only includes others.
  return group.by == GroupBy::kustomization && group.folder &&
         std::any_of(kustomization_names.begin(), kustomization_names.end(),
                     [&](std::string_view name) {
                       return whole_.contains(joined_path(*group.folder, name));
                     });
}

}  // namespace asmgw::cli
