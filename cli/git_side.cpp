// Lists, picks, orders, reads, and looks for kustomization files.
#include "cli/git_side.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/glob.h"
#include "model/kustomization.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace asmgw::cli {
namespace {

constexpr BlobLimits of_kustomizations{1 << 20, 64 << 20,
                                       "kustomization files"};
constexpr BlobLimits of_links{4096, 64 << 20, "links"};
constexpr std::uint64_t largest_files = 4;  // that a side may hold
constexpr std::array<std::string_view, 3> kustomizations{
    "kustomization.yaml", "kustomization.yml", "Kustomization"};

/// Takes the part before the next slash.
std::string_view take_part(std::string_view& path) {
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(std::min(part.size() + 1, path.size()));
  return part;
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? "" : path.substr(0, slash);
}

std::string_view name_in_folder(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string below(std::string_view folder, std::string_view name) {
  std::string path(folder);
  if (!path.empty() && path.back() != '/') path += '/';
  return path.append(name);
}

/// `folder/path` without dots and empty parts, unless it leads out of all.
std::optional<std::string> joined_parts(std::string_view folder,
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
  for (std::string_view part : parts) whole = below(whole, part);
  return whole;
}

bool in_hidden_folder(std::string_view path) {
  while (path.find('/') != std::string_view::npos)
    if (take_part(path).starts_with('.')) return true;
  return false;
}

/// As a walk goes: by names within each folder, a folder where its name is.
bool comes_first(const GitEntry& a, const GitEntry& b) {
  std::string_view left = a.path, right = b.path;
  while (!left.empty() && !right.empty()) {
    const std::string_view x = take_part(left), y = take_part(right);
    if (x != y) return x < y;
  }
  return left.empty() && !right.empty();
}

class Reader {
 public:
  Reader(const GitName& name, const GitPlace& place, const GitWishes& wishes)
      : name_(name), place_(place), wishes_(wishes) {}

  Result<std::vector<SideFile>> read() {
    auto path = path_from_root(place_, name_.path);
    if (!path)
      return Error{in_quotes(name_.path) + " is outside of the repository"};
    path_ = std::move(*path);
    if (const auto error = name_.rev.empty() ? list_index() : list_tree())
      return *error;
    if (const auto error = follow_links()) return *error;
    std::sort(entries_.begin(), entries_.end(), comes_first);
    if (const auto error = read_texts()) return *error;
    if (const auto error = mark_patches()) return *error;
    return std::move(files_);
  }

 private:
  std::optional<Error> absent() const {
    if (wishes_.may_lack) return std::nullopt;
    const std::string rev =
        name_.text.substr(0, name_.text.size() - name_.path.size() - 1);
    return Error{fmt::format("no {} in {}", in_quotes(path_),
                             name_.rev.empty() ? "the index" : in_quotes(rev))};
  }

  std::optional<Error> list_tree() {
    const auto object = git_object(name_.rev);
    if (!object) return object.error();
    const auto root = git_object(*object + "^{tree}");
    if (!root)
      return Error{in_quotes(name_.rev) + " is neither a commit nor a tree"};
    root_ = *root;
    lookup_ = root_ + ":";
    if (path_.empty()) return list_below(*root);
    const auto found = git_entry(*root, path_);
    if (!found) return found.error();
    if (found->empty()) return absent();
    const GitEntry& entry = found->front();
    if (entry.is_tree()) return list_below(entry.id);
    return add_named(entry);
  }

  std::optional<Error> list_below(const std::string& tree) {
    auto found =
        git_below(tree, path_.empty() ? "" : path_ + "/",
                  [this](const GitEntry& entry) { return is_picked(entry); });
    if (!found) return found.error();
    entries_ = std::move(*found);
    return std::nullopt;
  }

  std::optional<Error> list_index() {
    lookup_ = {':', name_.stage, ':'};
    bool there = path_.empty();
    auto found = git_index(place_, path_, [&](const GitEntry& entry) {
      if (!is_of_stage(entry) && name_.stage != '0') return false;
      there = true;
      return entry.path == path_ || is_picked(entry);
    });
    if (!found) return found.error();
    for (GitEntry& entry : *found) {
      if (!is_of_stage(entry))
        return Error{in_quotes(entry.path) + " is in conflict in the index"};
      if (entry.path == path_) return add_named(entry);
      entries_.push_back(std::move(entry));
    }
    return there ? std::nullopt : absent();
  }

  [[nodiscard]] bool is_of_stage(const GitEntry& entry) const {
    return entry.stage == name_.stage || entry.stage == '0';
  }

  /// A file that is named is read whatever it is called.
  std::optional<Error> add_named(const GitEntry& entry) {
    if (!entry.is_file() && !entry.is_link())
      return Error{in_quotes(path_) + " is a submodule"};
    if (!any_matches(wishes_.exclude, entry.path)) entries_.push_back(entry);
    return std::nullopt;
  }

  /// A link counts as the file that it leads to, unless that is here as well;
  /// one to anything else as nothing.
  std::optional<Error> follow_links() {
    const auto first =
        std::stable_partition(entries_.begin(), entries_.end(),
                              [](const auto& one) { return one.is_file(); });
    const std::vector<GitEntry> links(first, entries_.end());
    entries_.erase(first, entries_.end());
    if (links.empty()) return std::nullopt;
    std::set<std::string> seen;
    for (const GitEntry& file : entries_) seen.insert(file.path);
    const auto ends = ends_of(links, seen);
    if (!ends) return ends.error();
    for (std::size_t i = 0; i < links.size(); ++i) {
      const GitEntry& end = (*ends)[i];
      if (!end.is_file() && links[i].path == path_)
        return Error{in_quotes(path_) +
                     " is a link that leads to no file here"};
      if (!end.is_file() || !seen.insert(end.path).second) continue;
      entries_.push_back(links[i]);
      entries_.back().id = end.id;
    }
    return std::nullopt;
  }

  /// Where links end; an entry without a mode, if that is nothing, one of
  /// `seen`, or too far.
  Result<std::vector<GitEntry>> ends_of(std::vector<GitEntry> links,
                                        const std::set<std::string>& seen) {
    constexpr int most_links = 9;
    const auto all = files_and_links();
    if (!all) return all.error();
    for (int i = 0; i < most_links; ++i) {
      std::vector<std::string> ids;
      std::vector<GitEntry*> open;
      for (GitEntry& link : links) {
        if (!link.is_link()) continue;
        ids.push_back(link.id);
        open.push_back(&link);
      }
      const auto targets = git_blobs(ids, of_links);
      if (!targets) return targets.error();
      for (std::size_t k = 0; k < open.size(); ++k)
        *open[k] = next_of(*open[k], (*targets)[k].text, *all, seen);
    }
    return links;
  }

  static GitEntry next_of(const GitEntry& link, const std::string& target,
                          const std::map<std::string, GitEntry>& all,
                          const std::set<std::string>& seen) {
    const auto path = joined_parts(folder_of(link.path), target);
    if (target.empty() || target.front() == '/' || !path ||
        *path == link.path || seen.count(*path) > 0)
      return {};
    const auto found = all.find(*path);
    return found == all.end() ? GitEntry{} : found->second;
  }

  /// All that there is, wherever the name starts: links lead anywhere.
  [[nodiscard]] Result<std::map<std::string, GitEntry>> files_and_links()
      const {
    const auto keep = [this](const GitEntry& one) {
      return (one.is_file() || one.is_link()) &&
             (!root_.empty() || is_of_stage(one));
    };
    auto found = root_.empty() ? git_index(place_, "", keep)
                               : git_below(root_, "", keep);
    if (!found) return found.error();
    std::map<std::string, GitEntry> all;
    for (GitEntry& one : *found) {
      std::string path = one.path;
      all.emplace(std::move(path), std::move(one));
    }
    return all;
  }

  [[nodiscard]] std::string_view in_side(const GitEntry& entry) const {
    std::string_view inside = entry.path;
    if (!path_.empty()) inside.remove_prefix(path_.size() + 1);
    return inside;
  }

  [[nodiscard]] bool is_picked(const GitEntry& entry) const {
    if (!entry.is_file() && !entry.is_link()) return false;
    if (in_hidden_folder(in_side(entry))) return false;
    if (!is_manifest_name(name_in_folder(entry.path))) return false;
    const std::string written = written_path(entry);
    if (any_matches(wishes_.exclude, written)) return false;
    return wishes_.include.empty() || any_matches(wishes_.include, written);
  }

  /// As it is called from where the name starts, without REV and `./`.
  [[nodiscard]] std::string written_path(const GitEntry& entry) const {
    std::string_view start = name_.path;
    while (start.starts_with("./")) start.remove_prefix(2);
    if (start == ".") start = {};
    return below(start, in_side(entry));
  }

  [[nodiscard]] std::string printed(const GitEntry& entry) const {
    if (entry.path == path_) return name_.text;
    if (name_.path.empty()) return name_.text + std::string(in_side(entry));
    return below(name_.text, in_side(entry));
  }

  std::optional<Error> read_texts() {
    std::vector<std::string> ids;
    ids.reserve(entries_.size());
    for (const GitEntry& entry : entries_) ids.push_back(entry.id);
    auto blobs = git_blobs(ids, {wishes_.limit, wishes_.limit * largest_files,
                                 "a side (4 times --max-file-size)"});
    if (!blobs)
      return Error{
          fmt::format("{}: {}", visible(name_.text), blobs.error().message)};
    files_.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
      GitBlob& blob = (*blobs)[i];
      const std::string path = printed(entries_[i]);
      if (!blob.there) return lacking(path);
      if (blob.too_large) return too_large(path);
      files_.push_back({path, std::move(blob.text)});
    }
    return std::nullopt;
  }

  static Error lacking(const std::string& path) {
    return {fmt::format("{}: git has no bytes of this file{}", visible(path),
                        git_lack_hint())};
  }

  Error too_large(const std::string& path) const {
    return {fmt::format("{}: larger than {} MiB (--max-file-size)",
                        visible(path), wishes_.limit >> 20)};
  }

  /// Folders in which a kustomization file counts: all above a file.
  [[nodiscard]] std::set<std::string_view> folders() const {
    std::set<std::string_view> found;
    for (const GitEntry& entry : entries_) {
      std::string_view folder = folder_of(entry.path);
      while (found.insert(folder).second && !folder.empty())
        folder = folder_of(folder);
    }
    return found;
  }

  std::optional<Error> mark_patches() {
    std::vector<std::string> names;
    std::vector<std::string_view> homes;
    for (std::string_view folder : folders()) {
      for (std::string_view file : kustomizations) {
        names.push_back(lookup_ + below(folder, file));
        homes.push_back(folder);
      }
    }
    const auto blobs = git_blobs(names, of_kustomizations);
    if (!blobs) return blobs.error();
    std::set<std::string> patches;
    for (std::size_t i = 0; i < names.size(); ++i)
      for (const std::string& patch : patch_files((*blobs)[i].text))
        if (auto path = joined_parts(homes[i], patch))
          patches.insert(std::move(*path));
    for (std::size_t i = 0; i < files_.size(); ++i)
      if (patches.count(entries_[i].path) > 0) files_[i].role = FileRole::patch;
    return std::nullopt;
  }

  const GitName& name_;
  const GitPlace& place_;
  const GitWishes& wishes_;
  std::string path_;    ///< from the root
  std::string root_;    ///< the whole tree; "" of the index
  std::string lookup_;  ///< what stands before a path for cat-file
  std::vector<GitEntry> entries_;
  std::vector<SideFile> files_;  ///< of entries_
};

}  // namespace

