// A file that is settled by one rule is left out of the next ones.
#include "mesh/group_maker.h"

#include "base/file.h"
#include "base/glob.h"
#include "base/text.h"
#include "mesh/kustomize_reach.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace asmgw {
namespace {

using Folders = std::map<std::string, std::vector<FileIndex>>;

std::string before_files(const std::string& folder) {
  return folder.empty() || folder.back() == '/' ? folder : folder + '/';
}

const std::string& shown(const GroupedFile& file) {
  return file.shown.empty() ? file.path : file.shown;
}

/// As Argo CD does: `*` stays in its part of the path, `**` crosses slashes.
bool folder_matches(const std::string& glob, const std::string& folder) {
  return whole_matches(glob, folder, !contains(glob, "**"));
}

/// How many folders are compared with globs, and how many files taken of
/// folders, of all objects that apply folders. A repository comes nowhere near;
/// beyond, such objects say nothing.
constexpr std::size_t most_steps = 2'000'000;

class Maker {
 public:
  explicit Maker(const GroupInput& input)
      : input_(input), reach_(input), settled_(input.files.size()) {
    for (FileIndex i = 0; i < input.files.size(); ++i) {
      const GroupedFile& file = input.files[i];
      if (!file.built_of.empty()) built_.push_back(i);
      if (file.alone) continue;
      folders_[std::string(folder_of(file.path))].push_back(i);
      by_path_.try_emplace(file.path, i);
    }
  }

  MadeGroups make() {
    if (input_.scope == GroupScope::groups) {
      add_config();
      add_inputs();
      add_kustomizations();
      add_all_deployed();
      add_folders();
    } else {
      add_by_option();
    }
    return finish();
  }

 private:
  struct Pending {
    MeshGroup group;
    std::vector<KustomizationIndex> through;
  };

  MeshGroup& add(GroupBy by, std::string name, std::string why) {
    MeshGroup& made = pending_.emplace_back().group;
    made.by = by;
    made.name = std::move(name);
    made.why = std::move(why);
    return made;
  }

  void add_by_option() {
    const bool one = input_.scope == GroupScope::together;
    for (FileIndex i = 0; i < input_.files.size(); ++i) {
      if (!one)
        add(GroupBy::option, shown(input_.files[i]), "each file by itself");
      else if (i == 0)
        add(GroupBy::option, "all", "all files together");
      pending_.back().group.members.push_back({i, {}});
    }
  }

  void add_inputs() {
    for (FileIndex i = 0; i < input_.files.size(); ++i) {
      const GroupedFile& file = input_.files[i];
      if (!file.alone || settled_[i]) continue;
      const bool built = !file.built_of.empty();
      MeshGroup& made = add(GroupBy::input, shown(file),
                            built ? "built of one folder" : "one input");
      made.members.push_back({i, {}});
      if (built) made.folder = file.built_of;
      settled_[i] = true;
    }
  }

  void add_config() {
    if (!input_.config) return;
    const std::string before = before_files(input_.config->folder);
    for (const ConfigGroup& said : input_.config->groups) {
      MeshGroup& made =
          add(GroupBy::config, said.name, "groups: of the config");
      const auto take = [&](const std::string& path, FileIndex i) {
        if (path.starts_with(before) &&
            any_matches(said.globs, path.substr(before.size())))
          made.members.push_back({i, {}});
      };
      for (const auto& [path, i] : by_path_) take(path, i);
      for (FileIndex i : built_) take(input_.files[i].path, i);
      if (made.members.empty()) pending_.pop_back();
    }
    settle();
  }

  /// What the groups so far hold.
  void settle() {
    for (const Pending& one : pending_)
      for (const GroupMember& member : one.group.members)
        settled_[member.file] = true;
  }

  void add_kustomizations() {
    const auto count =
        static_cast<KustomizationIndex>(input_.kustomizations.size());
    std::vector<bool> reached(count);
    std::vector<Pending> made;
    for (const bool tops : {true, false})  // then those in circles
      for (KustomizationIndex i : in_order_of_paths())
        if (reach_.is_top(i) == tops && !reached[i])
          add_kustomization(i, reached, made);
    std::move(made.begin(), made.end(), std::back_inserter(pending_));
    settle();
  }

