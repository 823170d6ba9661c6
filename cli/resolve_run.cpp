// URLs -> requests, files -> a mesh, both -> answers.
#include "cli/resolve_run.h"

#include "base/text.h"
#include "cli/mesh_input.h"
#include "output/resolve.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>

namespace asmgw::cli {
namespace {

Error about(std::string_view option, const Error& error) {
  return {fmt::format("{}: {}", option, error.message)};
}

/// What of the protocol the options say, behind all else but the server name.
std::optional<Error> apply_protocol(const ResolveWishes& wishes,
                                    Request& request) {
  if (!wishes.alpn.empty()) {
    auto names = parse_alpn(wishes.alpn);
    if (!names) return about("--alpn", names.error());
    if (wishes.grpc &&
        std::find(names->begin(), names->end(), "h2") == names->end())
      return Error{"--grpc needs h2 among the names of --alpn"};
    if (request.tls) request.alpn = std::move(*names);
  }
  if (wishes.http3 && !request.tls)
    return Error{"--http3 needs an https URL: QUIC is always encrypted"};
  request.http3 = wishes.http3;
  if (wishes.grpc) make_grpc(request);
  return std::nullopt;
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
  if (auto error = apply_protocol(wishes, request)) return error;
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
  if (wishes.http3 && !wishes.alpn.empty())
    return Error{"--http3 and --alpn contradict each other: QUIC offers h3"};
  if (wishes.grpc && wishes.method != "GET" && wishes.method != "POST")
    return Error{"--grpc and --method contradict each other: gRPC is POST"};
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

/// A server of the mesh, whatever becomes of it, is for the host.
bool names_host(const Rendering& rendering, const Request& request) {
  const std::string name = host_without_port(request.host);
  for (const Effective& one : rendering.workloads)
    for (const ServerIn& server : one.servers)
      for (const ServedHost& host : server.hosts)
        if (is_host_subset(name, host.dns())) return true;
  return false;
}

/// What one mesh makes of a request. `knows`: one of its servers names the
/// host, or the request gets somewhere.
struct MeshAnswers {
  std::vector<Answered> all;
  bool knows = false;
};

MeshAnswers answers_in(const Rendering& rendering, const Resolvers& resolvers,
                       const Request& request) {
  MeshAnswers made{{}, names_host(rendering, request)};
  for (std::size_t i = 0; i < rendering.workloads.size(); ++i) {
    made.all.push_back({rendering, request, rendering.workloads[i],
                        resolvers.of(i).answer(request)});
    made.knows |= made.all.back().answer.reached();
  }
  return made;
}

/// Of several meshes those that know the host answer; all if none does.
void add_answers(std::vector<MeshAnswers> meshes, std::vector<Answered>& out) {
  const bool any =
      std::any_of(meshes.begin(), meshes.end(),
                  [](const MeshAnswers& one) { return one.knows; });
  for (MeshAnswers& one : meshes)
    if (one.knows || !any)
      for (Answered& answered : one.all) out.push_back(std::move(answered));
}

std::vector<Answered> answers_of(const std::vector<Request>& requests,
                                 const Renderings& all) {
  std::vector<std::unique_ptr<Resolvers>> resolvers;
  resolvers.reserve(all.size());
  for (const Rendering& one : all)
    resolvers.push_back(
        std::make_unique<Resolvers>(one.workloads, one.mesh, one.settings));
  std::vector<Answered> answers;
  for (const Request& request : requests) {
    std::vector<MeshAnswers> meshes;
    for (std::size_t i = 0; i < all.size(); ++i)
      meshes.push_back(answers_in(all[i], *resolvers[i], request));
    add_answers(std::move(meshes), answers);
  }
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

std::string summary_line(const Plan& plan, const MeshInput& input,
                         const Resolution& resolution) {
  std::size_t workloads = 0;
  for (const Rendering& one : resolution.renderings)
    workloads += one.workloads.size();
  const std::string groups =
      input.meshes.size() < 2
          ? ""
          : fmt::format(" in {} groups", input.meshes.size());
  return fmt::format("Resolved {} on {} of {}{}: {} reached.\n",
                     counted(plan.requests.size(), "URL"),
                     counted(workloads, "workload"),
                     counted(input.gateways(), "Gateway"), groups,
                     reached(plan.requests, resolution.answers));
}

ExitStatus answer(const Plan& plan, const ResolveWishes& wishes,
                  const Sources& sources, const MeshInput& input, Io& io) {
  const auto all = renderings_of(input, plan.lint.settings, sources);
  if (!all) return refuse(io, all.error().message);
  const Resolution resolution{*all, answers_of(plan.requests, *all)};
  if (write_reports(reporters::resolve, plan.outputs, wishes.output, io,
                    paths_of(sources), resolution) != ExitStatus::clean)
    return ExitStatus::unable;
  if (!wishes.quiet) io.err << summary_line(plan, input, resolution);
  return reached(plan.requests, resolution.answers) == plan.requests.size()
             ? ExitStatus::clean
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
  const auto input = read_meshes(*inputs, plan->lint, wishes.groups,
                                 wishes.quiet, sources, io);
  if (!input || !input->complete) return ExitStatus::unable;
  if (input->empty()) return refuse(io, "no Gateway found");
  return answer(*plan, wishes, sources, *input, io);
}

}  // namespace asmgw::cli
