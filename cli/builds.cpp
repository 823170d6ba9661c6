// Which folders are built, and which files are read by that alone.
#include "cli/builds.h"

#include "base/text.h"
#include "cli/build_process.h"
#include "cli/inputs.h"
#include "cli/options.h"
#include "mesh/kustomize_reach.h"
#include "model/chart.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

namespace asmgw::cli {
namespace {

/// A Chart.yaml is small; this is the most that is read of one.
constexpr std::uint64_t most_bytes = 1 << 20;

/// As it was named, if only as `.`.
std::string shown_folder(const std::string& file) {
  const std::string_view folder = folder_of(file);
  return folder.empty() ? "." : std::string(folder);
}

class Builder {
 public:
  Builder(const BuildWishes& wishes, Inputs& inputs, const Io& io)
      : wishes_(wishes),
        inputs_(inputs),
        io_(io),
        built_(inputs.files.size()) {}

  std::optional<Error> build() {
    if (wishes_.kustomize)
      if (auto error = build_overlays()) return error;
    if (wishes_.helm)
      if (auto error = build_charts()) return error;
    finish();
    return std::nullopt;
  }

 private:
  /// `place` is the file that says what to build.
  struct Target {
    std::string shown, place;  ///< the folder; the whole path
    std::shared_ptr<const Root> root;
    std::set<std::size_t> files;  ///< indexes of inputs that it reads
  };

  std::optional<Error> build_overlays() {
    const std::vector<Target> overlays = find_overlays();
    if (cut_off_) return Error{"--kustomize: kustomizations name too much"};
    if (overlays.empty()) return nothing("--kustomize: no overlay");
    const auto call = kustomize_call();
    if (!call) return call.error();
    for (const Target& one : overlays) add(one, *call, "kustomize");
    return std::nullopt;
  }

  /// Of stdin there is nothing to say.
  std::nullopt_t nothing(std::string_view what) {
    if (std::any_of(inputs_.files.begin(), inputs_.files.end(),
                    [](const Input& file) { return !file.is_stdin; }))
      io_.err << fmt::format("asmgw: {} is among the inputs\n", what);
    return std::nullopt;
  }

  /// Those among the inputs that no other of them includes; of a circle one.
  std::vector<Target> find_overlays() {
    GroupInput input;
    const std::vector<std::size_t> input_of = collect(input);
    KustomizeReach reach(input);
    std::vector<bool> reached(input.kustomizations.size());
    std::set<std::string> folders;
    std::vector<Target> found;
    for (const bool tops : {true, false})
      for (KustomizationIndex i = 0; i < reached.size(); ++i) {
        const PlacedKustomization& one = input.kustomizations[i];
        if (one.said.component || reach.is_top(i) != tops || reached[i] ||
            !folders.emplace(folder_of(one.path)).second)
          continue;
        const KustomizeReach::Reached all = reach.from(i);
        for (KustomizationIndex other : all.through) reached[other] = true;
        Target& made = found.emplace_back(
            Target{shown_folder(one.shown), one.path, {}, {}});
        for (const GroupMember& member : all.members) {
          const std::size_t file = input_of[member.file];
          made.files.insert(file);
          if (inputs_.files[file].whole == one.path)
            made.root = inputs_.files[file].root;
        }
      }
    cut_off_ = reach.cut_off();
    return found;
  }

  /// The inputs and the kustomizations among them, by path.
  std::vector<std::size_t> collect(GroupInput& out) const {
    std::vector<std::size_t> input_of;
    for (std::size_t i = 0; i < inputs_.files.size(); ++i) {
      const Input& file = inputs_.files[i];
      if (file.whole.empty()) continue;
      GroupedFile& made = out.files.emplace_back();
      made.path = file.whole;
      made.patch = file.role == FileRole::patch;
      input_of.push_back(i);
    }
    for (const Kustomization& one : inputs_.kustomizations)
      if (!one.shown.empty())
        out.kustomizations.push_back({one.path, one.shown, one.said});
    auto& all = out.kustomizations;
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    return input_of;
  }

  std::optional<Error> build_charts() {
    const std::vector<Target> charts = find_charts();
    std::vector<std::string> values;
    for (const std::string& path : wishes_.values) {
      if (auto error = no_file(path)) return error;
      values.push_back(std::filesystem::absolute(path).string());
    }
    if (charts.empty()) return nothing("--helm: no chart");
    const auto call = helm_call(values);
    if (!call) return call.error();
    for (const Target& one : charts) add(one, *call, "helm");
    return std::nullopt;
  }

