// Test files -> requests, their manifests -> meshes, both -> verdicts; or a
// mesh -> a first test file.
#include "cli/test_run.h"

#include "base/escape.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/mesh_input.h"
#include "cli/test_input.h"
#include "output/test_report.h"
#include "resolve/proposal.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

namespace asmgw::cli {
namespace {

/// A mesh and what its workloads listen on.
struct Scenery {
  LintOptions lint;
  MeshInput input;
  std::unique_ptr<Rendering> rendering;
};

/// What neither the command line nor the file says.
TestWishes with_defaults(TestWishes wishes) {
  const MeshWishes usual;
  const auto put = [](std::string_view value, std::string& to) {
    if (to.empty()) to = value;
  };
  put("default", wishes.namespace_);
  put(usual.order, wishes.mesh.order);
  put(usual.gateway_namespace, wishes.mesh.gateway_namespace);
  return wishes;
}

using Wording = std::function<std::string(const std::string& message)>;

/// Reads a mesh; nothing: it cannot be, which is said as `worded`.
std::unique_ptr<Scenery> scenery_of(const TestWishes& said, Sources& sources,
                                    const Wording& worded, Io& io) {
  const TestWishes wishes = with_defaults(said);
  auto lint = mesh_lint_options(wishes.namespace_, wishes.istio_version,
                                wishes.mesh, wishes.limits, io);
  const auto inputs = find_inputs(wishes.input, io);
  if (!lint || !inputs) {
    refuse(io, worded(lint ? inputs.error().message : lint.error().message));
    return nullptr;
  }
  if (inputs->unread_pipe) say(io, unread_pipe_line);
  auto made = std::make_unique<Scenery>();
  made->lint = std::move(*lint);
  made->lint.all_context = true;
  made->input = read_mesh(*inputs, made->lint, wishes.quiet, sources, io);
  if (!made->input.complete) return nullptr;
  const Mesh& mesh = made->input.mesh();
  auto workloads = effective_workloads(mesh, made->lint.mesh, sources);
  if (!workloads || mesh.gateways.empty()) {
    refuse(io,
           workloads ? "no Gateway found" : worded(workloads.error().message));
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

/// A path of a test file, as seen from here.
std::string path_from_here(const std::string& file, const std::string& path) {
  if (path == "-") return path;
  return (std::filesystem::path(file).parent_path() / path).string();
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

/// Takes out of the file what the command line says as well.
void overrule(const TestWishes& given, TestFile& file) {
  if (!given.input.paths.empty() || !given.input.filename.empty())
    file.in.clear();
  if (!given.mesh.workloads.empty()) file.workloads.clear();
  if (!given.mesh.service_ports.empty()) file.services.clear();
  if (!given.mesh.complete.empty()) file.complete.clear();
  if (!given.namespace_.empty()) file.namespace_.reset();
  if (!given.mesh.gateway_namespace.empty()) file.gateway_namespace.reset();
  if (!given.istio_version.empty()) file.istio_version.reset();
  if (!given.mesh.order.empty()) file.order.reset();
}

/// The wishes of the command line and, beside them, of a file without what they
/// overrule.
TestWishes wishes_of(const TestFile& file, const std::string& path,
                     const std::shared_ptr<const Root>& root,
                     const TestWishes& given) {
  TestWishes wishes = given;
  if (wishes.input.paths.empty() && wishes.input.filename.empty()) {
    wishes.input.root = root;
    for (const Written& one : file.in)
      wishes.input.paths.push_back(path_from_here(path, one.text));
    const auto folder = std::filesystem::path(path).parent_path();
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
  if (!file.complete.empty()) wishes.mesh.complete = file.complete;
  if (!file.workloads.empty()) wishes.mesh.workloads = texts_of(file.workloads);
  if (!file.services.empty())
    wishes.mesh.service_ports = texts_of(file.services);
  return wishes;
}

/// Values of a test file that go the way of an option, whose errors name it.
struct Setting {
  std::string_view option, key;
  std::vector<Written> values;
};

std::vector<Setting> settings_of(const TestFile& file) {
  const auto one = [](const std::optional<Written>& value) {
    return value ? std::vector<Written>{*value} : std::vector<Written>{};
  };
  return {
      {"--workload", "workload", file.workloads},
      {"--service-ports", "services", file.services},
      {"--namespace", "namespace", one(file.namespace_)},
      {"--gateway-namespace", "gateway-namespace", one(file.gateway_namespace)},
      {"--istio-version", "istio-version", one(file.istio_version)},
      {"--order", "order", one(file.order)}};
}

std::string at_place(const Sources& sources, Range range,
                     std::string_view message) {
  return fmt::format("{}: {}", place_text(sources.place(range)), message);
}

/// The message of an error about an option; if the file has set it, at the
/// value that is meant and by the name of its key.
std::string worded_for(const TestFile& file, const Sources& sources,
                       const std::string& message) {
  for (const Setting& one : settings_of(file)) {
    const std::size_t length = one.option.size();
    if (one.values.empty() || message.substr(0, length) != one.option ||
        (message[length] != ':' && message[length] != ' '))
      continue;
    const auto meant = std::find_if(
        one.values.begin(), one.values.end(), [&](const Written& value) {
          return contains(message, asmgw::in_quotes(value.text));
        });
    const Written& at = meant == one.values.end() ? one.values.back() : *meant;
    return at_place(sources, at.range,
                    std::string(one.key) + message.substr(length));
  }
  return message;
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
    overrule(wishes_, file_);
    const auto root = root_of_test_file(path_);
    if (!root) {
      refuse(io_, root.error().message);
      return false;
    }
    if (!finds_inputs(*root)) return false;
    scenery_ = scenery_of(
        wishes_of(file_, path_, *root, wishes_), sources_,
        [&](const std::string& message) {
          return worded_for(file_, sources_, message);
        },
        io_);
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
      auto fault = judged(one, answer,
                          resolvers.of(workload).deciders(answer, one.request));
      made.requests.push_back(
          {one, {one.request, from, std::move(answer)}, std::move(fault)});
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
  if (write_outputs(outputs, wishes.output, text, io,
                    paths_of(tested.sources)) != ExitStatus::clean)
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

/// Without what is as it would be anyway.
TestFileHead head_of(const TestWishes& wishes) {
  const TestWishes usual = with_defaults({});
  const auto unless = [](const std::string& value, const std::string& other) {
    return value == other ? std::string() : value;
  };
  TestFileHead head{inputs_beside(wishes)};
  head.workloads = wishes.mesh.workloads;
  head.services = wishes.mesh.service_ports;
  head.namespace_ = unless(wishes.namespace_, usual.namespace_);
  head.gateway_namespace =
      unless(wishes.mesh.gateway_namespace, usual.mesh.gateway_namespace);
  head.istio_version = wishes.istio_version;
  head.order = unless(wishes.mesh.order, usual.mesh.order);
  head.complete = completeness_words(wishes.mesh.complete);
  return head;
}

/// Options that change what is reached, and that no test file holds.
void say_what_is_not_held(const TestWishes& wishes, Io& io) {
  const MeshWishes& mesh = wishes.mesh;
  std::string options;
  for (const auto& [option, given] :
       {std::pair("--include", !wishes.input.include.empty()),
        std::pair("--exclude", !wishes.input.exclude.empty()),
        std::pair("--scope-to-namespace", mesh.scope_to_namespace),
        std::pair("--quic", mesh.quic), std::pair("--ipv6", mesh.ipv6),
        std::pair("--unprivileged", mesh.unprivileged)})
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
  const auto scenery = scenery_of(
      wishes, sources, [](const std::string& message) { return message; }, io);
  if (!scenery) return ExitStatus::unable;
  const Rendering& rendering = *scenery->rendering;
  auto all = proposals(rendering.workloads, rendering.mesh, rendering.settings);
  say_left_out(take_unwritable(all), io);
  if (all.empty())
    return refuse(io,
                  "--write: no host to ask for: no server of a workload "
                  "has a host that a client can name");
  const std::string text = test_file_text(head_of(wishes), all);
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
