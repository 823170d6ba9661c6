// Neither program is given an option that lets it run another one or fetch. A
// kustomization fetches remote resources without being asked to: what it would
// fetch them with is closed by variables.
#include "cli/build_process.h"

#include "base/text.h"
#include "cli/builds.h"
#include "cli/program.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace asmgw::cli {
namespace {

/// A port on which nobody answers; the proxy below.
constexpr std::string_view nowhere = "127.0.0.1:9";

constexpr std::array<std::string_view, 11> variables{
    "HTTP_PROXY=http://127.0.0.1:9",
    "HTTPS_PROXY=http://127.0.0.1:9",
    "NO_PROXY=",
    // kustomize runs git for remote resources.
    "GIT_ALLOW_PROTOCOL=",
    "GIT_TERMINAL_PROMPT=0",
    // Plugins of the user; the namespace is that of no cluster.
    "HELM_NO_PLUGINS=1",
    "HELM_PLUGINS=/dev/null",
    "KUBECONFIG=/dev/null",
    "KUBERC=off",
    "KUSTOMIZE_PLUGIN_HOME=/dev/null",
    "LC_ALL=C",
};

/// A chart may ask whether the cluster has Istio, and else holds no Gateway.
constexpr std::array<std::string_view, 3> versions{"v1", "v1beta1", "v1alpha3"};
constexpr std::array<std::string_view, 3> suffixes{"", "/Gateway",
                                                   "/VirtualService"};

/// helm reads a list with commas, written as in a CSV file.
std::string list_of_one(const std::string& path) {
  if (path.find_first_of(",\"\n") == std::string::npos) return path;
  std::string quoted = "\"";
  for (char c : path) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

/// What is between the quotes behind ` err=`, as kubectl's log has it.
std::string_view logged_error(std::string_view line) {
  constexpr std::string_view mark = " err=\"";
  const std::size_t at = line.find(mark);
  if (at == std::string_view::npos) return line;
  line.remove_prefix(at + mark.size());
  if (line.ends_with('"')) line.remove_suffix(1);
  return line;
}

/// What tells why, without what stands in front of it: to the next empty line.
std::string_view reason_in(std::string_view text) {
  std::string_view first;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    for (std::string_view start : {"Error: ", "error: "})
      if (line.starts_with(start))
        return text.substr(start.size(), text.find("\n\n") - start.size());
    if (first.empty() || first.starts_with('#')) first = line;
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return logged_error(first);
}

/// On one line, and cut.
std::string as_line(std::string_view text) {
  constexpr std::size_t longest = 600;
  std::string line(text.substr(0, longest));
  while (!line.empty() && line.back() == '\n') line.pop_back();
  std::replace(line.begin(), line.end(), '\n', ' ');
  return visible(line);
}

Error failed(const Build& build, const std::string& shown, const Ended& ended) {
  std::string text = as_line(reason_in(ended.err));
  if (text.empty()) text = "without a word";
  const bool fetched =
      contains(ended.err, nowhere) || contains(ended.err, "fatal: transport '");
  return {fmt::format("{}: {} ended with status {}: {}{}", visible(shown),
                      build.call.front(), ended.status, text,
                      fetched ? " (nothing remote is fetched)" : "")};
}

}  // namespace

Result<std::vector<std::string>> kustomize_call() {
  if (is_program("kustomize"))
    return std::vector<std::string>{"kustomize", "build", "--"};
  if (is_program("kubectl"))
    return std::vector<std::string>{"kubectl", "kustomize", "--"};
  return Error{"--kustomize: neither kustomize nor kubectl is in PATH"};
}

Result<std::vector<std::string>> helm_call(
    const std::vector<std::string>& values) {
  if (!is_program("helm")) return Error{"--helm: helm is not in PATH"};
  std::vector<std::string> call{"helm", "template"};
  for (std::string_view version : versions)
    for (std::string_view suffix : suffixes)
      call.push_back(fmt::format("--api-versions=networking.istio.io/{}{}",
                                 version, suffix));
  for (const std::string& path : values)
    call.push_back("--values=" + list_of_one(path));
  call.emplace_back("--");
  return call;
}

bool build_inherits(std::string_view variable) {
  // kustomize puts any other that a file of the repository names into what it
  // makes, and findings quote that.
  constexpr std::array<std::string_view, 5> kept{"PATH", "HOME", "TMPDIR",
                                                 "USER", "LOGNAME"};
  return std::find(kept.begin(), kept.end(), variable) != kept.end() ||
         variable.starts_with("XDG_");
}

Result<FileText> read_build(const Build& build, const std::string& shown,
                            std::uint64_t limit) {
  auto ended = run_program({.arguments = build.call,
                            .environment = {variables.begin(), variables.end()},
                            .limit = limit,
                            .limit_option = "--max-file-size",
                            .time = build.time,
                            .inherits = build_inherits});
  if (!ended)
    return Error{fmt::format("{}: {}", visible(shown), ended.error().message)};
  if (ended->status != 0) return failed(build, shown, *ended);
  const std::uint64_t bytes = ended->out.size();
  return FileText{std::move(ended->out), bytes, false};
}

}  // namespace asmgw::cli
