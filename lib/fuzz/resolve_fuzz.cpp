// The first line as a URL, the second as a header, the rest as manifests: what
// the one reaches in the others.
#include "fuzz/fuzz.h"
#include "mesh/merge.h"
#include "output/resolve.h"
#include "resolve/resolve.h"

#include <string>

namespace asmgw {
namespace {

std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return line;
}

void must_be_sound(const Answer& answer) {
  must(!answer.steps.empty());
  must(answer.reached() || !answer.steps.back().why.empty());
  must(answer.outcome != RequestOutcome::redirect || !answer.location.empty());
  must(!answer.route || answer.virtual_host);
  must(!answer.virtual_host || answer.chain);
  must(!answer.chain || answer.listener);
}

void ask(const Request& request, const Renderings& renderings) {
  const Rendering& rendering = renderings.front();
  Resolution resolution{renderings, {}};
  for (const Effective& one : rendering.workloads) {
    resolution.answers.push_back(
        {rendering, request, one,
         resolve(one, rendering.mesh, rendering.settings, request)});
    must_be_sound(resolution.answers.back().answer);
  }
  for (const ResolveReporter* reporter : reporters::resolve) {
    std::string out;
    reporter->write(resolution, {}, out);
    must(out.find('\x1b') == std::string::npos);
  }
}

}  // namespace

void fuzz(std::string_view bytes) {
  auto request = parse_url(take_line(bytes));
  const std::string_view header = take_line(bytes);
  if (!request) {
    must(!request.error().message.empty());
    return;
  }
  must(request->port > 0 && request->port < 65536 && !request->host.empty());
  must(request->path.substr(0, 1) == "/");
  (void)add_header(header, *request);
  request->client_certificate = bytes.size() % 2 == 1;
  Sources sources;
  const MeshSettings settings;
  const MeshResult read = read_mesh(
      sources, {sources.add("fuzz.yaml", std::string(bytes))}, settings);
  const Engine engine(read.mesh, settings);
  Rendering rendering{sources, read.mesh, settings, {}};
  for (const Workload& workload : workloads(read.mesh, settings))
    rendering.workloads.push_back(engine.effective(workload));
  ask(*request, {rendering});
}

}  // namespace asmgw
