// Files -> groups -> what is in each.
#include "cli/groups_run.h"

#include "base/text.h"
#include "cli/group_input.h"
#include "cli/progress.h"
#include "cli/settings.h"
#include "listen/effective.h"
#include "mesh/applied_files.h"
#include "output/groups.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <set>
#include <span>

namespace asmgw::cli {
namespace {

/// The files as they were read, by their index among the inputs.
struct ReadFiles {
  std::vector<std::unique_ptr<const FileObjects>> owned;
  std::vector<const FileObjects*> all;  ///< null: not read
  bool complete = true;
};

ReadFiles read_files(const Inputs& inputs, const MeshSettings& settings,
                     bool quiet, Sources& sources, Io& io) {
  ReadFiles made;
  const std::uint64_t limit = settings.limits.file_bytes();
  Progress progress(io, inputs.files.size(), quiet);
  for (const Input& input : inputs.files) {
    auto file = input.is_stdin ? io.read_in(limit) : read_input(input, limit);
    made.all.push_back(nullptr);
    progress.step();
    if (file && file->too_large)
      file = Error{fmt::format("{}: larger than the limit (--max-file-size)",
                               visible(input.path))};
    if (!file) {
      refuse(io, file.error().message);
      made.complete = false;
      continue;
    }
    const FileId id = sources.add(input.path, std::move(file->text));
    made.owned.push_back(std::make_unique<const FileObjects>(
        read_objects(sources, id, input.role, settings)));
    made.all.back() = made.owned.back().get();
  }
  for (const Error& error : inputs.errors) {
    refuse(io, error.message);
    made.complete = false;
  }
  return made;
}

/// Of the group at `index`.
GroupCounts counts_of(const AppliedFiles& applied, GroupIndex index,
                      const Sources& sources, const MeshSettings& settings) {
  GroupCounts counts;
  const MeshGroups& groups = applied.groups();
  std::set<FileIndex> files;
  for (const GroupMember& member : groups.all()[index].members) {
    const GroupedFile& file = groups.files()[member.file];
    if (files.insert(member.file).second && !file.patch)
      counts.objects += file.objects.size();
  }
  counts.files = files.size();
  const std::vector<const FileObjects*> read = applied.of(std::span(&index, 1));
  for (const FileObjects* file : read)
    if (file->role != FileRole::patch)
      counts.gateways += static_cast<std::size_t>(std::count_if(
          file->objects.begin(), file->objects.end(),
          [](const FileObject& one) { return one.gateway != nullptr; }));
  counts.objects = std::max(counts.objects, counts.gateways);
  if (counts.gateways == 0) return counts;
  const MeshResult merged = merge(read, sources, settings);
  counts.workloads = workloads(merged.mesh, settings).size();
  return counts;
}

std::string summary_line(const GroupListing& listing) {
  std::size_t empty = 0, gateways = 0;
  for (const GroupCounts& counts : listing.counts) {
    if (counts.objects == 0) ++empty;
    if (counts.gateways > 0) ++gateways;
  }
  std::string line = fmt::format(
      "{} of {}, {} with Gateways", counted(listing.counts.size(), "group"),
      counted(listing.groups.files().size(), "file"), gateways);
  if (empty > 0 && !listing.all)
    line += fmt::format("; {} without an object {} not listed (-v)", empty,
                        empty == 1 ? "is" : "are");
  return line + ".\n";
}

ExitStatus show(const GroupListing& listing, const Inputs& inputs,
                const GroupsWishes& wishes, Io& io) {
  const auto outputs =
      parse_outputs(wishes.output, names_of(reporters::groups));
  if (!outputs) return refuse(io, outputs.error().message);
  std::vector<std::string> paths;
  for (const Input& file : inputs.files) paths.push_back(file.path);
  const ExitStatus status = write_reports(reporters::groups, *outputs,
                                          wishes.output, io, paths, listing);
  if (!wishes.quiet) io.err << summary_line(listing);
  return status;
}

}  // namespace

ExitStatus list_groups(const GroupsWishes& wishes, Io& io) {
  if (const auto outputs =
          parse_outputs(wishes.output, names_of(reporters::groups));
      !outputs)
    return refuse(io, outputs.error().message);
  Sources sources;
  const auto settings = settings_of(wishes.settings, sources);
  if (!settings) return refuse(io, settings.error().message);
  auto config = find_config(wishes.config, settings->limits);
  if (!config) return refuse(io, config.error().message);
  const auto inputs = find_inputs(wishes.input, io);
  if (!inputs) return refuse(io, inputs.error().message);
  if (inputs->unread_pipe) say(io, unread_pipe_line);

  const ReadFiles read =
      read_files(*inputs, *settings, wishes.quiet, sources, io);
  GroupedInputs grouped =
      group_input(*inputs, sources, read.all, *settings, std::move(*config));
  const MeshGroups groups(std::move(grouped.input));
  if (groups.cut_off()) say(io, cut_off_line);
  const AppliedFiles applied(groups, grouped.files, sources, *settings);
  GroupListing listing{groups, {}, wishes.verbose};
  for (GroupIndex i = 0; i < groups.all().size(); ++i)
    listing.counts.push_back(counts_of(applied, i, sources, *settings));
  const ExitStatus status = show(listing, *inputs, wishes, io);
  return read.complete ? status : ExitStatus::unable;
}

}  // namespace asmgw::cli
