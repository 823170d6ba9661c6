// Wishes -> settings, files -> findings, findings -> reports and a status.
#include "cli/lint_run.h"

#include "base/text.h"
#include "cli/check_files.h"
#include "cli/group_input.h"
#include "cli/lint_summary.h"
#include "cli/named_inputs.h"
#include "cli/not_checked.h"
#include "cli/progress.h"
#include "cli/settings.h"
#include "model/names.h"
#include "output/reporters.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw::cli {
namespace {

Severity level_of(std::string_view word) {
  for (Severity level : {Severity::info, Severity::warning, Severity::error})
    if (text_of(level) == word) return level;
  return Severity::off;
}

Result<LintOptions> options_of(const LintWishes& wishes, const Sources& sources,
                               Io& io) {
  auto settings = settings_of(wishes.settings, sources);
  if (!settings) return settings.error();
  say_judged_version(*settings, io);
  LintOptions options;
  options.settings = std::move(*settings);
  options.settings.limits.findings = wishes.max_file_findings;
  options.set_by_file = wishes.scope == "file";
  options.shown = level_of(wishes.min_level);
  options.list_skipped = wishes.verbose;
  return options;
}

bool fails(const LevelCounts& counts, std::string_view fail_on) {
  switch (level_of(fail_on)) {
    case Severity::error:
      return counts.errors > 0;
    case Severity::warning:
      return counts.errors + counts.warnings > 0;
    case Severity::info:
      return counts.sum() > 0;
    case Severity::off:
      break;
  }
  return false;
}

void assumed_version(const LintOptions& options, const LintResult& result,
                     Io& io) {
  if (options.settings.asked_version || !result.version_decided) return;
  say(io, fmt::format("assumed Istio {}, the newest known; a finding depends "
                      "on it (--istio-version)",
                      to_string(newest_version)));
}

/// Checks all files. False: some could not be read.
bool check_all(FileChecker& checker, const Inputs& inputs,
               const LintWishes& wishes, Io& io) {
  for (const Error& error : inputs.errors) refuse(io, error.message);
  Progress progress(io, inputs.files.size(), wishes.quiet);
  return checker.run(wishes.threads, progress) && inputs.errors.empty();
}

Result<NamedInputs> named_inputs(const LintWishes& wishes, const Io& io) {
  // Alone, no file is judged with others.
  const bool around = wishes.with_repository && wishes.scope != "file";
  return around ? NamedInputs::find(wishes.input, io)
                : NamedInputs::find_alone(wishes.input, io);
}

/// What is found in each group of files that reach one mesh together.
Linted finish_by_group(FileChecker& checker, NamedInputs& named,
                       GroupedInputs inputs, std::string& lines, Io& io) {
  std::vector<std::string> kustomizations;
  for (const PlacedKustomization& one : inputs.input.kustomizations)
    kustomizations.push_back(one.path);
  const MeshGroups groups(std::move(inputs.input));
  if (groups.cut_off()) {
    say(io, taken_as_one_line);
    return checker.finish();
  }
  lines = group_lines(groups);
  named.add_shaped(groups, kustomizations);
  return checker.finish(groups, inputs.files);
}

/// With the namespace that unnamed objects land in.
LintResult result_of(Linted linted, const MeshSettings& settings) {
  LintResult result = std::move(linted.result);
  for (ObjectName& object : result.objects)
    if (object.kind && !object.namespace_)
      object.namespace_ = settings.default_namespace;
  return result;
}

std::vector<std::string> paths_of(const std::vector<Input>& files) {
  std::vector<std::string> paths;
  paths.reserve(files.size());
  for (const Input& file : files) {
    paths.push_back(file.path);
    if (file.build)
      paths.insert(paths.end(), file.build->of.begin(), file.build->of.end());
  }
  return paths;
}

}  // namespace

ExitStatus lint(const LintWishes& wishes, Io& io) {
  const auto outputs = parse_outputs(wishes.output, names_of(reporters::lint));
  if (!outputs) return refuse(io, outputs.error().message);
  const auto rules = RuleSet::make(rules::all, wishes.selection);
  if (!rules) return refuse(io, rules.error().message);
  Sources sources;
  auto options = options_of(wishes, sources, io);
  if (!options) return refuse(io, options.error().message);
  auto config = find_config(wishes.groups.config, options->settings.limits);
  if (!config) return refuse(io, config.error().message);
  auto named = named_inputs(wishes, io);
  if (!named) return refuse(io, named.error().message);
  if (wishes.with_repository)
    options->wanted = [&](FileId file) {
      return named->is_named(sources.file(file).path());
    };
  const Inputs* inputs = &named->inputs();
  if (inputs->unread_pipe)
    say(io,
        "stdin is piped but not read; say \"-\" to read it (reading \".\" "
        "instead)");

  FileChecker checker(inputs->files, *rules, *options, sources, io);
  const bool complete = check_all(checker, *inputs, wishes, io);
  const MeshSettings& settings = options->settings;
  std::string groups;
  const bool one_mesh =
      wishes.scope == "file" ||
      is_one_mesh(wishes.groups, inputs->files.size(), settings);
  LintResult result = result_of(
      one_mesh
          ? checker.finish()
          : finish_by_group(checker, *named,
                            group_input(*inputs, sources, checker.objects(),
                                        settings, std::move(*config)),
                            groups, io),
      settings);
  const std::size_t found = result.diagnostics.size();
  const std::string statistics =
      wishes.statistics ? statistics_of(result) : std::string();
  if (found > wishes.max_findings)
    result.diagnostics.resize(wishes.max_findings);
  const ExitStatus written =
      write_reports(reporters::lint, *outputs, wishes.output, io,
                    paths_of(inputs->files), sources, result);

  if (wishes.verbose)
    io.err << skipped_lines(sources, result, *inputs) << groups;
  io.err << left_alone_lines(sources, result, wishes.quiet);
  if (!wishes.quiet) io.err << walk_lines(*inputs);
  if (!wishes.quiet) assumed_version(*options, result, io);
  if (wishes.statistics) io.err << statistics;
  if (!wishes.quiet)
    io.err << summary_line(result, options->shown,
                           found - result.diagnostics.size());
  const bool empty = result.counts.gateways == 0;
  if (!complete || written != ExitStatus::clean ||
      (empty && inputs->unread_pipe))
    return ExitStatus::unable;
  if (empty && wishes.fail_if_empty)
    return refuse(io, "no Gateway found (--fail-if-empty)");
  return fails(result.counts.findings, wishes.fail_on) ? ExitStatus::findings
                                                       : ExitStatus::clean;
}

}  // namespace asmgw::cli
