// Tells paths from names of git. No word is both: that is refused first.
#include "cli/sides.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/files/tree_store.h"
#include "cli/git_side.h"
#include "cli/inputs.h"
#include "cli/kubectl.h"
#include "cli/side_words.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

namespace asmgw::cli {
namespace {

constexpr std::string_view work_tree = "the work tree";

bool exists(const std::string& path) { return file_status(path).has_value(); }

/// One side, as it was given.
struct Word {
  std::string text;
  bool of_git = false;  ///< by an option that says so

  [[nodiscard]] bool is_on_disk() const { return !of_git && exists(text); }
  /// A revision without a path.
  [[nodiscard]] bool is_revision() const {
    return text != "-" && !is_on_disk() && !parse_git_name(text);
  }
  [[nodiscard]] bool is_range() const {
    return is_revision() && text.find("..") != std::string::npos;
  }
};

std::string_view trimmed_slashes(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

/// `path` without `./` in front and slashes at the end; `.` for nothing.
std::string tidied(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  path = trimmed_slashes(path);
  return path.empty() ? "." : std::string(path);
}

class SideFinder {
 public:
  SideFinder(const SideWishes& wishes, std::uint64_t limit, Io& io)
      : wishes_(wishes), limit_(limit), io_(io) {}

  Result<Sides> find() {
    if (reads_stdin_twice())
      return Error{"stdin can be read once: \"-\" is given twice"};
    for (const auto* words :
         {&wishes_.sides, &wishes_.context, &wishes_.old_rev, &wishes_.new_rev})
      // An unset variable; to git it would be the index.
      if (std::find(words->begin(), words->end(), "") != words->end())
        return Error{"a side is empty: give a path or a revision"};
    if (auto error = arrange()) return *error;
    if (auto error = ambiguous_word(doubtful())) return *error;
    auto sides = wishes_.without ? one_as_both() : by_number();
    if (!sides) return sides;
    if (!wishes_.live.empty()) {
      auto live = side({wishes_.live});
      if (!live) return live.error();
      sides->live = std::move(*live);
    }
    if (!wishes_.context.empty()) {
      auto context = context_side();
      if (!context) return context.error();
      sides->context = std::move(*context);
    }
    return sides;
  }

 private:
  [[nodiscard]] bool reads_stdin_twice() const {
    const auto times = [](const std::vector<std::string>& words) {
      return std::count(words.begin(), words.end(), "-");
    };
    return times(wishes_.sides) + times(wishes_.context) +
               (wishes_.live == "-" ? 1 : 0) >
           1;
  }

  /// Puts the sides in their order.
  std::optional<Error> arrange() {
    const auto add_rev = [this](const std::vector<std::string>& words) {
      for (const std::string& word : words) words_.push_back({word, true});
    };
    if (wishes_.old_rev.size() > 1) return Error{"--old-rev is given twice"};
    if (wishes_.new_rev.size() > 1) return Error{"--new-rev is given twice"};
    add_rev(wishes_.old_rev);
    for (const std::string& word : wishes_.sides) words_.push_back({word});
    if (words_.empty() && !wishes_.new_rev.empty())
      return Error{"--new-rev is one side: give OLD or --old-rev as the other"};
    add_rev(wishes_.new_rev);
    return std::nullopt;
  }

  /// What may be a path or a revision.
  [[nodiscard]] std::vector<SideWord> doubtful() const {
    std::vector<SideWord> found;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (words_[i].of_git) continue;
      // Behind `A...B` stands a path.
      if (i == 1 && words_[0].is_range()) continue;
      found.push_back({words_[i].text, i == 0 ? "--old-rev" : "--new-rev"});
    }
    if (!wishes_.live.empty()) found.push_back({wishes_.live, ""});
    for (const std::string& word : wishes_.context) found.push_back({word, ""});
    return found;
  }

  Result<Sides> one_as_both() {
    if (words_.size() > 1)
      return Error{"--without takes one side: NEW is OLD without these"};
    auto found = words_.empty() ? on_disk({"."}, std::string(work_tree))
                                : side(words_.front());
    return both(found, found);
  }

  Result<Sides> by_number() {
    if (words_.empty()) return since_head();
    if (words_.size() == 1) return one(words_.front());
    if (words_.size() == 2) return two(words_[0], words_[1]);
    return Error{
        fmt::format("two sides can be compared, not {}: {} is one "
                    "too many",
                    words_.size(), in_quotes(words_[2].text))};
  }

  static Result<Sides> both(Result<Side> before, Result<Side> after) {
    if (!before) return before.error();
    if (!after) return after.error();
    return Sides{std::move(*before), std::move(*after), {}, {}, false, false};
  }

  /// The same of one place.
  static Result<Sides> in_time(Result<Side> before, Result<Side> after) {
    auto sides = both(std::move(before), std::move(after));
    if (sides) sides->same_place = true;
    return sides;
  }

  Result<Sides> since_head() {
    auto before = in_git("HEAD");
    if (before) return against_work_tree(std::move(*before), ".");
    return Error{fmt::format("no sides are given, and HEAD cannot be one: {}",
                             before.error().message)};
  }

  Result<Sides> one(const Word& given) {
    const std::string& word = given.text;
    if (!given.of_git && (word == "-" || exists(word)))
      return Error{fmt::format("{} is one side, and two are compared{}",
                               in_quotes(word), advice(word))};
    const auto& here = place();
    if (!here) return nothing_at(given, here.error());
    const auto name = parse_git_name(word);
    const std::string& rev = name ? name->rev : word;
    if (rev.find("..") != std::string::npos) {
      auto found = range(rev, name ? name->path : from_here("."));
      return found ? std::move(found) : nothing_at(given, found.error());
    }
    auto before = side(given);
    if (!before) return before.error();
    if (!name) return against_work_tree(std::move(*before), ".");
    const bool from_root = !is_from_here(name->path);
    return against_work_tree(
        std::move(*before),
        tidied(from_root ? here->up + name->path : name->path));
  }

  static std::string advice(const std::string& word) {
    if (word == "-" || word.starts_with('/')) return "";
    return fmt::format("; with the last commit: asmgw diff HEAD:./{}",
                       visible(tidied(word)));
  }

  Result<Sides> against_work_tree(Side before, const std::string& path) {
    if (const auto& here = place(); !here || !here->work_tree)
      return Error{
          "there is no work tree here to compare with: give two sides"};
    // What git has and the work tree has not was deleted.
    Side nothing{path};
    const bool whole = path == "." || path == tidied(place()->up);
    if (whole) nothing.name = work_tree;
    if (!exists(path)) return in_time(std::move(before), std::move(nothing));
    return in_time(std::move(before), on_disk({path}, nothing.name));
  }

  /// `A...B`, and `A..B` as git takes it.
  Result<Sides> range(const std::string& words, const std::string& path) {
    const std::size_t dots = words.find("..");
    const bool merged = words.compare(dots, 3, "...") == 0;
    std::string from = words.substr(0, dots),
                to = words.substr(dots + (merged ? 3 : 2));
    if (from.empty()) from = "HEAD";
    if (to.empty()) to = "HEAD";
    if (!merged) return between({from, from, from}, {to, to, to}, path);
    const auto base = git_merge_base(from, to);
    if (!base) return base.error();
    const std::string name =
        fmt::format("the merge base of {} and {}", from, to);
    return between({*base, base->substr(0, 12), name}, {to, to, to}, path);
  }

  struct Revision {
    std::string id, shown, name;
  };

  /// A path may be missing on one side, but not on both.
  Result<Sides> between(const Revision& from, const Revision& to,
                        const std::string& path) {
    auto after = at(to, path, false);
    auto before = at(from, path, after.has_value());
    if (before && !after) after = at(to, path, true);
    return in_time(std::move(before), std::move(after));
  }

  Result<Sides> two(const Word& before, const Word& after) {
    if (before.is_on_disk() && after.is_on_disk() && is_folder(before.text) &&
        is_folder(after.text))
      if (const auto made = kubectl_folders(before.text, after.text))
        return by_kubectl(before.text, after.text, *made);
    const bool may_be_inside =
        !after.of_git && after.text != "-" && !after.text.starts_with('/');
    if (may_be_inside && before.is_range()) {
      if (const auto& here = place(); !here)
        return nothing_at(before, here.error());
      auto found = range(before.text, from_here(after.text));
      return found ? std::move(found) : nothing_at(before, found.error());
    }
    // `main gateways` is, as in git, what main has under gateways.
    if (may_be_inside && before.is_revision() && exists(after.text)) {
      auto found = in_git(before.text, after.text);
      if (!found) return nothing_at(before, found.error());
      return in_time(std::move(found), side(after));
    }
    auto sides = both(side(before), side(after));
    if (sides) sides->same_place = are_one_place(before, after);
    return sides;
  }

  /// `main:gateways` and `gateways`, or what another revision has there.
  bool are_one_place(const Word& before, const Word& after) {
    if (before.is_on_disk() && after.is_on_disk()) return false;
    const auto path = path_of(before);
    return path && path == path_of(after);
  }

  /// From the root of the repository.
  std::optional<std::string> path_of(const Word& word) {
    const bool outside = !word.of_git && word.text == "-";
    if (outside || !place()) return std::nullopt;
    if (!word.is_on_disk()) {
      const auto name = parse_git_name(word.text);
      return name ? path_from_root(*place(), name->path)
                  : path_inside(place()->prefix, "");
    }
    if (word.text.starts_with('/')) return std::nullopt;
    return path_inside(place()->prefix, word.text);
  }

  Result<Sides> by_kubectl(const std::string& before, const std::string& after,
                           const KubectlFolders& made) {
    auto sides =
        both(all_of(before, made.old_names), all_of(after, made.new_names));
    if (sides) sides->kubectl = true;
    return sides;
  }

  Result<Side> all_of(const std::string& folder,
                      const std::vector<std::string>& names) {
    const auto way = real_path(folder);
    if (!way) return way.error();
    const auto root = std::make_shared<Root>(Root{way->real});
    Side made{folder};
    for (const std::string& name : names)
      if (const auto error =
              read({.path = joined_path(folder, name), .root = root}, made))
        return *error;
    return made;
  }

  /// Whatever one word may name.
  Result<Side> side(const Word& word) {
    if (!word.of_git && word.text == "-")
      return on_disk({"-"}, wishes_.stdin_filename);
    if (word.is_on_disk()) return on_disk({word.text}, word.text);
    auto found = in_git(word.text);
    return found ? std::move(found) : nothing_at(word, found.error());
  }

  static Error nothing_at(const Word& word, const Error& in_git) {
    if (word.of_git) return in_git;
    const auto status = file_status(word.text);
    return {fmt::format("{}; nor from git: {}",
                        status ? "" : status.error().message, in_git.message)};
  }

  Result<Side> on_disk(std::vector<std::string> paths, std::string name) {
    Side made{std::move(name)};
    std::erase(paths, "/dev/null");
    made.is_null = paths.empty();
    if (made.is_null) return made;
    made.is_file = paths.size() == 1 && !is_folder(paths.front());
    if (paths.size() == 1) made.folder = folder_at(paths.front(), made.is_file);
    const auto inputs = find_inputs({std::move(paths),
                                     {},
                                     wishes_.include,
                                     wishes_.exclude,
                                     wishes_.stdin_filename,
                                     {},
                                     wishes_.builds},
                                    io_);
    if (!inputs) return inputs.error();
    if (!inputs->errors.empty()) return inputs->errors.front();
    for (const Input& input : inputs->files)
      if (const auto error = read(input, made)) return *error;
    made.kustomizations = inputs->kustomizations;
    return made;
  }

  /// Of what is named, from `/`.
  static std::string folder_at(const std::string& path, bool is_file) {
    if (path == "-") return {};
    const auto whole = std::filesystem::path(current_folder()) / path;
    const std::string tidy = whole.lexically_normal().string();
    return is_file ? std::string(folder_of(tidy))
                   : std::string(trimmed_slashes(tidy));
  }

  std::optional<Error> read(const Input& input, Side& side) {
    auto file =
        input.is_stdin ? io_.read_in(limit_) : read_input(input, limit_);
    if (!file) return file.error();
    if (file->too_large)
      return Error{fmt::format("{}: larger than {} MiB (--max-file-size)",
                               visible(input.path), limit_ >> 20)};
    side.files.push_back({input.path, std::move(file->text), input.role,
                          input.is_stdin, input.whole, input.root,
                          input.build});
    return std::nullopt;
  }

  /// A bare revision means what it has at `path`, seen from here.
  Result<Side> in_git(const std::string& word, const std::string& path = ".") {
    if (const auto& here = place(); !here) return here.error();
    if (const auto name = parse_git_name(word))
      return from_git(*name, word == ":" ? "the index" : word, false);
    if (wishes_.allow_empty && word == "HEAD" && git_has_no_commit())
      return Side{word};
    return at({word, word, word}, from_here(path), true);
  }

  Result<Side> at(const Revision& revision, const std::string& path,
                  bool may_lack) {
    const std::string text = revision.shown + ":" + path;
    const bool whole = path == from_here(".");
    return from_git({revision.id, path, '0', text},
                    whole ? revision.name : text, may_lack);
  }

  Result<Side> from_git(const GitName& name, std::string shown, bool may_lack) {
    if (wishes_.builds.any())
      return Error{
          fmt::format("{}: --kustomize and --helm build what lies on disk: "
                      "give a work tree "
                      "of it (git worktree add FOLDER REV) as the side",
                      in_quotes(shown, 200))};
    auto found = read_git(name, *place(),
                          {wishes_.include, wishes_.exclude, limit_, may_lack});
    if (found) found->name = std::move(shown);
    return found;
  }

  Result<Side> context_side() {
    Side all{"context"};
    std::vector<std::string> paths;
    for (const std::string& word : wishes_.context) {
      if (word == "-" || exists(word)) {
        paths.push_back(word);
        continue;
      }
      auto found = side({word});
      if (!found) return found.error();
      std::move(found->files.begin(), found->files.end(),
                std::back_inserter(all.files));
    }
    auto found = on_disk(std::move(paths), all.name);
    if (!found) return found.error();
    std::move(all.files.begin(), all.files.end(),
              std::back_inserter(found->files));
    return found;
  }

  /// A path seen from here as it stands in a name of git.
  std::string from_here(const std::string& path) {
    std::string tidy = tidied(path);
    if (tidy == ".") tidy.clear();
    if (place()->prefix.empty() || is_from_here(tidy)) return tidy;
    return "./" + tidy;
  }

  const Result<GitPlace>& place() {
    if (!place_) place_ = git_place();
    return *place_;
  }

  const SideWishes& wishes_;
  const std::uint64_t limit_;
  Io& io_;
  std::vector<Word> words_;
  std::optional<Result<GitPlace>> place_;
};

}  // namespace

Result<Sides> find_sides(const SideWishes& wishes, std::uint64_t file_limit,
                         Io& io) {
  return SideFinder(wishes, file_limit, io).find();
}

}  // namespace asmgw::cli