  static std::optional<Error> no_file(const std::string& path) {
    const auto status = file_status(path);
    if (!status) return Error{"--values: " + status.error().message};
    if (status->regular) return std::nullopt;
    return Error{fmt::format("--values: {} is no file", in_quotes(path, 200))};
  }

  /// But those that are parts of others, and libraries, which render nothing.
  std::vector<Target> find_charts() {
    std::set<std::string, std::less<>> folders;
    for (const Input& file : inputs_.files)
      if (is_chart(file)) folders.emplace(folder_of(file.whole));
    std::vector<Target> found;
    for (const Input& file : inputs_.files)
      if (is_chart(file) && !is_part(folder_of(file.whole), folders) &&
          !is_library(file))
        found.push_back(
            {shown_folder(file.path), file.whole, file.root, parts_of(file)});
    return found;
  }

  static bool is_chart(const Input& file) {
    return file.whole.ends_with("/Chart.yaml");
  }

  /// It lies in `charts/` of another one.
  static bool is_part(std::string_view folder,
                      const std::set<std::string, std::less<>>& charts) {
    constexpr std::string_view parts = "/charts/";
    for (std::size_t at = folder.rfind(parts); at != std::string_view::npos;
         at = at == 0 ? std::string_view::npos : folder.rfind(parts, at - 1))
      if (charts.contains(folder.substr(0, at))) return true;
    return false;
  }

  static bool is_library(const Input& file) {
    const auto text = read_input(file, most_bytes);
    return text && is_library_chart(text->text);
  }

  [[nodiscard]] std::set<std::size_t> parts_of(const Input& chart) const {
    const std::string folder = joined_path(folder_of(chart.whole), "");
    std::set<std::size_t> found;
    for (std::size_t i = 0; i < inputs_.files.size(); ++i) {
      std::string_view path = inputs_.files[i].whole;
      if (!path.starts_with(folder)) continue;
      path.remove_prefix(folder.size());
      if (path == "Chart.yaml" || path == "values.yaml" ||
          path.starts_with("templates/") || path.starts_with("charts/"))
        found.insert(i);
    }
    return found;
  }

  void add(const Target& target, std::vector<std::string> call,
           std::string_view program) {
    auto build = std::make_shared<Build>();
    call.emplace_back(folder_of(target.place));
    build->call = std::move(call);
    build->time = wishes_.time;
    const std::string shown = fmt::format("{} ({})", target.shown, program);
    for (std::size_t i : target.files) {
      const std::string& path = inputs_.files[i].path;
      build->of.push_back(path);
      if (!built_[i])
        inputs_.left_out.emplace_back(
            path, fmt::format("part of {}", visible(shown)));
      built_[i] = true;
    }
    made_.push_back({.path = shown,
                     .root = target.root,
                     .whole = target.place,
                     .build = std::move(build)});
  }

  /// What is built stands behind the files that are left.
  void finish() {
    std::vector<Input> left;
    for (std::size_t i = 0; i < built_.size(); ++i)
      if (!built_[i]) left.push_back(std::move(inputs_.files[i]));
    std::move(made_.begin(), made_.end(), std::back_inserter(left));
    inputs_.files = std::move(left);
  }

  const BuildWishes& wishes_;
  Inputs& inputs_;
  const Io& io_;
  std::vector<bool> built_;  ///< inputs that something built takes the place of
  std::vector<Input> made_;
  bool cut_off_ = false;
};

}  // namespace

void declare_builds(Options& options, BuildWishes& wishes) {
  options.flag({"--kustomize", "",
                "run kustomize, or kubectl kustomize, on each overlay that no "
                "other includes, and read what it prints"},
               wishes.kustomize);
  options.flag({"--helm", "",
                "run helm template on each chart, and read what it prints"},
               wishes.helm);
  options.values(
      {"--values", "FILE",
       "for --helm: beside the values of each chart; repeatable", Offer::files},
      wishes.values);
}

std::optional<Error> add_builds(const BuildWishes& wishes, Inputs& inputs,
                                const Io& io) {
  if (!wishes.values.empty() && !wishes.helm)
    return Error{"--values is for --helm, which is not given"};
  if (!wishes.any()) return std::nullopt;
  return Builder(wishes, inputs, io).build();
}

}  // namespace asmgw::cli