  [[nodiscard]] std::vector<KustomizationIndex> in_order_of_paths() const {
    const auto& all = input_.kustomizations;
    std::vector<KustomizationIndex> order(all.size());
    for (KustomizationIndex i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return all[a].path < all[b].path; });
    return order;
  }

  void add_kustomization(KustomizationIndex i, std::vector<bool>& reached,
                         std::vector<Pending>& out) {
    const PlacedKustomization& top = input_.kustomizations[i];
    KustomizeReach::Reached found = reach_.from(i);
    for (KustomizationIndex one : found.through) reached[one] = true;
    const bool news = std::any_of(
        found.members.begin(), found.members.end(),
        [&](const GroupMember& member) { return !settled_[member.file]; });
    if (!news) return;
    Pending made;
    const std::string folder(folder_of(top.path));
    made.group.by = GroupBy::kustomization;
    made.group.name = shown_folder(folder, top.shown);
    made.group.why =
        "kustomization " + (top.shown.empty() ? top.path : top.shown);
    made.group.folder = folder;
    made.group.members = std::move(found.members);
    made.group.patches = std::move(found.patches);
    made.group.remote = std::move(found.remote);
    made.group.missing = std::move(found.missing);
    made.group.kustomizations = std::move(found.defining);
    made.through = std::move(found.through);
    out.push_back(std::move(made));
  }

  void add_all_deployed() {
    std::vector<const PlacedFolders*> all;
    for (const PlacedFolders& placed : input_.folders) all.push_back(&placed);
    std::stable_sort(all.begin(), all.end(), [](const auto* a, const auto* b) {
      return std::tie(a->said.by, a->said.name, a->root) <
             std::tie(b->said.by, b->said.name, b->root);
    });
    for (const PlacedFolders* placed : all) add_deployed(*placed);
    settle();
  }

  void add_deployed(const PlacedFolders& placed) {
    const DeployedFolders& said = placed.said;
    std::set<std::string> excluded, all;
    for (const std::string& path : said.excluded)
      for (std::string& folder : matching(placed.root, path))
        excluded.insert(std::move(folder));
    for (const std::string& path : said.paths)
      for (std::string& folder : matching(placed.root, path))
        if (!excluded.contains(folder)) all.insert(std::move(folder));
    if (!said.each || all.size() == 1) return add_deployed(said, all);
    for (const std::string& folder : all) add_deployed(said, {folder});
  }

  void add_deployed(const DeployedFolders& said,
                    const std::set<std::string>& folders) {
    std::set<FileIndex> files;
    for (const std::string& folder : folders)
      collect(folder, said.below, files);
    if (files.empty()) return;
    const Renaming renaming{said.namespace_, "", "", !said.all_namespaces};
    const bool one = folders.size() == 1;
    if (!deployed_.insert({{files.begin(), files.end()}, said.namespace_})
             .second)
      return;
    MeshGroup& made = add(GroupBy::deployment,
                          one ? shown_folder(*folders.begin(), "") : said.name,
                          said.by + (said.name.empty() ? "" : " " + said.name));
    if (one) made.folder = *folders.begin();
    for (FileIndex file : files) made.members.push_back({file, renaming});
  }

  /// The files of a folder that are free yet.
  void collect(const std::string& folder, bool below,
               std::set<FileIndex>& out) {
    const auto take = [&](const std::vector<FileIndex>& files) {
      for (FileIndex file : files) {
        if (steps_left_ == 0) return;
        --steps_left_;
        if (!settled_[file]) out.insert(file);
      }
    };
    if (const auto own = folders_.find(folder); own != folders_.end())
      take(own->second);
    if (!below) return;
    const std::string before = before_files(folder);
    for (auto it = folders_.lower_bound(before);
         it != folders_.end() && it->first.starts_with(before); ++it)
      if (it->first != folder) take(it->second);
  }

  /// Folders of the inputs, and those above them.
  std::vector<std::string> matching(const std::string& root,
                                    const std::string& path) {
    const std::string wanted = resolved_path(root, path);
    if (path.find_first_of("*?[") == std::string::npos) return {wanted};
    if (all_folders_.empty())
      for (const auto& [folder, files] : folders_)
        for (std::string_view at = folder; all_folders_.emplace(at).second;
             at = folder_of(at)) {
        }
    std::vector<std::string> found;
    for (const std::string& folder : all_folders_) {
      if (steps_left_ == 0) break;
      --steps_left_;
      if (folder_matches(wanted, folder)) found.push_back(folder);
    }
    return found;
  }

