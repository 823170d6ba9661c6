// Wishes -> sides, sides -> meshes, meshes -> changes -> reports.
#include "cli/diff_run.h"

#include "base/text.h"
#include "cli/diff_filter.h"
#include "cli/diff_pair.h"
#include "cli/expectations_input.h"
#include "cli/group_input.h"
#include "cli/inputs.h"
#include "cli/kubectl.h"
#include "cli/mesh_input.h"
#include "cli/side_reader.h"
#include "diff/context.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <memory>
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

/// The sides as they are read.
struct Readers {
  SideReader older, newer;
  std::optional<SideReader> live;
};

/// A line of a side without Gateways that nobody meant to be so.
std::string empty_line(std::string_view word, const SideReader& side) {
  return fmt::format(
      "{} ({}) has no Gateway: {}; --allow-empty if that is meant", word,
      visible(side.side().name), side.instead());
}

/// What came or went in a repository is no accident, nor is /dev/null, nor what
/// kubectl hands over.
std::vector<std::string> empty_lines(const Sides& sides, const Readers& read,
                                     const DiffWishes& wishes) {
  std::vector<std::string> lines;
  const bool both = read.older.gateways() + read.newer.gateways() == 0;
  struct Allowed {
    bool empty, text;
  };
  const auto look = [&](std::string_view word, const SideReader& one,
                        Allowed allowed) {
    if (!one.text_alone().empty() && !allowed.text)
      lines.push_back(
          fmt::format("{}: no Kubernetes object in it; what is not there is "
                      "/dev/null",
                      visible(one.text_alone())));
    else if (one.gateways() == 0 && !allowed.empty && !one.side().is_null &&
             !wishes.allow_empty)
      lines.push_back(empty_line(word, one));
  };
  const Allowed allowed{sides.kubectl || (sides.same_place && !both),
                        sides.same_place};
  look("OLD", read.older, allowed);
  if (wishes.without.empty()) look("NEW", read.newer, allowed);
  if (read.live) look("--live", *read.live, {false, false});
  return lines;
}

