// Wishes -> sides, sides -> meshes, meshes -> changes -> reports.
#include "cli/diff_run.h"

#include "base/text.h"
#include "cli/diff_filter.h"
#include "cli/expectations_input.h"
#include "cli/inputs.h"
#include "cli/kubectl.h"
#include "cli/mesh_input.h"
#include "cli/side_reader.h"
#include "diff/context.h"
#include "listen/workloads.h"
#include "output/lint_delta.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <span>

namespace asmgw::cli {
namespace {

/// What was asked for, checked.
struct Plan {
  std::vector<Output> outputs;
  LintOptions lint;
  std::vector<IgnoredChange> ignored;
  std::vector<Approval> approvals;
};

Result<std::vector<Approval>> approvals_of(const DiffWishes& wishes) {
  if (wishes.approve.empty()) return std::vector<Approval>{};
  constexpr std::uint64_t limit = 64 << 20;
  const auto file = read_named(wishes.approve, limit);
  if (!file) return file.error();
  if (file->too_large) return Error{visible(wishes.approve) + " is too large"};
  return parse_approvals(wishes.approve, file->text);
}

Result<Plan> plan_of(const DiffWishes& wishes, const Sources& sources, Io& io) {
  auto outputs = parse_outputs(wishes.output, names_of(reporters::diff));
  if (!outputs) return outputs.error();
  auto options = mesh_lint_options(wishes.settings, sources, io);
  if (!options) return options.error();
  options->all_context = true;
  options->listening = false;
  auto ignored = parse_ignored(wishes.ignore);
  if (!ignored) return ignored.error();
  auto approvals = approvals_of(wishes);
  if (!approvals) return approvals.error();
  return Plan{std::move(*outputs), std::move(*options), std::move(*ignored),
              std::move(*approvals)};
}

struct Read {
  ReadSide older, newer;
  std::optional<ReadSide> live;
};

std::optional<Read> read_all(const Sides& sides, const Plan& plan, bool quiet,
                             Sources& sources, Io& io) {
  SideReader reader(plan.lint, quiet, sources, io);
  auto older = reader.read(sides.old_side, sides.context);
  auto newer = reader.read(sides.new_side, sides.context);
  std::optional<ReadSide> live;
  if (sides.live) live = reader.read(*sides.live, sides.context);
  if (!older || !newer || (sides.live && !live)) return std::nullopt;
  return Read{std::move(*older), std::move(*newer), std::move(live)};
}

/// A line of a side without Gateways that nobody meant to be so.
std::string empty_line(std::string_view word, const Side& side,
                       const ReadSide& read) {
  return fmt::format(
      "{} ({}) has no Gateway: {}; --allow-empty if that is meant", word,
      visible(side.name), read.instead);
}

/// What came or went in a repository is no accident, nor is /dev/null, nor what
/// kubectl hands over.
std::vector<std::string> empty_lines(const Sides& sides, const Read& read,
                                     const DiffWishes& wishes) {
  std::vector<std::string> lines;
  const bool both = read.older.gateways + read.newer.gateways == 0;
  struct Allowed {
    bool empty, text;
  };
  const auto look = [&](std::string_view word, const Side& side,
                        const ReadSide& one, Allowed allowed) {
    if (!one.text_alone.empty() && !allowed.text)
      lines.push_back(
          fmt::format("{}: no Kubernetes object in it; what is not there is "
                      "/dev/null",
                      visible(one.text_alone)));
    else if (one.gateways == 0 && !allowed.empty && !side.is_null &&
             !wishes.allow_empty)
      lines.push_back(empty_line(word, side, one));
  };
  const Allowed allowed{sides.kubectl || (sides.same_place && !both),
                        sides.same_place};
  look("OLD", sides.old_side, read.older, allowed);
  if (wishes.without.empty()) look("NEW", sides.new_side, read.newer, allowed);
  if (sides.live) look("--live", *sides.live, *read.live, {false, false});
  return lines;
}

std::optional<Error> take_out_all(const std::vector<std::string>& names,
                                  Mesh& mesh) {
  for (const std::string& name : names) {
    std::vector<std::string> known;
    for (const MeshGateway& one : mesh.gateways)
      known.push_back(one.full_name());
    const std::vector<std::string_view> words(known.begin(), known.end());
    if (!take_out(mesh, name))
      return Error{fmt::format("--without: no Gateway {}{}", in_quotes(name),
                               did_you_mean(name, words))};
  }
  return std::nullopt;
}

/// Objects that are no Gateways, of kinds that inform levels or not.
std::size_t others_of(const LintResult& side) {
  return side.counts.context + side.counts.skipped;
}

/// `2 objects of other kinds differ ...`, "" if none does.
std::string context_note(const Read& read) {
  constexpr std::size_t most = 4;
  const auto names = differing_context(
      (read.live ? *read.live : read.older).mesh(), read.newer.mesh());
  if (names.empty()) return {};
  std::string text;
  std::size_t count = 0;
  for (const std::string& name : names)
    if (++count <= most) text += (count > 1 ? ", " : "") + visible(name);
  if (names.size() > most)
    text += fmt::format(", +{} more", names.size() - most);
  return fmt::format(
      "{} of other kinds differ{} ({}): both sides are merged "
      "with those of NEW",
      counted(names.size(), "object"), names.size() == 1 ? "s" : "", text);
}

/// Files of kubectl's folders that hold no Gateway, so that their differences
/// are not ours.
Result<std::string> other_text(const DiffWishes& wishes) {
  const std::string& before = wishes.sides.sides[0];
  const std::string& after = wishes.sides.sides[1];
  const auto folders = kubectl_folders(before, after);
  if (!folders) return std::string();
  std::set<std::string> names;
  for (const auto* list : {&folders->old_names, &folders->new_names})
    for (const std::string& name : *list)
      if (name.rfind("networking.istio.io.", 0) != 0 ||
          name.find(".Gateway.") == std::string::npos)
        names.insert(name);
  if (names.empty()) return std::string();
  return text_diff(before, after, {names.begin(), names.end()});
}

Impact impact_of(std::string_view word) {
  for (Impact one : {Impact::none, Impact::safe, Impact::risky})
    if (text_of(one) == word) return one;
  return Impact::breaking;
}

/// `none` as a threshold: any change, of whatever level.
bool fails(const DiffWishes& wishes, const DiffResult& result, bool others) {
  if (wishes.exit_zero || wishes.fail_on == "never") return false;
  const Impact least = impact_of(wishes.fail_on);
  return others ||
         std::any_of(result.changes.begin(), result.changes.end(),
                     [&](const Change& one) { return one.level >= least; });
}

void say_filtered(const Filtered& filtered, const DiffWishes& wishes, Io& io) {
  if (filtered.ignored > 0 && !wishes.quiet)
    say(io, counted(filtered.ignored, "change") + " ignored (--ignore)");
  if (filtered.approved > 0 && !wishes.quiet)
    say(io, counted(filtered.approved, "change") + " approved (--approve)");
  for (std::size_t line : filtered.unused)
    say(io, fmt::format("{}:{}: unused approval: no change has this "
                        "fingerprint",
                        visible(wishes.approve), line));
}

std::string summary_line(const DiffReport& report) {
  return fmt::format(
      "Compared {} of {} with {} of {}: {}{}.\n",
      counted(report.older.gateways, "Gateway"), visible(report.older.name),
      counted(report.newer.gateways, "Gateway"), visible(report.newer.name),
      report.result.level() == Impact::none
          ? std::string("no effective difference")
          : fmt::format("{} breaking, {} risky, {} safe",
                        report.result.count(Impact::breaking),
                        report.result.count(Impact::risky),
                        report.result.count(Impact::safe)),
      report.asked ? "; " + answers_title(report) : "");
}

/// What a test file says that `test` goes by and diff does not.
std::string unread_settings(const TestFile& file, const AllSaid& given) {
  std::string names;
  for (const auto& [setting, values] : file.settings)
    if (!given.contains(setting))
      names +=
          fmt::format("{}{}", names.empty() ? "" : ", ", setting->file_key);
  return names;
}

class Run {
 public:
  Run(const DiffWishes& wishes, const Plan& plan, const Sides& sides,
      Sources& sources, Io& io)
      : wishes_(wishes),
        plan_(plan),
        sides_(sides),
        sources_(sources),
        io_(io) {}