std::optional<GitName> parse_git_name(const std::string& text) {
  std::size_t colon = 0;
  int depth = 0;  // `main@{12:00}` holds a colon that is none of ours
  for (; colon < text.size() && (text[colon] != ':' || depth > 0); ++colon) {
    if (text[colon] == '{') ++depth;
    if (text[colon] == '}') --depth;
  }
  // `:/words` is a commit with these words in its message.
  if (colon == text.size() || text.starts_with(":/")) return std::nullopt;
  GitName name{text.substr(0, colon), text.substr(colon + 1), '0', text};
  const bool staged = colon == 0 && name.path.size() > 1 &&
                      name.path[0] >= '0' && name.path[0] <= '3' &&
                      name.path[1] == ':';
  if (staged) {
    name.stage = name.path[0];
    name.path.erase(0, 2);
  }
  return name;
}

bool is_from_here(std::string_view path) {
  return path == "." || path == ".." || path.starts_with("./") ||
         path.starts_with("../");
}

std::optional<std::string> path_from_root(const GitPlace& place,
                                          std::string_view path) {
  return joined_parts(is_from_here(path) ? place.prefix : "", path);
}

Result<std::vector<SideFile>> read_git(const GitName& name,
                                       const GitPlace& place,
                                       const GitWishes& wishes) {
  return Reader(name, place, wishes).read();
}

}  // namespace asmgw::cli
