// Test files -> requests, their manifests -> meshes, both -> verdicts; or a
// mesh -> a first test file.
#include "cli/expectations_run.h"

#include "base/escape.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/expectations_input.h"
#include "cli/mesh_input.h"
#include "cli/test_files.h"
#include "output/expectations_report.h"
#include "resolve/proposal.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <memory>

namespace asmgw::cli {
namespace {

/// A mesh and what its workloads listen on.
struct Scenery {
  LintOptions lint;
  MeshInput input;
  Renderings renderings;  ///< one

  [[nodiscard]] const Rendering& rendering() const {
    return renderings.front();
  }
};

/// What one mesh is read from.
struct Reading {
  InputWishes input;
  AllSaid settings;
  GroupWishes groups;
  bool quiet;
};

/// Requests are asked of one mesh.
std::optional<Error> several(const MeshInput& input) {
  if (input.meshes.size() < 2) return std::nullopt;
  std::string names;
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < std::min(input.meshes.size(), most); ++i)
    names += (i == 0 ? "" : ", ") + visible(input.meshes[i].group);
  if (input.meshes.size() > most) names += ", ...";
  return Error{fmt::format(
      "the Gateways are of {} groups ({}): name one with --group or `group:`, "
      "or its files with --in or `in:`",
      input.meshes.size(), names)};
}

/// Reads a mesh; nothing: it cannot be, which is said.
std::unique_ptr<Scenery> scenery_of(const Reading& wishes, Sources& sources,
                                    Io& io) {
  auto lint = mesh_lint_options(wishes.settings, sources, io);
  if (!lint) return refuse(io, lint.error().message), nullptr;
  const auto inputs = find_inputs(wishes.input, io);
  if (!inputs) return refuse(io, inputs.error().message), nullptr;
  if (inputs->unread_pipe) say(io, unread_pipe_line);
  auto made = std::make_unique<Scenery>();
  made->lint = std::move(*lint);
  made->lint.all_context = true;
  auto input = read_meshes(*inputs, made->lint, wishes.groups, wishes.quiet,
                           sources, io);
  if (!input || !input->complete) return nullptr;
  made->input = std::move(*input);
  if (made->input.empty()) return refuse(io, "no Gateway found"), nullptr;
  if (const auto error = several(made->input))
    return refuse(io, error->message), nullptr;
  auto renderings = renderings_of(made->input, made->lint.settings, sources);
  if (!renderings) return refuse(io, renderings.error().message), nullptr;
  made->renderings = std::move(*renderings);
  return made;
}

/// A path of a test file, as seen from here.
std::string path_from_here(const std::string& file, const std::string& path) {
  if (path == "-") return path;
  return (std::filesystem::path(file).parent_path() / path).string();
}

bool names_inputs(const InputWishes& input) {
  return !input.paths.empty() || !input.filename.empty();
}

/// The inputs that a file names; its folder, if it names none.
std::vector<std::string> inputs_of(const TestFile& file,
                                   const std::string& path) {
  std::vector<std::string> paths;
  for (const Written& one : file.in)
    paths.push_back(path_from_here(path, one.text));
  const auto folder = std::filesystem::path(path).parent_path();
  if (paths.empty()) paths.push_back(folder.empty() ? "." : folder.string());
  return paths;
}

/// What a test file may name: it may be a stranger's.
Result<std::shared_ptr<const Root>> root_of_test_file(const std::string& path) {
  const auto way = real_path(path);
  if (!way) return way.error();
  return std::make_shared<const Root>(root_around(way->folder));
}

/// Why a path of a test file cannot be read, if it cannot.
std::optional<Error> fault_of(const std::string& path,
                              const std::shared_ptr<const Root>& root) {
  if (path == "-") return std::nullopt;
  const auto status = file_status(path);
  if (!status) return status.error();
  const auto read = root_of(path, *status, root);
  if (read) return std::nullopt;
  return Error{read.error().message + " (--in names any path)"};
}

/// What is asked for of a file: its own words beside those of the command line.
Reading reading_of(const TestFile& file, const std::string& path,
                   const std::shared_ptr<const Root>& root,
                   const TestWishes& given) {
  Reading made{given.input, given.settings, given.groups, given.quiet};
  if (!names_inputs(given.input)) {
    made.input.root = root;
    made.input.paths = inputs_of(file, path);
  }
  if (file.group && made.groups.names.empty())
    made.groups.names.push_back(file.group->text);
  for (const auto& [setting, values] : file.settings)
    made.settings[setting].insert(made.settings[setting].end(), values.begin(),
                                  values.end());
  return made;
}

/// One file from its bytes to verdicts.
class Tested {
 public:
  Tested(const std::string& path, const TestWishes& wishes,
         const Limits& limits, Sources& sources, Io& io)
      : path_(path),
        wishes_(wishes),
        limits_(limits),
        sources_(sources),
        io_(io) {}