  ExitStatus run() {
    auto read = read_all(sides_, plan_, wishes_.quiet, sources_, io_);
    if (!read) return ExitStatus::unable;
    if (!wishes_.requests.empty()) {
      tests_ = read_tests(wishes_.requests, plan_.lint.settings.limits,
                          sources_, io_);
      if (!tests_) return ExitStatus::unable;
    }
    const std::vector<std::string> empty = empty_lines(sides_, *read, wishes_);
    for (const std::string& line : empty) refuse(io_, line);
    if (!empty.empty()) return ExitStatus::unable;
    Mesh& older = read->older.linted.read->mesh;
    Mesh& newer = read->newer.linted.read->mesh;
    if (const auto error = take_out_all(wishes_.without, newer))
      return refuse(io_, error->message);
    for (const Mesh* mesh : {&older, &newer})
      if (const auto error =
              missing_timestamp(*mesh, plan_.lint.settings, sources_))
        return refuse(io_, error->message);
    if (const auto error = unknown_workload(*read))
      return refuse(io_, error->message);
    DiffReport report = report_of(*read);
    if (sides_.kubectl) {
      auto others = other_text(wishes_);
      if (!others) return refuse(io_, others.error().message);
      report.other_text = std::move(*others);
    }
    const Filtered filtered = compare(*read);
    const std::vector<std::string> refused =
        refused_approvals(wishes_.approve, plan_.approvals, result_);
    for (const std::string& line : refused) refuse(io_, line);
    return refused.empty() ? finish(report, filtered) : ExitStatus::unable;
  }

