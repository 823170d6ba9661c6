// Test files -> requests, their manifests -> meshes, both -> verdicts; or a
// mesh -> a first test file.
#include "cli/test_run.h"

#include "base/text.h"
#include "cli/mesh_input.h"
#include "cli/test_input.h"
#include "output/test_report.h"
#include "resolve/proposal.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <filesystem>
#include <memory>

namespace asmgw::cli {
namespace {

/// A mesh and what its workloads listen on.
struct Scenery {
  LintOptions lint;
  MeshInput input;
  std::unique_ptr<Rendering> rendering;
};

/// Reads a mesh; nothing: it cannot be, which is said.
std::unique_ptr<Scenery> scenery_of(const TestWishes& wishes, Sources& sources,
                                    Io& io) {
  auto lint = mesh_lint_options(wishes.namespace_, wishes.istio_version,
                                wishes.mesh, wishes.limits, io);
  const auto inputs = find_inputs(wishes.input, io);
  if (!lint || !inputs) {
    refuse(io, lint ? inputs.error().message : lint.error().message);
    return nullptr;
  }
  auto made = std::make_unique<Scenery>();
  made->lint = std::move(*lint);
  made->lint.all_context = true;
  made->input = read_mesh(*inputs, made->lint, wishes.quiet, sources, io);
  if (!made->input.complete) return nullptr;
  const Mesh& mesh = made->input.mesh();
  auto workloads = effective_workloads(mesh, made->lint.mesh, sources);
  if (!workloads || mesh.gateways.empty()) {
    refuse(io, workloads ? "no Gateway found" : workloads.error().message);
    return nullptr;
  }
  made->rendering = std::make_unique<Rendering>(
      Rendering{sources, mesh, made->lint.mesh, std::move(*workloads)});
  return made;
}

std::vector<std::string> texts_of(const std::vector<Written>& all) {
  std::vector<std::string> texts;
  texts.reserve(all.size());
  for (const Written& one : all) texts.push_back(one.text);
  return texts;
}

/// The wishes of the command line with what the file says in their place.
TestWishes wishes_of(const TestFile& file, const std::string& path,
                     const TestWishes& given) {
  TestWishes wishes = given;
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(path).parent_path();
  if (wishes.input.paths.empty() && wishes.input.filename.empty()) {
    for (const Written& one : file.in)
      wishes.input.paths.push_back((folder / one.text).string());
    if (file.in.empty())
      wishes.input.paths.push_back(folder.empty() ? "." : folder.string());
  }
  const auto put = [](const std::optional<Written>& one, std::string& to) {
    if (one) to = one->text;
  };
  put(file.namespace_, wishes.namespace_);
  put(file.gateway_namespace, wishes.mesh.gateway_namespace);
  put(file.istio_version, wishes.istio_version);
  put(file.order, wishes.mesh.order);
  wishes.mesh.complete += ',' + file.complete;
  if (!file.workloads.empty()) wishes.mesh.workloads = texts_of(file.workloads);
  if (!file.services.empty())
    wishes.mesh.service_ports = texts_of(file.services);
  return wishes;
}

/// One file from its bytes to verdicts.
class Tested {
 public:
  Tested(const std::string& path, const TestWishes& wishes, Sources& sources,
         Io& io)
      : path_(path), wishes_(wishes), sources_(sources), io_(io) {}

  bool run() {
    auto file = read_tests(path_, wishes_.limits, sources_, io_);
    if (!file) return false;
    file_ = std::move(*file);
    scenery_ = scenery_of(wishes_of(file_, path_, wishes_), sources_, io_);
    return scenery_ != nullptr;
  }

  [[nodiscard]] TestedFile verdicts() const {
    const Rendering& rendering = *scenery_->rendering;
    const Resolvers resolvers(rendering.workloads, rendering.mesh,
                              rendering.settings);
    TestedFile made{path_, rendering, {}};
    for (const ExpectedRequest& one : file_.requests) {
      auto [workload, answer] = resolvers.telling(one.request);
      const Effective& from = rendering.workloads[workload];
      auto fault = judged(
          one, answer, deciders_of(answer, one.request, from, rendering.mesh));
      made.requests.push_back(
          {one, {one.request, from, std::move(answer)}, std::move(fault)});
    }
    return made;
  }

 private:
  std::string path_;
  const TestWishes& wishes_;
  Sources& sources_;
  Io& io_;
  TestFile file_;
  std::unique_ptr<Scenery> scenery_;
};

ExitStatus report(const std::vector<Output>& outputs, const TestWishes& wishes,
                  const TestReport& tested, Io& io) {
  const auto text = [&](std::string_view format, const Presentation& how) {
    std::string out;
    for (const TestReporter* reporter : reporters::test)
      if (reporter->name == format) reporter->write(tested, how, out);
    return out;
  };
  if (write_outputs(outputs, wishes.output, text, io) != ExitStatus::clean)
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
  std::vector<std::unique_ptr<Tested>> all;
  bool good = true;
  for (const std::string& path : wishes.files) {
    all.push_back(std::make_unique<Tested>(path, wishes, sources, io));
    good &= all.back()->run();
  }
  if (!good) return ExitStatus::unable;
  TestReport tested{sources, {}};
  for (const auto& one : all) tested.files.push_back(one->verdicts());
  return report(outputs, wishes, tested, io);
}

/// The inputs as the test file will name them.
std::vector<std::string> inputs_beside(const TestWishes& wishes) {
  namespace fs = std::filesystem;
  fs::path folder = fs::path(wishes.write).parent_path();
  if (folder.empty()) folder = ".";
  std::vector<std::string> paths = wishes.input.paths;
  paths.insert(paths.end(), wishes.input.filename.begin(),
               wishes.input.filename.end());
  if (paths.empty()) paths.emplace_back(".");
  for (std::string& path : paths) {
    std::error_code error;
    const fs::path near = fs::proximate(path, folder, error);
    if (!error) path = near.string();
  }
  return paths;
}

ExitStatus write(const TestWishes& wishes, Io& io) {
  if (!wishes.files.empty())
    return refuse(io, "--write makes a test file, and reads none");
  if (file_status(wishes.write))
    return refuse(io, fmt::format("--write: {} is there already",
                                  asmgw::in_quotes(wishes.write)));
  Sources sources;
  const auto scenery = scenery_of(wishes, sources, io);
  if (!scenery) return ExitStatus::unable;
  const Rendering& rendering = *scenery->rendering;
  const auto all =
      proposals(rendering.workloads, rendering.mesh, rendering.settings);
  const std::string text = test_file_text({inputs_beside(wishes)}, all);
  if (const auto error = write_file(wishes.write, text))
    return refuse(io, error->message);
  if (!wishes.quiet)
    io.err << fmt::format("Wrote {} to {}.\n", counted(all.size(), "request"),
                          visible(wishes.write));
  return ExitStatus::clean;
}

}  // namespace

std::vector<std::string_view> test_formats() {
  std::vector<std::string_view> names;
  names.reserve(reporters::test.size());
  for (const TestReporter* reporter : reporters::test)
    names.push_back(reporter->name);
  return names;
}

ExitStatus test(const TestWishes& wishes, Io& io) {
  auto outputs = parse_outputs(wishes.output, test_formats());
  if (!outputs) return refuse(io, outputs.error().message);
  if (!wishes.write.empty()) return write(wishes, io);
  if (wishes.files.empty())
    return refuse(io, "test needs a file, as in: asmgw test gateway.test.yaml");
  return check(*outputs, wishes, io);
}

}  // namespace asmgw::cli