  bool run() {
    auto file = read_tests(path_, limits_, sources_, io_);
    if (!file) return false;
    file_ = std::move(*file);
    const auto root = root_of_test_file(path_);
    if (!root) {
      refuse(io_, root.error().message);
      return false;
    }
    if (!names_inputs(wishes_.input) && !finds_inputs(*root)) return false;
    scenery_ =
        scenery_of(reading_of(file_, path_, *root, wishes_), sources_, io_);
    return scenery_ != nullptr;
  }

  [[nodiscard]] TestedFile verdicts() const {
    const Rendering& rendering = scenery_->rendering();
    const Resolvers resolvers(rendering.workloads, rendering.mesh,
                              rendering.settings);
    TestedFile made{path_, rendering, {}};
    for (const ExpectedRequest& one : file_.requests) {
      auto [workload, answer] = resolvers.telling(one.request);
      const Effective& from = rendering.workloads[workload];
      auto fault = judged(one, answer,
                          resolvers.of(workload).deciders(answer, one.request));
      made.requests.push_back(
          {one,
           {rendering, one.request, from, std::move(answer)},
           std::move(fault)});
    }
    return made;
  }

 private:
  /// What `in` names is there and may be read; what is not is said at its
  /// place.
  [[nodiscard]] bool finds_inputs(
      const std::shared_ptr<const Root>& root) const {
    bool all = true;
    for (const Written& one : file_.in) {
      const auto error = fault_of(path_from_here(path_, one.text), root);
      if (!error) continue;
      refuse(io_, at_place(sources_, one.range, "in: " + error->message));
      all = false;
    }
    return all;
  }

