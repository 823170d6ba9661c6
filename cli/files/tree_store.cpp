// Links are followed by their names alone, all of them one step at a time.
#include "cli/files/tree_store.h"

#include "base/text.h"

#include <fmt/core.h>

#include <filesystem>
#include <utility>

namespace asmgw::cli {
namespace {

using Is = FolderEntry::Is;

constexpr int most_links = 9;  // on the way to one file

}  // namespace

std::optional<std::string> path_inside(std::string_view folder,
                                       std::string_view path) {
  const std::filesystem::path joined = fmt::format("./{}/{}", folder, path);
  std::string whole = joined.lexically_normal().string();
  if (whole == ".." || whole.starts_with("../")) return std::nullopt;
  if (whole.ends_with('/')) whole.pop_back();
  return whole == "." ? "" : whole;
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
  if (const auto error = follow(paths)) return *error;
  std::vector<PathEnd> ends;
  ends.reserve(paths.size());
  for (const std::string& path : paths) ends.push_back(end_of(path));
  return ends;
}

PathEnd TreeStore::end_of(const std::string& path) const {
  const Place* place = place_of(path);
  if (!place && ends_.contains(path))
    return {.why = in_quotes(path) + " is a link that leads to no file here"};
  if (!place)
    return {is_folder(path) ? PathEnd::Is::folder : PathEnd::Is::nothing};
  const auto& [end, node] = *place;
  if (node.is == Is::folder) return {PathEnd::Is::folder};
  if (node.is == Is::other) return {PathEnd::Is::other, {}, node.why};
  if (!node.why.empty()) return {.why = node.why};
  return {PathEnd::Is::file, end};
}

bool TreeStore::is_folder(const std::string& path) const {
  const auto below = nodes_.lower_bound(path + '/');
  return path.empty() ||
         (below != nodes_.end() && below->first.starts_with(path + '/'));
}

const TreeStore::Place* TreeStore::place_of(const std::string& path) const {
  const auto link = ends_.find(path);
  if (link != ends_.end()) return link->second;
  const auto found = nodes_.find(path);
  return found == nodes_.end() ? nullptr : &*found;
}

std::optional<Error> TreeStore::follow(const std::vector<std::string>& paths) {
  const auto is_link = [](const Place* at) {
    return at && at->second.is == Is::link;
  };
  std::vector<std::pair<std::string, const Place*>> ways;
  for (const std::string& path : paths)
    if (const Place* at = place_of(path); is_link(at))
      ways.emplace_back(path, at);
  if (ways.empty()) return std::nullopt;
  const auto all = this->all();
  if (!all) return all.error();
  for (int i = 0; i < most_links; ++i) {
    std::vector<std::string> ids;
    std::vector<const Place**> open;
    for (auto& [path, at] : ways) {
      if (!is_link(at)) continue;
      ids.push_back(at->second.id);
      open.push_back(&at);
    }
    const auto targets = targets_of(ids);
    if (!targets) return targets.error();
    for (std::size_t k = 0; k < open.size(); ++k)
      *open[k] = next_of(**open[k], (*targets)[k], **all);
  }
  for (const auto& [path, at] : ways)
    ends_[path] = at && at->second.is == Is::file ? at : nullptr;
  return std::nullopt;
}

const TreeStore::Place* TreeStore::next_of(const Place& link,
                                           const std::string& target,
                                           const Nodes& all) {
  if (target.empty() || target.front() == '/') return nullptr;
  const auto path = path_inside(folder_of(link.first), target);
  const auto found = path ? all.find(*path) : all.end();
  return found == all.end() ? nullptr : &*found;
}

std::optional<Error> MemoryStore::read(const std::vector<std::string>& paths,
                                       const ReadLimits& limits,
                                       const TakeText& take) {
  if (const auto ends = find(paths); !ends) return ends.error();
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Place* place = place_of(paths[i]);
    if (!place) continue;
    const std::string& text = place->second.id;
    const bool too_large = text.size() > limits.each;
    take(i, {too_large ? "" : text, text.size(), too_large});
  }
  return std::nullopt;
}

}  // namespace asmgw::cli
