// Walks what was named; every file once, however often it is reached.
#include "cli/inputs.h"

#include "base/glob.h"
#include "base/text.h"
#include "cli/files/disk_store.h"
#include "cli/files/ignored.h"
#include "cli/files/kustomizations.h"
#include "cli/files/walk.h"
#include "cli/options.h"
#include "model/classify.h"
#include "model/glance.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace asmgw::cli {
namespace {

using SharedRoot = std::shared_ptr<const Root>;

constexpr std::string_view excluded_line = "left out by --exclude";
constexpr std::string_view foreign_line =
    "a folder of what others wrote; name it to read it";

/// Bytes of a file that is no manifest, and of all of them, that are read to
/// see whether there is one in it.
constexpr std::uint64_t largest_wrapped = 256 << 10, most_wrapped = 32 << 20;

/// What the user's shell hands over, as `asmgw lint <(helm template .)`.
bool is_handed_over(const std::string& path) {
  return path == "/dev/stdin" || path == "/dev/null" || descriptor_of(path);
}

/// Of a link in a repository, that to which it leads.
Error leads_out(const std::string& path, const Root& root,
                const std::string& real) {
  const std::string hint =
      is_kernel_file(real)
          ? ""
          : fmt::format("; if {} is meant, name that", in_quotes(real, 200));
  return {fmt::format("cannot read {}: a link out of {}{}",
                      in_quotes(path, 200), root.name(), hint)};
}

/// The repository that a link on the way leads out of.
std::optional<Root> left_repository(const RealPath& way) {
  for (const FollowedLink& link : way.links)
    if (const Root home = root_at(link.folder);
        home.repository && !home.holds(way.real))
      return home;
  return std::nullopt;
}

class FileFinder {
 public:
  explicit FileFinder(const InputWishes& wishes) : wishes_(wishes) {}

  void add(const std::string& path) {
    if (path == "-") {
      found_.files.push_back({wishes_.stdin_filename, true});
      return;
    }
    const auto status = file_status(path);
    if (!status) {
      found_.errors.push_back(status.error());
    } else if (!wishes_.root && is_handed_over(path)) {
      found_.files.push_back({path});
    } else if (status->directory || !excluded(path)) {
      add_within(path, *status);
    }
  }

  Inputs take() { return std::move(found_); }

  [[nodiscard]] const std::vector<std::string>& outside() const {
    return outside_;
  }

  /// Kustomizations with a name that no manifest has.
  [[nodiscard]] std::vector<Input>& kustomizations() { return unread_; }

 private:
  void add_within(const std::string& path, const FileStatus& status) {
    const auto root = root_of(path, status, wishes_.root);
    if (!root)
      found_.errors.push_back(root.error());
    else if (status.directory)
      add_folder(path, *root);
    else
      add_file(path, status, *root);
  }

  bool excluded(const std::string& path) {
    if (!any_matches(wishes_.exclude, path)) return false;
    found_.left_out.emplace_back(path, excluded_line);
    return true;
  }

  void leave_out(std::vector<std::string>& paths, const std::string& why) {
    for (std::string& path : paths)
      found_.left_out.emplace_back(std::move(path), why);
  }

  void add_folder(const std::string& path, const SharedRoot& root) {
    const auto store = disk_store(*root, path);
    Walk below = walk(
        *store, {path, joined_path(path, ""), wishes_.include, wishes_.exclude},
        seen_);
    take_ignored(below, path, *root);
    take_wrapping(below, root);
    for (std::string& folder : below.folders) {
      found_.left_out.emplace_back(folder, foreign_line);
      found_.folders.push_back(std::move(folder));
    }
    std::move(below.errors.begin(), below.errors.end(),
              std::back_inserter(found_.errors));
    outside_.insert(outside_.end(), below.outside.begin(), below.outside.end());
    leave_out(below.excluded, std::string(excluded_line));
    std::move(below.no_files.begin(), below.no_files.end(),
              std::back_inserter(found_.left_out));
    leave_out(below.outside, "a link out of " + root->name());
    leave_out(below.not_included, "not among --include");
    for (std::string& file : below.files)
      found_.files.push_back({.path = std::move(file), .root = root});
    for (std::string& file : below.kustomizations)
      unread_.push_back({.path = std::move(file), .root = root});
  }

  void take_ignored(Walk& below, const std::string& path, const Root& root) {
    const std::set<std::string> ignored = git_ignored(below, path, root);
    if (ignored.empty()) return;
    const auto is_ignored = [&](const std::string& file) {
      return ignored.contains(file);
    };
    std::erase_if(below.wrapping, is_ignored);
    std::erase_if(below.files, is_ignored);
    for (const std::string& file : ignored) {
      if (!is_manifest_name(file)) continue;
      found_.left_out.emplace_back(file, "git ignores it");
      found_.ignored.push_back(file);
    }
  }

  void take_wrapping(const Walk& below, const SharedRoot& root) {
    std::uint64_t left = most_wrapped;
    for (const std::string& path : below.wrapping) {
      if (left == 0) break;
      const auto file = read_file(path, std::min(left, largest_wrapped), *root);
      if (!file) continue;
      left -= std::min<std::uint64_t>(left, file->text.size());
      if (mentions(file->text, istio_group) &&
          mentions_kind_gateway(file->text))
        found_.wrapping.push_back(path);
    }
  }

  void add_file(const std::string& path, const FileStatus& status,
                const SharedRoot& root) {
    if (!seen_.insert(id_of(status)).second) return;
    found_.files.push_back({.path = path, .root = root});
  }

