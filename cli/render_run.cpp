// Wishes -> settings, files -> a mesh, a mesh -> workloads -> reports.
#include "cli/render_run.h"

#include "base/text.h"
#include "cli/lint_summary.h"
#include "cli/mesh_input.h"
#include "output/render.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

Result<RenderFilter> filter_of(const RenderWishes& wishes) {
  RenderFilter filter;
  if (wishes.port > 0) filter.port = static_cast<std::uint32_t>(wishes.port);
  filter.host = wishes.host;
  if (wishes.host.find_first_of("/: ") != std::string::npos)
    return Error{
        fmt::format("--host: {} is no host name such as "
                    "shop.example.com",
                    in_quotes(wishes.host))};
  if (wishes.dropped == "only") filter.dropped = ShowDropped::only;
  if (wishes.dropped == "hide") filter.dropped = ShowDropped::hide;
  return filter;
}

struct Tally {
  std::size_t workloads = 0, listeners = 0, refused = 0, dropped = 0,
              privileged = 0;
};

void add(const SharedList<Effective>& all, Tally& tally) {
  tally.workloads += all.size();
  for (const Effective& one : all) {
    for (const EffectiveListener& listener : one.listeners) {
      if (listener.state != ListenerState::omitted) ++tally.listeners;
      if (listener.state == ListenerState::nack) ++tally.refused;
    }
    for (const ServerIn& server : one.servers) {
      if (server.drop.at_merge()) ++tally.dropped;
      if (server.drop.reason == DropReason::privileged_port) ++tally.privileged;
    }
  }
}

std::string summary_line(const MeshInput& input, const Tally& tally) {
  const LintCounts& counts = input.result.counts;
  std::string beside;
  if (counts.context > 0)
    beside = counted(counts.context, "other object") + " as context";
  if (counts.skipped > 0)
    beside +=
        fmt::format("{}{} skipped", beside.empty() ? "" : ", ", counts.skipped);
  if (!beside.empty()) beside = " (" + beside + ")";
  std::string found = counted(tally.workloads, "workload") + ", " +
                      counted(tally.listeners, "listener");
  if (tally.refused > 0) found += fmt::format(", {} refused", tally.refused);
  if (const std::size_t lost = tally.dropped + tally.privileged; lost > 0)
    found += fmt::format(", {} dropped", counted(lost, "server"));
  const std::string groups =
      input.meshes.size() < 2
          ? ""
          : fmt::format(" in {} groups", input.meshes.size());
  return fmt::format("Rendered {} of {}{}{}: {}.\n",
                     counted(counts.gateways, "Gateway"),
                     counted(counts.files, "file"), groups, beside, found);
}

/// What was asked for, checked.
struct Plan {
  std::vector<Output> outputs;
  LintOptions lint;
  RenderFilter filter;
};

Result<Plan> plan_of(const RenderWishes& wishes, const Sources& sources,
                     Io& io) {
  auto outputs = parse_outputs(wishes.output, names_of(reporters::render));
  if (!outputs) return outputs.error();
  auto lint = mesh_lint_options(wishes.settings, sources, io);
  if (!lint) return lint.error();
  lint->shown = Severity::info;
  auto filter = filter_of(wishes);
  if (!filter) return filter.error();
  return Plan{std::move(*outputs), std::move(*lint), std::move(*filter)};
}

/// What lint says of the same mesh.
void add_findings(const MeshInput& input, Rendering& rendering) {
  for (const ReadMesh& one : input.meshes)
    if (&one.mesh() == &rendering.mesh)
      rendering.findings =
          findings_of(one.linted.result, one.mesh(), one.linted.facts->engine,
                      rendering.workloads);
}

ExitStatus show(const Plan& plan, const RenderWishes& wishes,
                const Sources& sources, const MeshInput& input, Io& io) {
  auto found = renderings_of(input, plan.lint.settings, sources);
  if (!found) return refuse(io, found.error().message);
  Renderings& all = *found;
  Tally tally;
  for (Rendering& one : all) {
    one.filter = plan.filter;
    add_findings(input, one);
    add(one.workloads, tally);
  }
  if (write_reports(reporters::render, plan.outputs, wishes.output, io,
                    paths_of(sources), all) != ExitStatus::clean)
    return ExitStatus::unable;
  if (!wishes.quiet) io.err << summary_line(input, tally);
  const bool lost = tally.refused + tally.dropped + tally.privileged > 0;
  return wishes.fail_on_dropped && lost ? ExitStatus::findings
                                        : ExitStatus::clean;
}

}  // namespace

ExitStatus render(const RenderWishes& wishes, Io& io) {
  Sources sources;
  const auto plan = plan_of(wishes, sources, io);
  if (!plan) return refuse(io, plan.error().message);
  const auto inputs = find_inputs(wishes.input, io);
  if (!inputs) return refuse(io, inputs.error().message);
  if (inputs->unread_pipe) say(io, unread_pipe_line);
  const auto input = read_meshes(*inputs, plan->lint, wishes.groups,
                                 wishes.quiet, sources, io);
  if (!input) return ExitStatus::unable;
  if (wishes.verbose)
    io.err << skipped_lines(sources, input->result, *inputs)
           << input->group_lines;
  if (!input->complete) return ExitStatus::unable;
  const bool empty = input->empty();
  if (empty && (inputs->unread_pipe || wishes.fail_if_empty)) {
    if (!wishes.quiet) io.err << summary_line(*input, {});
    return refuse(io, "no Gateway found");
  }
  const ExitStatus status = show(*plan, wishes, sources, *input, io);
  if (empty) say(io, "no Gateway found");
  return status;
}

}  // namespace asmgw::cli