 private:
  /// --workload ID is one of a workload of either side.
  [[nodiscard]] std::optional<Error> unknown_workload(const Read& read) const {
    MeshSettings every = plan_.lint.settings;
    every.only.clear();
    std::vector<Workload> all;
    for (const ReadSide* side :
         {&read.older, &read.newer, read.live ? &*read.live : nullptr})
      if (side)
        for (Workload& one : workloads(side->mesh(), every))
          all.push_back(std::move(one));
    return cli::unknown_workload(plan_.lint.settings, all, sources_);
  }

  DiffReport report_of(const Read& read) {
    DiffReport report{sources_,
                      {sides_.old_side.name, 0},
                      {sides_.new_side.name, 0},
                      result_};
    for (const std::string& name : wishes_.without)
      report.newer.name += " without " + name;
    report.older.gateways = read.older.mesh().gateways.size();
    report.newer.gateways = read.newer.mesh().gateways.size();
    report.shown = impact_of(wishes_.level);
    report.show_metadata = wishes_.show_metadata;
    report.lint = lint_delta(sources_, read.older.linted.result,
                             read.newer.linted.result);
    report.not_compared = std::max(others_of(read.older.linted.result),
                                   others_of(read.newer.linted.result));
    if (std::string note = context_note(read); !note.empty())
      report.notes.push_back(std::move(note));
    if (sides_.kubectl && !sides_.context)
      report.notes.emplace_back(
          "other Gateways of the workload were not seen (--context PATH)");
    if (tests_) add_requests(report);
    if (!sides_.live) return report;
    report.live =
        DiffSideName{sides_.live->name, read.live->mesh().gateways.size()};
    report.drift = &drift_;
    return report;
  }

  void add_requests(DiffReport& report) const {
    report.asked = AskedFile{wishes_.requests, tests_->requests.size()};
    const std::string unread = unread_settings(*tests_, wishes_.settings);
    if (!unread.empty())
      report.notes.push_back(fmt::format(
          "settings of {} that count in asmgw test only: {} (diff has options "
          "for them)",
          wishes_.requests, unread));
  }

  /// What there is against what is wanted; with a live side both are compared
  /// with that.
  Filtered compare(Read& read) {
    Mesh& older = read.older.linted.read->mesh;
    Mesh& newer = read.newer.linted.read->mesh;
    const MeshSettings& settings = plan_.lint.settings;
    if (!read.live) {
      share_context(older, newer);
      result_ = asmgw::diff(older, newer, settings, sources_, requests());
      return filter_changes(result_, plan_.ignored, plan_.approvals);
    }
    Mesh& live = read.live->linted.read->mesh;
    Mesh copy = live;
    share_context(copy, older);
    drift_ = asmgw::diff(copy, older, settings, sources_);
    share_context(live, newer);
    result_ = asmgw::diff(live, newer, settings, sources_, requests());
    return filter_changes(result_, plan_.ignored, plan_.approvals);
  }

  [[nodiscard]] std::span<const ExpectedRequest> requests() const {
    if (!tests_) return {};
    return tests_->requests;
  }

  ExitStatus finish(const DiffReport& report, const Filtered& filtered) {
    const ExitStatus written =
        write_reports(reporters::diff, plan_.outputs, wishes_.output, io_,
                      paths_of(sources_), report);
    if (report.older.gateways + report.newer.gateways == 0)
      say(io_, "no Gateway found on either side");
    if (!wishes_.quiet) io_.err << summary_line(report);
    say_filtered(filtered, wishes_, io_);
    if (!report.other_text.empty() && !shows_other_text())
      say(io_, "objects of other kinds differ as well (-o full shows how)");
    if (written != ExitStatus::clean) return ExitStatus::unable;
    return fails(wishes_, result_, !report.other_text.empty())
               ? ExitStatus::findings
               : ExitStatus::clean;
  }

  [[nodiscard]] bool shows_other_text() const {
    return std::any_of(
        plan_.outputs.begin(), plan_.outputs.end(), [](const Output& one) {
          return one.format == "full" || one.format == "markdown";
        });
  }

  const DiffWishes& wishes_;
  const Plan& plan_;
  const Sides& sides_;
  Sources& sources_;
  Io& io_;
  std::optional<TestFile> tests_;
  DiffResult result_, drift_;
};

}  // namespace

ExitStatus diff(const DiffWishes& wishes, Io& io) {
  Sources sources;
  const auto plan = plan_of(wishes, sources, io);
  if (!plan) return refuse(io, plan.error().message);
  SideWishes wanted = wishes.sides;
  wanted.without = !wishes.without.empty();
  wanted.allow_empty = wishes.allow_empty;
  const bool none = wanted.sides.empty() && wanted.old_rev.empty();
  if (none && io.in_is_piped)
    say(io, "stdin is piped but not read; say \"-\" to read it as a side");
  const std::uint64_t limit = plan->lint.settings.limits.file_bytes();
  const auto sides = find_sides(wanted, limit, io);
  if (!sides) return refuse(io, sides.error().message);
  return Run(wishes, *plan, *sides, sources, io).run();
}

}  // namespace asmgw::cli