  std::string path_;
  const TestWishes& wishes_;
  const Limits& limits_;
  Sources& sources_;
  Io& io_;
  TestFile file_;
  std::unique_ptr<Scenery> scenery_;
};

ExitStatus report(const std::vector<Output>& outputs, const TestWishes& wishes,
                  const TestReport& tested, Io& io) {
  if (write_reports(reporters::test, outputs, wishes.output, io,
                    paths_of(tested.sources), tested) != ExitStatus::clean)
    return ExitStatus::unable;
  const TestCounts counts = counts_of(tested);
  if (!wishes.quiet)
    io.err << fmt::format("Tested {} of {}: {} failed.\n",
                          counted(counts.requests, "request"),
                          counted(tested.files.size(), "file"), counts.failed);
  return counts.failed == 0 ? ExitStatus::clean : ExitStatus::findings;
}

ExitStatus check(const std::vector<Output>& outputs, const TestWishes& wishes,
                 Io& io) {
  Sources sources;
  const auto settings = settings_of(wishes.settings, sources);
  if (!settings) return refuse(io, settings.error().message);
  const auto files = test_files(wishes.files, io);
  if (!files) return refuse(io, files.error().message);
  std::vector<std::unique_ptr<Tested>> all;
  bool good = true;
  for (const std::string& path : *files) {
    all.push_back(
        std::make_unique<Tested>(path, wishes, settings->limits, sources, io));
    good &= all.back()->run();
  }
  if (!good) return ExitStatus::unable;
  TestReport tested{sources, {}};
  for (const auto& one : all) tested.files.push_back(one->verdicts());
  return report(outputs, wishes, tested, io);
}

std::vector<std::string> inputs_of(const TestWishes& wishes) {
  std::vector<std::string> paths = wishes.input.paths;
  paths.insert(paths.end(), wishes.input.filename.begin(),
               wishes.input.filename.end());
  if (paths.empty()) paths.emplace_back(".");
  return paths;
}

/// The inputs as the test file will name them.
std::vector<std::string> inputs_beside(const TestWishes& wishes) {
  namespace fs = std::filesystem;
  fs::path folder;  // stdout is taken to go to a file of this folder
  if (wishes.write != "-") folder = fs::path(wishes.write).parent_path();
  if (folder.empty()) folder = ".";
  std::vector<std::string> paths = inputs_of(wishes);
  for (std::string& path : paths) {
    if (path == "-") continue;
    std::error_code error;
    const fs::path near = fs::proximate(path, folder, error);
    if (!error) path = near.string();
  }
  return paths;
}

/// Options that change what is reached, and that no test file holds.
void say_what_is_not_held(const TestWishes& wishes, Io& io) {
  std::string options;
  for (const auto& [option, given] :
       {std::pair("--include", !wishes.input.include.empty()),
        std::pair("--exclude", !wishes.input.exclude.empty()),
        std::pair("--kustomize", wishes.input.builds.kustomize),
        std::pair("--helm", wishes.input.builds.helm),
        std::pair("--values", !wishes.input.builds.values.empty())})
    if (given)
      options += fmt::format("{}{}", options.empty() ? "" : " ", option);
  if (!options.empty())
    say(io, fmt::format("--write: no test file holds {}: give it to asmgw test "
                        "as well",
                        options));
}

void say_left_out(const std::vector<Unwritable>& all, Io& io) {
  if (all.empty()) return;
  const Unwritable& first = all.front();
  const std::string more =
      all.size() == 1 ? "" : fmt::format(", and {} more", all.size() - 1);
  say(io, fmt::format("--write: left out {}{}: no test file can hold it: {}",
                      asmgw::in_quotes(first.url), more, first.why));
}

/// An input that the file, where it is to be, may not name.
std::optional<Error> unreadable_later(const TestWishes& wishes) {
  const auto root =
      root_of_test_file(wishes.write == "-" ? "./-" : wishes.write);
  if (!root) return root.error();
  for (const std::string& path : inputs_of(wishes)) {
    if (path == "-") continue;
    const auto way = real_path(path);
    if (!way) return way.error();
    if (!(*root)->holds(way->real))
      return Error{fmt::format(
          "--write: {} leads out of {}, and a test file names nothing there; "
          "write it beside the manifests",
          asmgw::in_quotes(path, 200), (*root)->name())};
  }
  return std::nullopt;
}

ExitStatus write(const TestWishes& wishes, Io& io) {
  if (!wishes.files.empty())
    return refuse(io, "--write makes a test file, and reads none");
  const bool to_stdout = wishes.write == "-";
  if (!to_stdout && file_status(wishes.write))
    return refuse(io, fmt::format("--write: {} is there already",
                                  asmgw::in_quotes(wishes.write)));
  for (const std::string& path : inputs_beside(wishes))
    if (!is_utf8(path))
      return refuse(io,
                    fmt::format("--write: {} is not UTF-8: no test file can "
                                "name it",
                                asmgw::in_quotes(path)));
  if (const auto error = unreadable_later(wishes))
    return refuse(io, error->message);
  Sources sources;
  const auto scenery =
      scenery_of({wishes.input, wishes.settings, wishes.groups, wishes.quiet},
                 sources, io);
  if (!scenery) return ExitStatus::unable;
  const Rendering& rendering = scenery->rendering();
  auto all = proposals(rendering.workloads, rendering.mesh, rendering.settings);
  say_left_out(take_unwritable(all), io);
  if (all.empty())
    return refuse(io,
                  "--write: no host to ask for: no server of a workload "
                  "has a host that a client can name");
  const std::string text = test_file_text(
      inputs_beside(wishes), rendering.group, scenery->lint.settings, all);
  if (to_stdout)
    io.out << text;
  else if (const auto error = write_output("--write", wishes.write, text))
    return refuse(io, error->message);
  say_what_is_not_held(wishes, io);
  if (!wishes.quiet)
    io.err << fmt::format("Wrote {} to {}.\n", counted(all.size(), "request"),
                          to_stdout ? "stdout" : visible(wishes.write));
  return ExitStatus::clean;
}

}  // namespace

ExitStatus test(const TestWishes& wishes, Io& io) {
  auto outputs = parse_outputs(wishes.output, names_of(reporters::test));
  if (!outputs) return refuse(io, outputs.error().message);
  if (!wishes.write.empty()) return write(wishes, io);
  if (wishes.files.empty())
    return refuse(io, "test needs a file, as in: asmgw test gateway.test.yaml");
  return check(*outputs, wishes, io);
}

}  // namespace asmgw::cli