  void add_folders() {
    std::set<std::string> taken;
    for (const Pending& one : pending_)
      if (one.group.folder) taken.insert(*one.group.folder);
    for (const auto& [folder, files] : folders_) {
      std::vector<GroupMember> members;
      for (FileIndex file : files)
        if (!settled_[file]) members.push_back({file, {}});
      if (members.empty()) continue;
      const bool rest = taken.contains(folder);
      MeshGroup& made = add(
          GroupBy::folder, shown_folder(folder, "") + (rest ? " (rest)" : ""),
          rest ? "the other files of the folder" : "the files of a folder");
      made.folder = folder;
      made.members = std::move(members);
    }
  }

  /// As the files in it or below are shown, else as `kustomization` is.
  [[nodiscard]] std::string shown_folder(
      const std::string& folder, const std::string& kustomization) const {
    const std::string before = before_files(folder);
    const auto first = by_path_.lower_bound(before);
    std::string text(folder_of(kustomization));
    if (first != by_path_.end() && first->first.starts_with(before)) {
      const std::string rest = first->first.substr(before.size());
      const std::string& whole = shown(input_.files[first->second]);
      if (whole.ends_with(rest))
        text = whole.substr(0, whole.size() - rest.size());
    } else if (kustomization.empty()) {
      text = folder;
    }
    while (text.size() > 1 && text.back() == '/') text.pop_back();
    return text.empty() ? "." : text;
  }

  MadeGroups finish() {
    for (Pending& one : pending_)
      std::sort(one.group.members.begin(), one.group.members.end(),
                [](const GroupMember& a, const GroupMember& b) {
                  const auto key = [](const GroupMember& it) {
                    return std::tie(it.file, it.renaming.namespace_,
                                    it.renaming.prefix, it.renaming.suffix);
                  };
                  return key(a) < key(b);
                });
    std::stable_sort(pending_.begin(), pending_.end(),
                     [](const Pending& a, const Pending& b) {
                       const auto key = [](const MeshGroup& it) {
                         return std::tie(it.by, it.name, it.folder, it.why);
                       };
                       return key(a.group) < key(b.group);
                     });
    MadeGroups made;
    made.cut_off = steps_left_ == 0 || reach_.cut_off();
    add_included(made);
    std::set<std::string> names;
    for (Pending& one : pending_) {
      name_once(one.group, names);
      made.groups.push_back(std::move(one.group));
    }
    return made;
  }

  static void name_once(MeshGroup& group, std::set<std::string>& names) {
    const std::string wish = group.name;
    for (int i = 2; !names.insert(group.name).second; ++i)
      group.name = fmt::format("{} ({})", wish, i);
  }

  void add_included(MadeGroups& made) const {
    std::map<KustomizationIndex, std::vector<GroupIndex>> in;
    for (GroupIndex i = 0; i < pending_.size(); ++i)
      for (KustomizationIndex one : pending_[i].through)
        if (!reach_.is_top(one)) in[one].push_back(i);
    for (auto& [index, groups] : in) {
      const PlacedKustomization& one = input_.kustomizations[index];
      made.included.push_back(
          {one.shown.empty() ? one.path : one.shown, std::move(groups)});
    }
    std::sort(made.included.begin(), made.included.end(),
              [](const auto& a, const auto& b) { return a.shown < b.shown; });
  }

  const GroupInput& input_;
  KustomizeReach reach_;
  std::vector<bool> settled_;
  Folders folders_;  ///< the files directly in them
  std::map<std::string, FileIndex> by_path_;
  std::vector<FileIndex> built_;
  std::set<std::string> all_folders_;  ///< made when first asked for
  std::set<std::pair<std::vector<FileIndex>, std::string>> deployed_;
  std::vector<Pending> pending_;
  std::size_t steps_left_ = most_steps;
};

}  // namespace

std::string resolved_path(const std::string& folder, const std::string& path) {
  std::string made =
      (std::filesystem::path(folder) / path).lexically_normal().string();
  while (made.size() > 1 && made.back() == '/') made.pop_back();
  return made == "." ? "" : made;
}

MadeGroups make_groups(const GroupInput& input) { return Maker(input).make(); }

}  // namespace asmgw