/// Takes Gateways out of each mesh that has them.
std::optional<Error> take_out_all(const std::vector<std::string>& names,
                                  std::vector<SideMesh>& meshes) {
  for (const std::string& name : names) {
    std::set<std::string> known;
    bool taken = false;
    for (SideMesh& mesh : meshes) {
      for (const MeshGateway& one : mesh.mesh().gateways)
        known.insert(one.full_name());
      taken |= take_out(mesh.mesh(), name);
    }
    if (taken) continue;
    const std::vector<std::string_view> words(known.begin(), known.end());
    return Error{fmt::format("--without: no Gateway {}{}", in_quotes(name),
                             did_you_mean(name, words))};
  }
  return std::nullopt;
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
bool fails(const DiffWishes& wishes, const DiffReports& reports) {
  if (wishes.exit_zero || wishes.fail_on == "never") return false;
  const Impact least = impact_of(wishes.fail_on);
  return std::any_of(
      reports.begin(), reports.end(), [&](const DiffReport& report) {
        return !report.other_text.empty() ||
               std::any_of(
                   report.result.changes.begin(), report.result.changes.end(),
                   [&](const Change& one) { return one.level >= least; });
      });
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

std::string summary_line(const DiffReports& reports) {
  const DiffReport& first = reports.front();
  std::size_t older = 0, newer = 0;
  std::map<Impact, std::size_t> counts;
  std::string asked;
  for (const DiffReport& one : reports) {
    older += one.older.gateways;
    newer += one.newer.gateways;
    for (Impact level : {Impact::safe, Impact::risky, Impact::breaking})
      counts[level] += one.result.count(level);
    if (one.asked) asked = "; " + answers_title(one);
  }
  const bool equal =
      counts[Impact::safe] + counts[Impact::risky] + counts[Impact::breaking] ==
      0;
  return fmt::format(
      "Compared {} of {} with {} of {}{}: {}{}.\n", counted(older, "Gateway"),
      visible(first.older.name), counted(newer, "Gateway"),
      visible(first.newer.name),
      reports.size() < 2 ? "" : fmt::format(" in {} groups", reports.size()),
      equal ? std::string("no effective difference")
            : fmt::format("{} breaking, {} risky, {} safe",
                          counts[Impact::breaking], counts[Impact::risky],
                          counts[Impact::safe]),
      asked);
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

std::set<std::string> gateways_of(const SideMesh& side) {
  std::set<std::string> names;
  for (const MeshGateway& one : side.mesh().gateways)
    names.insert(one.full_name());
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
        io_(io),
        read_{{sides.old_side, sides.context, plan.lint, sources},
              {sides.new_side, sides.context, plan.lint, sources},
              {}} {
    if (sides.live)
      read_.live.emplace(*sides.live, sides.context, plan.lint, sources);
  }

  ExitStatus run() {
    if (!wishes_.requests.empty()) {
      tests_ = read_tests(wishes_.requests, plan_.lint.settings.limits,
                          sources_, io_);
      if (!tests_) return ExitStatus::unable;
    }
    auto pairs = pairs_of_groups();
    if (!pairs) return refuse(io_, pairs.error().message);
    mark_same(*pairs);
    if (!read_meshes(*pairs)) return ExitStatus::unable;
    const std::vector<std::string> empty = empty_lines(sides_, read_, wishes_);
    for (const std::string& line : empty) refuse(io_, line);
    if (!empty.empty()) return ExitStatus::unable;
    if (const auto error = prepare(*pairs)) return refuse(io_, error->message);
    const Filtered filtered = compare();
    std::vector<const DiffResult*> results;
    for (const auto& pair : pairs_) results.push_back(&pair->result());
    const std::vector<std::string> refused =
        refused_approvals(wishes_.approve, plan_.approvals, results);
    for (const std::string& line : refused) refuse(io_, line);
    return refused.empty() ? finish(filtered) : ExitStatus::unable;
  }

 private:
  Result<std::vector<GroupPair>> pairs_of_groups() {
    const auto config =
        find_config(wishes_.groups.config, plan_.lint.settings.limits);
    if (!config) return config.error();
    const bool one_mesh = sides_.kubectl || wishes_.groups.together ||
                          plan_.lint.settings.complete.any();
    const auto group = [&](SideReader& side, std::string_view word) {
      return side.group(word, wishes_.groups, one_mesh, *config, io_);
    };
    const auto older = group(read_.older, "OLD");
    if (!older) return older.error();
    const auto newer = group(read_.newer, "NEW");
    if (!newer) return newer.error();
    if (read_.live)
      if (const auto live = group(*read_.live, "--live"); !live)
        return live.error();
    return pair_groups(*older, *newer, read_.live.has_value(),
                       wishes_.groups.names);
  }

  /// Of many groups few differ: the others need not be merged, unless something
  /// is asked of each.
  void mark_same(std::vector<GroupPair>& pairs) {
    const MeshSettings& settings = plan_.lint.settings;
    if (pairs.size() < 2 || tests_ || !wishes_.without.empty() ||
        !settings.only.empty() || settings.order == Order::timestamp)
      return;
    for (GroupPair& pair : pairs)
      pair.older.same = pair.newer.same = read_.older.contents_of(pair.older) ==
                                          read_.newer.contents_of(pair.newer);
  }

  /// False: some cannot be read, which is said.
  bool read_meshes(const std::vector<GroupPair>& pairs) {
    std::vector<GroupChoice> older, newer;
    for (const GroupPair& pair : pairs) {
      older.push_back(pair.older);
      newer.push_back(pair.newer);
    }
    auto before = read_.older.meshes(older, wishes_.quiet, io_);
    auto after = read_.newer.meshes(newer, wishes_.quiet, io_);
    std::optional<std::vector<SideMesh>> live;
    if (read_.live) live = read_.live->meshes({{true}}, wishes_.quiet, io_);
    if (!before || !after || (read_.live && !live)) return false;
    older_ = std::move(*before);
    newer_ = std::move(*after);
    if (live) live_ = std::move(live->front());
    return true;
  }

  std::optional<Error> prepare(const std::vector<GroupPair>& pairs) {
    if (auto error = take_out_all(wishes_.without, newer_)) return error;
    for (std::size_t i = 0; i < pairs.size(); ++i)
      pairs_.push_back(std::make_unique<DiffPair>(
          pairs[i].name, older_[i], newer_[i], live_ ? &*live_ : nullptr));
    for (const auto& pair : pairs_)
      for (const SideMesh* side : {&pair->older(), &pair->newer()})
        if (auto error =
                missing_timestamp(side->mesh(), plan_.lint.settings, sources_))
          return error;
    if (auto error = unknown_workload()) return error;
    note_moved();
    return asked_nowhere();
  }

  /// --workload ID is one of a workload of any side.
  [[nodiscard]] std::optional<Error> unknown_workload() const {
    MeshSettings every = plan_.lint.settings;
    every.only.clear();
    std::vector<Workload> all;
    for (const auto& pair : pairs_)
      for (const SideMesh* side : pair->sides())
        for (Workload& one : workloads(side->mesh(), every))
          all.push_back(std::move(one));
    return cli::unknown_workload(plan_.lint.settings, all, sources_);
  }

  /// A Gateway that goes in one group and comes in another.
  void note_moved() {
    std::map<std::string, const DiffPair*> come;
    for (const auto& pair : pairs_) {
      const std::set<std::string> before = gateways_of(pair->older());
      for (const std::string& name : gateways_of(pair->newer()))
        if (!before.contains(name)) come.try_emplace(name, pair.get());
    }
    for (const auto& pair : pairs_) {
      const std::set<std::string> after = gateways_of(pair->newer());
      for (const std::string& name : gateways_of(pair->older()))
        if (const auto found = come.find(name);
            found != come.end() && !after.contains(name))
          pair->note(fmt::format(
              "{} is in the group {} now; where both are applied to one mesh, "
              "compare them as one (--together)",
              name, found->second->group()));
    }
  }

  /// Requests are asked of one mesh.
  [[nodiscard]] std::optional<Error> asked_nowhere() const {
    if (!tests_ || pairs_.size() < 2 ||
        std::any_of(pairs_.begin(), pairs_.end(),
                    [&](const auto& pair) { return is_asked(*pair); }))
      return std::nullopt;
    return Error{fmt::format(
        "--requests asks one mesh, and {} groups are compared: name one, with "
        "--group or as `group` in {}",
        pairs_.size(), visible(wishes_.requests))};
  }

  [[nodiscard]] bool is_asked(const DiffPair& pair) const {
    if (!tests_) return false;
    return pairs_.size() == 1 ||
           (tests_->group && tests_->group->text == pair.group());
  }

  Filtered compare() {
    std::optional<Filtered> all;
    for (const auto& pair : pairs_) {
      const std::span<const ExpectedRequest> requests =
          is_asked(*pair) ? std::span<const ExpectedRequest>(tests_->requests)
                          : std::span<const ExpectedRequest>();
      const Filtered one =
          pair->compare(plan_.lint.settings, sources_, requests, plan_.ignored,
                        plan_.approvals);
      if (all)
        all->add(one);
      else
        all = one;
    }
    return all.value_or(Filtered());
  }

  DiffReport report_of(const DiffPair& pair) {
    DiffReport report = pair.report(sides_, sources_);
    for (const std::string& name : wishes_.without)
      report.newer.name += " without " + name;
    report.shown = impact_of(wishes_.level);
    report.show_metadata = wishes_.show_metadata;
    if (sides_.kubectl && !sides_.context)
      report.notes.emplace_back(
          "other Gateways of the workload were not seen (--context PATH)");
    if (is_asked(pair)) add_requests(report);
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

  ExitStatus finish(const Filtered& filtered) {
    DiffReports reports;
    for (const auto& pair : pairs_) reports.push_back(report_of(*pair));
    std::string& other = reports.front().other_text;
    if (sides_.kubectl) {
      auto others = other_text(wishes_);
      if (!others) return refuse(io_, others.error().message);
      other = std::move(*others);
    }
    const ExitStatus written =
        write_reports(reporters::diff, plan_.outputs, wishes_.output, io_,
                      paths_of(sources_), reports);
    if (read_.older.gateways() + read_.newer.gateways() == 0)
      say(io_, "no Gateway found on either side");
    if (!wishes_.quiet) io_.err << summary_line(reports);
    say_filtered(filtered, wishes_, io_);
    if (!other.empty() && !shows_other_text())
      say(io_, "objects of other kinds differ as well (-o full shows how)");
    if (written != ExitStatus::clean) return ExitStatus::unable;
    return fails(wishes_, reports) ? ExitStatus::findings : ExitStatus::clean;
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
  Readers read_;
  std::vector<SideMesh> older_, newer_;  ///< of each pair
  std::optional<SideMesh> live_;
  std::vector<std::unique_ptr<DiffPair>> pairs_;
  std::optional<TestFile> tests_;
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
