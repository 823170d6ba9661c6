// Walks what was named; every file once, however often it is reached.
#include "cli/inputs.h"

#include "base/text.h"
#include "cli/glob.h"
#include "cli/options.h"
#include "cli/patches.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

namespace asmgw::cli {
namespace {

class FileFinder {
 public:
  explicit FileFinder(const InputWishes& wishes) : wishes_(wishes) {}

  void add(const std::string& path) {
    if (path == "-") {
      found_.files.push_back({wishes_.stdin_filename, true});
      return;
    }
    const auto status = file_status(path);
    if (!status)
      found_.errors.push_back(status.error());
    else if (status->directory)
      add_folder(path);
    else if (!excluded(path))
      add_file(path, *status);
  }

  Inputs take() { return std::move(found_); }

 private:
  bool excluded(const std::string& path) {
    if (!any_matches(wishes_.exclude, path)) return false;
    found_.left_out.emplace_back(path, "left out by --exclude");
    return true;
  }

  void add_folder(const std::string& path) {
    Walk below =
        walk(path, [this](const std::string& one) { return excluded(one); });
    std::move(below.errors.begin(), below.errors.end(),
              std::back_inserter(found_.errors));
    for (const auto& [other, why] : below.left_out)
      found_.left_out.emplace_back(other, why);
    for (const std::string& file : below.files) {
      if (!wishes_.include.empty() && !any_matches(wishes_.include, file)) {
        found_.left_out.emplace_back(file, "not among --include");
      } else if (const auto status = file_status(file)) {
        add_file(file, *status);
      } else {
        found_.errors.push_back(status.error());
      }
    }
  }

  void add_file(const std::string& path, const FileStatus& status) {
    const bool once = status.regular;
    if (once && !seen_.emplace(status.device, status.inode).second) return;
    found_.files.push_back({path});
  }

  const InputWishes& wishes_;
  Inputs found_;
  std::set<std::pair<std::uint64_t, std::uint64_t>> seen_;
};

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
  Inputs inputs = finder.take();
  inputs.unread_pipe = none && io.in_is_piped;
  mark_patches(inputs.files);
  return inputs;
}

}  // namespace asmgw::cli
