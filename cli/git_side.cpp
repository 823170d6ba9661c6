// A walk through the store of git, and all that it finds read at once.
#include "cli/git_side.h"

#include "base/text.h"
#include "cli/files/git_store.h"
#include "cli/files/kustomizations.h"
#include "cli/files/walk.h"
#include "cli/glob.h"

#include <fmt/core.h>

#include <set>

namespace asmgw::cli {
namespace {

constexpr std::uint64_t largest_files = 4;  // that a side may hold

class Reader {
 public:
  Reader(const GitName& name, const GitWishes& wishes, GitStore& store,
         std::string path)
      : name_(name), wishes_(wishes), store_(store), path_(std::move(path)) {
    if (!name_.path.empty() && !shown_.ends_with('/')) shown_ += '/';
  }

  Result<std::vector<SideFile>> read() {
    if (!store_.there()) return absent();
    if (const auto error = find()) return *error;
    if (const auto error = read_texts()) return *error;
    const auto around = Kustomizations::above(paths_, store_);
    if (!around) return around.error();
    for (std::size_t i = 0; i < paths_.size(); ++i)
      files_[i].role = around->role_of(paths_[i]);
    return std::move(files_);
  }

 private:
  Result<std::vector<SideFile>> absent() const {
    if (wishes_.may_lack) return std::vector<SideFile>{};
    return Error{
        fmt::format("no {} in {}", in_quotes(path_),
                    name_.rev.empty() ? "the index" : in_quotes(rev_text(1)))};
  }

  /// What stands before the path in the name, or `less`.
  [[nodiscard]] std::string rev_text(std::size_t less = 0) const {
    return name_.text.substr(0, name_.text.size() - name_.path.size() - less);
  }

  /// A file that is named is read whatever it is called.
  std::optional<Error> find() {
    const auto ends = store_.find({path_});
    if (!ends) return ends.error();
    const PathEnd& end = ends->front();
    if (end.is == PathEnd::Is::other)
      return Error{in_quotes(path_) + " is " + end.why};
    if (end.is != PathEnd::Is::file && end.why.empty()) return find_below();
    if (any_matches(wishes_.exclude, name_.path)) return std::nullopt;
    if (!end.why.empty()) return Error{end.why};
    paths_.push_back(path_);
    return std::nullopt;
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
    return (rev_text() + shown_).append(path);
  }

  std::optional<Error> read_texts() {
    std::vector<std::optional<FileText>> texts(paths_.size());
    if (const auto error = store_.read(
            paths_,
            {wishes_.limit, wishes_.limit * largest_files,
             "a side (4 times --max-file-size)"},
            [&](std::size_t i, FileText text) { texts[i] = std::move(text); }))
      return Error{fmt::format("{}: {}", visible(name_.text), error->message)};
    files_.reserve(paths_.size());
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      const std::string path = printed(paths_[i]);
      if (!texts[i])
        return Error{fmt::format("{}: git has no bytes of this file{}",
                                 visible(path), git_lack_hint())};
      if (texts[i]->too_large)
        return Error{fmt::format("{}: larger than {} MiB (--max-file-size)",
                                 visible(path), wishes_.limit >> 20)};
      files_.push_back({path, std::move(texts[i]->text)});
    }
    return std::nullopt;
  }

  const GitName& name_;
  const GitWishes& wishes_;
  GitStore& store_;
  const std::string path_;          ///< from the root
  std::string shown_ = name_.path;  ///< what stands before paths below it
  std::vector<std::string> paths_;
  std::vector<SideFile> files_;  ///< of paths_
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

Result<std::vector<SideFile>> read_git(const GitName& name,
                                       const GitPlace& place,
                                       const GitWishes& wishes) {
  auto path = path_from_root(place, name.path);
  if (!path)
    return Error{in_quotes(name.path) + " is outside of the repository"};
  auto store = GitStore::open(name.rev, name.stage, *path, place);
  if (!store) return store.error();
  return Reader(name, wishes, *store, std::move(*path)).read();
}

}  // namespace asmgw::cli
