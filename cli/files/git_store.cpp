// One run of git lists, two read: never one a file.
#include "cli/files/git_store.h"

#include "base/text.h"
#include "cli/files/tree_store.h"
#include "model/kustomization.h"

#include <utility>

namespace asmgw::cli {
namespace {

using Is = FolderEntry::Is;

bool is_ours(const GitEntry& entry) {
  const auto name =
      std::string_view(entry.path).substr(entry.path.rfind('/') + 1);
  return is_manifest_name(name) || is_kustomization(name);
}

class GitStore : public TreeStore {
 public:
  GitStore(const GitPlace& place, char stage) : place_(place), stage_(stage) {}

  /// Call first, unless it is of the index.
  std::optional<Error> find_tree(const std::string& rev) {
    const auto object = git_object(rev);
    if (!object) return object.error();
    const auto root = git_object(*object + "^{tree}");
    if (!root) return Error{in_quotes(rev) + " is neither a commit nor a tree"};
    tree_ = *root;
    lookup_ = tree_ + ":";
    return std::nullopt;
  }

  std::optional<Error> list_at(const std::string& path) {
    before_ = joined_path(path, "");
    return add_to(nodes_, path, [&](const GitEntry& entry) {
      if (!is_of_stage(entry) && stage_ != '0') return false;
      // A folder is there, whatever it holds.
      if (!path.empty() && entry.path != path) nodes_[path].is = Is::folder;
      return entry.path == path || is_ours(entry);
    });
  }

  std::optional<Error> read(const std::vector<std::string>& paths,
                            const ReadLimits& limits,
                            const TakeText& take) override {
    if (const auto ends = find(paths); !ends) return ends.error();
    std::vector<std::string> names;
    names.reserve(paths.size());
    for (const std::string& path : paths) {
      const Place* place = place_of(path);
      const bool listed = place || path.starts_with(before_);
      names.push_back(!listed ? lookup_ + path : place ? place->second.id : "");
    }
    auto blobs = git_blobs(names, limits);
    if (!blobs) return blobs.error();
    for (std::size_t i = 0; i < names.size(); ++i)
      if (GitBlob& blob = (*blobs)[i]; blob.there)
        take(i, {std::move(blob.text), 0, blob.too_large});
    return std::nullopt;
  }

 private:
  Result<std::vector<std::string>> targets_of(
      const std::vector<std::string>& ids) override {
    auto blobs = git_blobs(ids, {4096, 64 << 20, "links"});
    if (!blobs) return blobs.error();
    std::vector<std::string> targets;
    targets.reserve(ids.size());
    for (GitBlob& blob : *blobs) targets.push_back(std::move(blob.text));
    return targets;
  }

  /// Links lead anywhere, wherever the path is.
  Result<const Nodes*> all() override {
    const auto error = add_to(all_, "", [this](const GitEntry& one) {
      return (one.is_file() || one.is_link()) && is_of_stage(one);
    });
    if (error) return *error;
    return &all_;
  }

  std::optional<Error> add_to(Nodes& nodes, const std::string& path,
                              const KeepEntry& keep) const {
    const auto listed = tree_.empty() ? git_index(place_, path, keep)
                                      : git_tree(tree_, path, keep);
    if (!listed) return listed.error();
    for (const GitEntry& entry : *listed)
      nodes.insert_or_assign(entry.path, node_of(entry));
    return std::nullopt;
  }

  [[nodiscard]] bool is_of_stage(const GitEntry& entry) const {
    return entry.stage == stage_ || entry.stage == '0';
  }

  [[nodiscard]] Node node_of(const GitEntry& entry) const {
    if (!is_of_stage(entry))
      return {.why = in_quotes(entry.path) + " is in conflict in the index"};
    if (entry.is_link()) return {Is::link, entry.id};
    if (entry.is_file()) return {Is::file, entry.id};
    return {Is::other, entry.id, "a submodule"};
  }

  const GitPlace& place_;
  const char stage_;
  std::string before_;  ///< what paths begin with that are listed
  std::string tree_;    ///< the whole one; "" of the index
  std::string lookup_ = {':', stage_, ':'};  ///< before a path for cat-file
  Nodes all_;  ///< what links may lead to, if there are any
};

}  // namespace

Result<std::unique_ptr<FileStore>> git_store(const std::string& rev, char stage,
                                             const std::string& path,
                                             const GitPlace& place) {
  auto store = std::make_unique<GitStore>(place, stage);
  if (!rev.empty())
    if (const auto error = store->find_tree(rev)) return *error;
  if (const auto error = store->list_at(path)) return *error;
  return std::unique_ptr<FileStore>(std::move(store));
}

}  // namespace asmgw::cli