  const InputWishes& wishes_;
  Inputs found_;
  std::vector<Input> unread_;
  std::vector<std::string> outside_;  ///< links to files out of a root
  std::set<std::string> seen_;        ///< see walk()
};

/// Kustomization files count in all folders above a file, but in none above
/// the repository: that would be no part of it. Those of `unread` count too.
void mark_patches(std::vector<Input>& files, std::vector<Input>& unread,
                  std::vector<Kustomization>& found) {
  const std::filesystem::path here = current_folder();
  std::map<std::string, std::vector<Input*>> by_limit;
  for (auto* list : {&files, &unread})
    for (Input& file : *list)
      if (file.root)
        by_limit[file.root->repository ? file.root->folder : "/"].push_back(
            &file);
  for (const auto& [limit, inputs] : by_limit) {
    const auto store = disk_store(Root{limit});
    std::vector<std::string> paths;  // whole ones
    paths.reserve(inputs.size());
    for (const Input* input : inputs)
      paths.push_back((here / input->path).lexically_normal().string());
    auto around = kustomizations_above(paths, *store);
    std::map<std::string_view, const std::string*> shown;
    for (std::size_t i = 0; i < paths.size(); ++i) {
      if (around) inputs[i]->role = around->role_of(paths[i]);
      inputs[i]->whole = std::move(paths[i]);
      shown.emplace(inputs[i]->whole, &inputs[i]->path);
    }
    if (!around) continue;
    for (auto& [folder, all] : around->by_folder)
      for (Kustomization& one : all) {
        const auto input = shown.find(one.path);
        if (input != shown.end()) one.shown = *input->second;
        found.push_back(std::move(one));
      }
  }
}

constexpr std::string_view path_help =
    "file, folder (all .yaml, .yml and .json below it), or - for stdin; . if "
    "there is none";

void declare_rest(Options& options, InputWishes& wishes) {
  options.values({"-f,--filename", "PATH", "the same as PATH", Offer::files},
                 wishes.filename);
  options.value({"--stdin-filename", "NAME", "what messages call stdin"},
                wishes.stdin_filename);
  options.values({"--include", "GLOB",
                  "of what a folder holds, only files that match; repeatable"},
                 wishes.include);
  options.values(
      {"--exclude", "GLOB", "leave out files and folders; repeatable"},
      wishes.exclude);
  declare_builds(options, wishes.builds);
}

/// What kubectl would read and we do not.
std::string outside_line(const std::vector<std::string>& links) {
  constexpr std::size_t most = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(links.size(), most); ++i)
    names += (i == 0 ? "" : ", ") + in_quotes(links[i], 200);
  if (links.size() > most)
    names += fmt::format(" and {} more", links.size() - most);
  return fmt::format(
      "not read, because {} out of what was named or its repository: {}",
      links.size() == 1 ? "the link leads" : "the links lead", names);
}

}  // namespace

void declare_inputs(Options& options, InputWishes& wishes) {
  options.section("Input");
  options.positional({"PATH", "PATH", path_help, Offer::files}, wishes.paths);
  declare_rest(options, wishes);
}

void declare_inputs_by_option(Options& options, InputWishes& wishes) {
  options.section("Input");
  options.values({"--in", "PATH", path_help, Offer::files}, wishes.paths);
  declare_rest(options, wishes);
}

Result<Inputs> find_inputs(const InputWishes& wishes, const Io& io) {
  std::vector<std::string> paths = wishes.paths;
  paths.insert(paths.end(), wishes.filename.begin(), wishes.filename.end());
  if (std::count(paths.begin(), paths.end(), "-") > 1)
    return Error{"stdin can be read once: \"-\" is given twice"};
  const bool none = paths.empty();
  if (none) paths.emplace_back(".");
  FileFinder finder(wishes);
  for (const std::string& path : paths) finder.add(path);
  if (!finder.outside().empty())
    io.err << "asmgw: " << outside_line(finder.outside()) << '\n';
  Inputs inputs = finder.take();
  inputs.unread_pipe = none && io.in_is_piped;
  mark_patches(inputs.files, finder.kustomizations(), inputs.kustomizations);
  if (auto error = add_builds(wishes.builds, inputs, io)) return *error;
  return inputs;
}

Result<FileText> read_input(const Input& input, std::uint64_t limit) {
  if (input.build) return read_build(*input.build, input.path, limit);
  return input.root ? read_file(input.path, limit, *input.root)
                    : read_file(input.path, limit);
}

Result<FileText> read_named(const std::string& path, std::uint64_t limit) {
  if (is_handed_over(path)) return read_file(path, limit);
  const auto status = file_status(path);
  if (!status) return status.error();
  const auto root = root_of(path, *status, {});
  return root ? read_file(path, limit, **root) : root.error();
}

Result<SharedRoot> root_of(const std::string& path, const FileStatus& status,
                           const SharedRoot& within) {
  if (!status.other.empty())
    return Error{fmt::format(
        "cannot read {}: {}, not a file; what it gives can be piped in (-)",
        in_quotes(path, 200), status.other)};
  const auto way = real_path(path);
  if (!way) return way.error();
  if (within && within->holds(way->real)) return within;
  if (within)
    return Error{fmt::format("{} leads out of {}", in_quotes(path, 200),
                             within->name())};
  if (const auto home = left_repository(*way))
    return leads_out(path, *home, way->real);
  Root root = root_at(status.directory ? way->real : way->folder);
  if (!root.holds(way->real)) return leads_out(path, root, way->real);
  return SharedRoot(std::make_shared<Root>(std::move(root)));
}

}  // namespace asmgw::cli
