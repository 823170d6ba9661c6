// URLs -> requests, files -> a mesh, both -> answers.
#include "cli/resolve_run.h"

#include "base/text.h"
#include "cli/mesh_input.h"
#include "output/resolve.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

Error about(std::string_view option, const Error& error) {
  return {fmt::format("{}: {}", option, error.message)};
}

/// What the options say of every request.
std::optional<Error> apply(const ResolveWishes& wishes, Request& request) {
  if (!wishes.address.empty()) {
    auto address = parse_address(wishes.address);
    if (!address) return about("--address", address.error());
    request.address = std::move(*address);
  }
  for (const std::string& line : wishes.headers)
    if (auto error = add_header(line, request)) return about("-H", *error);
  if (!wishes.host.empty()) {
    auto host = parse_host_header(wishes.host);
    if (!host) return about("--host", host.error());
    request.host = std::move(*host);
  }
  auto method = parse_method(wishes.method);
  if (!method) return about("--method", method.error());
  request.method = std::move(*method);
  request.client_certificate = wishes.client_certificate;
  if (wishes.no_sni) request.sni.reset();
  if (wishes.sni.empty()) return std::nullopt;
  auto name = parse_server_name(wishes.sni);
  if (!name) return about("--sni", name.error());
  if (request.tls) request.sni = std::move(*name);
  return std::nullopt;
}

Result<std::vector<Request>> requests_of(const ResolveWishes& wishes) {
  if (wishes.urls.empty())
    return Error{
        "resolve needs a URL, as in: asmgw resolve https://shop.example.com/"};
  if (wishes.no_sni && !wishes.sni.empty())
    return Error{"--sni and --no-sni contradict each other"};
  std::vector<Request> requests;
  for (const std::string& url : wishes.urls) {
    auto request = parse_url(url);
    if (!request) return request.error();
    if (auto error = apply(wishes, *request)) return *error;
    requests.push_back(std::move(*request));
  }
  return requests;
}

struct Plan {
  std::vector<Output> outputs;
  LintOptions lint;
  std::vector<Request> requests;
};

Result<Plan> plan_of(const ResolveWishes& wishes, const Sources& sources,
                     Io& io) {
  auto outputs = parse_outputs(wishes.output, names_of(reporters::resolve));
  if (!outputs) return outputs.error();
  auto requests = requests_of(wishes);
  if (!requests) return requests.error();
  auto lint = mesh_lint_options(wishes.settings, sources, io);
  if (!lint) return lint.error();
  // Services that routes lead to play no part in listeners.
  lint->all_context = true;
  return Plan{std::move(*outputs), std::move(*lint), std::move(*requests)};
}

std::vector<Answered> answers_of(const std::vector<Request>& requests,
                                 const Rendering& rendering) {
  const Resolvers resolvers(rendering.workloads, rendering.mesh,
                            rendering.settings);
  std::vector<Answered> answers;
  answers.reserve(requests.size() * rendering.workloads.size());
  for (const Request& request : requests)
    for (std::size_t i = 0; i < rendering.workloads.size(); ++i)
      answers.push_back(
          {request, rendering.workloads[i], resolvers.of(i).answer(request)});
  return answers;
}

/// URLs that some workload takes somewhere.
std::size_t reached(const std::vector<Request>& requests,
                    const std::vector<Answered>& answers) {
  return static_cast<std::size_t>(std::count_if(
      requests.begin(), requests.end(), [&](const Request& request) {
        return std::any_of(
            answers.begin(), answers.end(), [&](const Answered& one) {
              return &one.request == &request && one.answer.reached();
            });
      }));
}

ExitStatus answer(const Plan& plan, const ResolveWishes& wishes,
                  const Sources& sources, const MeshInput& input, Io& io) {
  const MeshSettings& settings = plan.lint.settings;
  const Mesh& mesh = input.mesh();
  auto workloads = effective_workloads(input, settings, sources);
  if (!workloads) return refuse(io, workloads.error().message);
  const Rendering rendering{sources, mesh, settings, std::move(*workloads)};
  const Resolution resolution{rendering, answers_of(plan.requests, rendering)};
  if (write_reports(reporters::resolve, plan.outputs, wishes.output, io,
                    paths_of(sources), resolution) != ExitStatus::clean)
    return ExitStatus::unable;
  const std::size_t good = reached(plan.requests, resolution.answers);
  if (!wishes.quiet)
    io.err << fmt::format("Resolved {} on {} of {}: {} reached.\n",
                          counted(plan.requests.size(), "URL"),
                          counted(rendering.workloads.size(), "workload"),
                          counted(mesh.gateways.size(), "Gateway"), good);
  return good == plan.requests.size() ? ExitStatus::clean
                                      : ExitStatus::findings;
}

}  // namespace

ExitStatus resolve(const ResolveWishes& wishes, Io& io) {
  Sources sources;
  const auto plan = plan_of(wishes, sources, io);
  if (!plan) return refuse(io, plan.error().message);
  const auto inputs = find_inputs(wishes.input, io);
  if (!inputs) return refuse(io, inputs.error().message);
  if (inputs->unread_pipe) say(io, unread_pipe_line);
  const MeshInput input =
      read_mesh(*inputs, plan->lint, wishes.quiet, sources, io);
  if (!input.complete) return ExitStatus::unable;
  if (input.mesh().gateways.empty()) return refuse(io, "no Gateway found");
  return answer(*plan, wishes, sources, input, io);
}

}  // namespace asmgw::cli
