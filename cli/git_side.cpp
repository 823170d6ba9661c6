// A walk through the store of git, and all that it finds read at once.
#include "cli/git_side.h"

#include "base/glob.h"
#include "base/text.h"
#include "cli/files/git_store.h"
#include "cli/files/kustomizations.h"
#include "cli/files/tree_store.h"
#include "cli/files/walk.h"

#include <fmt/core.h>

#include <filesystem>
#include <memory>
#include <set>

namespace asmgw::cli {
namespace {

constexpr std::uint64_t largest_files = 4;  // that a side may hold

class Reader {
 public:
  Reader(const GitName& name, const GitWishes& wishes, FileStore& store,
         std::string path, const GitPlace& place)
      : name_(name),
        wishes_(wishes),
        store_(store),
        path_(std::move(path)),
        root_(std::make_shared<const Root>(Root{root_of(place), true})) {
    if (!name_.path.empty() && !shown_.ends_with('/')) shown_ += '/';
  }

  Result<Side> read() {
    if (const auto error = find()) return *error;
    if (const auto error = read_texts()) return *error;
    auto around = kustomizations_above(paths_, store_);
    if (!around) return around.error();
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      files_[i].role = around->role_of(paths_[i]);
      files_[i].whole = whole(paths_[i]);
      files_[i].root = root_;
    }
    for (auto& [folder, all] : around->by_folder)
      for (Kustomization& one : all) {
        one.path = whole(one.path);
        side_.kustomizations.push_back(std::move(one));
      }
    side_.folder = whole(side_.is_file ? std::string(folder_of(path_)) : path_);
    side_.files = std::move(files_);
    return std::move(side_);
  }

 private:
  static std::string root_of(const GitPlace& place) {
    const auto here = std::filesystem::path(current_folder());
    std::string root = (here / place.up).lexically_normal().string();
    while (root.size() > 1 && root.back() == '/') root.pop_back();
    return root;
  }

  /// From `/`, as if it lay in the work tree.
  [[nodiscard]] std::string whole(const std::string& path) const {
    return path.empty() ? root_->folder : joined_path(root_->folder, path);
  }

  std::optional<Error> find() {
    using Is = PathEnd::Is;
    const auto ends = store_.find({path_});
    if (!ends) return ends.error();
    const auto& [is, id, why] = ends->front();
    if (is == Is::folder) return find_below();
    if (is == Is::nothing && why.empty()) return absent();
    if (is == Is::other) return Error{in_quotes(path_) + " is " + why};
    if (any_matches(wishes_.exclude, name_.path)) return std::nullopt;
    if (is == Is::nothing) return Error{why};
    // A file that is named is read whatever it is called.
    side_.is_file = true;
    paths_.push_back(path_);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Error> absent() const {
    if (wishes_.may_lack) return std::nullopt;
    return Error{fmt::format(
        "no {} in {}", in_quotes(path_),
        name_.rev.empty() ? "the index"
                          : in_quotes(before_.substr(0, before_.size() - 1)))};
  }

  std::optional<Error> find_below() {
    std::set<std::string> seen;
    Walk found =
        walk(store_, {path_, shown_, wishes_.include, wishes_.exclude}, seen);
    if (!found.errors.empty()) return std::move(found.errors.front());
    paths_ = std::move(found.files);
    return std::nullopt;
  }

  [[nodiscard]] std::string printed(std::string_view path) const {
    if (path == path_) return name_.text;
    if (!path_.empty()) path.remove_prefix(path_.size() + 1);
    return (before_ + shown_).append(path);
  }

  std::optional<Error> read_texts() {
    for (const std::string& path : paths_)
      files_.push_back({printed(path), ""});
    const ReadLimits limits{wishes_.limit, wishes_.limit * largest_files,
                            "a side (4 times --max-file-size)"};
    std::vector<bool> read(paths_.size()), large = read;
    const auto take = [&](std::size_t i, FileText file) {
      files_[i].text = std::move(file.text);
      read[i] = true;
      large[i] = file.too_large;
    };
    if (const auto error = store_.read(paths_, limits, take))
      return Error{fmt::format("{}: {}", visible(name_.text), error->message)};
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      if (!read[i])
        return Error{fmt::format("{}: git has no bytes of this file{}",
                                 visible(files_[i].path), git_lack_hint())};
      if (large[i])
        return Error{fmt::format("{}: larger than {} MiB (--max-file-size)",
                                 visible(files_[i].path), wishes_.limit >> 20)};
    }
    return std::nullopt;
  }

  const GitName& name_;
  const GitWishes& wishes_;
  FileStore& store_;
  const std::string path_;  ///< from the root
  const std::shared_ptr<const Root> root_;
  /// What stands before the path in the name.
  const std::string before_ =
      name_.text.substr(0, name_.text.size() - name_.path.size());
  std::string shown_ = name_.path;  ///< what stands before paths below it
  std::vector<std::string> paths_;
  std::vector<SideFile> files_;  ///< of paths_
  Side side_{};
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
  return path_inside(is_from_here(path) ? place.prefix : "", path);
}

Result<Side> read_git(const GitName& name, const GitPlace& place,
                      const GitWishes& wishes) {
  auto path = path_from_root(place, name.path);
  if (!path)
    return Error{in_quotes(name.path) + " is outside of the repository"};
  const auto store = git_store(name.rev, name.stage, *path, place);
  if (!store) return store.error();
  return Reader(name, wishes, **store, std::move(*path), place).read();
}

}  // namespace asmgw::cli
