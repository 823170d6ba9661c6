// One run of git lists, two read: never one a file.
#include "cli/files/git_store.h"

#include "base/text.h"

#include <utility>

namespace asmgw::cli {
namespace {

bool is_manifest(const GitEntry& entry) {
  return is_manifest_name(
      std::string_view(entry.path).substr(entry.path.rfind('/') + 1));
}

}  // namespace

Result<GitStore> GitStore::open(const std::string& rev, char stage,
                                const std::string& path,
                                const GitPlace& place) {
  GitStore made(place, stage);
  const auto error =
      rev.empty() ? made.list_index(path) : made.list_tree(rev, path);
  if (error) return *error;
  return made;
}

std::optional<Error> GitStore::list_tree(const std::string& rev,
                                         const std::string& path) {
  const auto object = git_object(rev);
  if (!object) return object.error();
  const auto root = git_object(*object + "^{tree}");
  if (!root) return Error{in_quotes(rev) + " is neither a commit nor a tree"};
  tree_ = *root;
  lookup_ = tree_ + ":";
  if (path.empty()) return add(git_below(tree_, "", is_manifest), nodes_);
  const auto found = git_entry(tree_, path);
  if (!found) return found.error();
  there_ = !found->empty();
  if (!there_ || !found->front().is_tree()) return add(found, nodes_);
  return add(git_below(found->front().id, path + "/", is_manifest), nodes_);
}

std::optional<Error> GitStore::list_index(const std::string& path) {
  lookup_ = {':', stage_, ':'};
  there_ = path.empty();
  const auto keep = [&](const GitEntry& entry) {
    if (!is_of_stage(entry) && stage_ != '0') return false;
    there_ = true;
    return entry.path == path || is_manifest(entry);
  };
  return add(git_index(place_, path, keep), nodes_);
}

Result<const TreeStore::Nodes*> GitStore::all() {
  if (all_) return &*all_;
  const auto keep = [this](const GitEntry& one) {
    return (one.is_file() || one.is_link()) &&
           (!tree_.empty() || is_of_stage(one));
  };
  Nodes nodes;
  if (const auto error = add(tree_.empty() ? git_index(place_, "", keep)
                                           : git_below(tree_, "", keep),
                             nodes))
    return *error;
  return &all_.emplace(std::move(nodes));
}

std::optional<Error> GitStore::add(const GitEntries& entries,
                                   Nodes& nodes) const {
  if (!entries) return entries.error();
  for (const GitEntry& entry : *entries)
    nodes.emplace(entry.path, node_of(entry));
  return std::nullopt;
}

bool GitStore::is_of_stage(const GitEntry& entry) const {
  return entry.stage == stage_ || entry.stage == '0';
}

TreeStore::Node GitStore::node_of(const GitEntry& entry) const {
  if (!is_of_stage(entry))
    return {.why = in_quotes(entry.path) + " is in conflict in the index"};
  if (entry.is_link()) return {FolderEntry::Is::link, entry.id};
  if (entry.is_file()) return {FolderEntry::Is::file, entry.id};
  return {FolderEntry::Is::other, entry.id, "a submodule"};
}

Result<std::vector<std::string>> GitStore::targets_of(
    const std::vector<std::string>& ids) {
  auto blobs = git_blobs(ids, {4096, 64 << 20, "links"});
  if (!blobs) return blobs.error();
  std::vector<std::string> targets;
  targets.reserve(blobs->size());
  for (GitBlob& blob : *blobs) targets.push_back(std::move(blob.text));
  return targets;
}

std::optional<Error> GitStore::read(const std::vector<std::string>& paths,
                                    const ReadLimits& limits,
                                    const TakeText& take) {
  std::vector<std::string> names;
  names.reserve(paths.size());
  for (const std::string& path : paths) {
    const Node* node = node_at(path);
    names.push_back(node ? node->id : lookup_ + path);
  }
  auto blobs = git_blobs(names, limits);
  if (!blobs) return blobs.error();
  for (std::size_t i = 0; i < names.size(); ++i)
    if (GitBlob& blob = (*blobs)[i]; blob.there)
      take(i, {std::move(blob.text), 0, blob.too_large});
  return std::nullopt;
}

}  // namespace asmgw::cli
