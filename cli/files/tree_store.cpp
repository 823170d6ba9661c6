// Links are followed by their names alone, all of them one step at a time.
#include "cli/files/tree_store.h"

#include "base/text.h"

#include <algorithm>
#include <utility>

namespace asmgw::cli {
namespace {

using Is = FolderEntry::Is;

constexpr int most_links = 9;  // on the way to one file

/// Takes the part before the next slash.
std::string_view take_part(std::string_view& path) {
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(part.size() + 1, path.size()));
  return part;
}

}  // namespace

std::optional<std::string> path_inside(std::string_view folder,
                                       std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::string_view* rest : {&folder, &path}) {
    while (!rest->empty()) {
      const std::string_view part = take_part(*rest);
      if (part == ".." && parts.empty()) return std::nullopt;
      if (part == "..")
        parts.pop_back();
      else if (!part.empty() && part != ".")
        parts.push_back(part);
    }
  }
  std::string whole;
  for (std::string_view part : parts) whole = joined_path(whole, part);
  return whole;
}

Result<std::vector<FolderEntry>> TreeStore::list(const std::string& folder) {
  const std::string before = folder.empty() ? "" : folder + "/";
  std::vector<FolderEntry> found;
  auto at = nodes_.lower_bound(before);
  while (at != nodes_.end() && at->first.starts_with(before)) {
    std::string name = at->first.substr(before.size());
    const std::size_t slash = name.find('/', 1);
    if (slash == std::string::npos) {
      found.push_back({std::move(name), at->second.is});
      ++at;
      continue;
    }
    name.resize(slash);
    constexpr char behind_slash = '/' + 1;
    at = nodes_.lower_bound(before + name + behind_slash);
    found.push_back({std::move(name), Is::folder});
  }
  return found;
}

Result<std::vector<PathEnd>> TreeStore::find(
    const std::vector<std::string>& paths) {
  std::vector<std::string> links;
  for (const std::string& path : paths)
    if (const Node* node = node_at(path); node && node->is == Is::link)
      links.push_back(path);
  if (const auto error = follow(links)) return *error;
  std::vector<PathEnd> ends;
  ends.reserve(paths.size());
  for (const std::string& path : paths) ends.push_back(end_of(path));
  return ends;
}

PathEnd TreeStore::end_of(const std::string& path) const {
  if (const auto link = ends_.find(path); link != ends_.end()) {
    if (link->second) return {PathEnd::Is::file, link->second->first};
    return {.why = in_quotes(path) + " is a link that leads to no file here"};
  }
  const auto found = nodes_.find(path);
  if (found == nodes_.end())
    return {is_folder(path) ? PathEnd::Is::folder : PathEnd::Is::nothing};
  const Node& node = found->second;
  if (node.is == Is::folder) return {PathEnd::Is::folder};
  if (node.is == Is::other) return {PathEnd::Is::other, {}, node.why};
  if (!node.why.empty()) return {.why = node.why};
  return {PathEnd::Is::file, path};
}

bool TreeStore::is_folder(const std::string& path) const {
  const auto below = nodes_.lower_bound(path + '/');
  return path.empty() ||
         (below != nodes_.end() && below->first.starts_with(path + '/'));
}

const TreeStore::Node* TreeStore::node_at(const std::string& path) const {
  if (const auto link = ends_.find(path); link != ends_.end())
    return link->second ? &link->second->second : nullptr;
  const auto found = nodes_.find(path);
  return found == nodes_.end() ? nullptr : &found->second;
}

std::optional<Error> TreeStore::follow(const std::vector<std::string>& links) {
  if (links.empty()) return std::nullopt;
  const auto all = this->all();
  if (!all) return all.error();
  std::vector<Place> ways;
  ways.reserve(links.size());
  for (const std::string& link : links) ways.push_back(&*nodes_.find(link));
  for (int i = 0; i < most_links; ++i) {
    std::vector<std::string> ids;
    std::vector<Place*> open;
    for (Place& way : ways) {
      if (!way || way->second.is != Is::link) continue;
      ids.push_back(way->second.id);
      open.push_back(&way);
    }
    const auto targets = targets_of(ids);
    if (!targets) return targets.error();
    for (std::size_t k = 0; k < open.size(); ++k)
      *open[k] = next_of(*open[k], (*targets)[k], **all);
  }
  for (std::size_t i = 0; i < links.size(); ++i)
    ends_[links[i]] =
        ways[i] && ways[i]->second.is == Is::file ? ways[i] : nullptr;
  return std::nullopt;
}

TreeStore::Place TreeStore::next_of(Place link, const std::string& target,
                                    const Nodes& all) {
  if (target.empty() || target.front() == '/') return nullptr;
  const auto path = path_inside(folder_of(link->first), target);
  const auto found = path ? all.find(*path) : all.end();
  return found == all.end() ? nullptr : &*found;
}

std::optional<Error> MemoryStore::read(const std::vector<std::string>& paths,
                                       const ReadLimits& limits,
                                       const TakeText& take) {
  if (const auto ends = find(paths); !ends) return ends.error();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Node* node = node_at(paths[i]);
    if (!node) continue;
    const bool too_large = node->id.size() > limits.each;
    take(i, {too_large ? "" : node->id, node->id.size(), too_large});
  }
  return std::nullopt;
}

}  // namespace asmgw::cli
