// Objects of a file -> rules -> findings, each knowing its object.
#include "lint/linter.h"

#include "lint/report.h"
#include "lint/set_facts.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace asmgw {
namespace {

/// What Istio would find in a repaired object; more is no help at one place.
constexpr std::size_t most_effects = 20;

bool in_force(const Rule& rule, IstioVersion version) {
  const IstioVersion until{rule.until.major, rule.until.minor, newest_patch};
  return version >= rule.since &&
         (rule.until == IstioVersion{} || version <= until);
}

/// The API server or Istio does not take the object.
bool refuses(const Diagnostic& found) {
  return found.severity == Severity::error && found.layer != Layer::runtime;
}

bool is_istio_error(const Diagnostic& found) {
  return found.layer == Layer::istio;
}

bool stops_istio(const Diagnostic& found) {
  return found.rule->bearing == Bearing::stops_istio;
}

/// Where and why an object cannot be read.
Skipped fault_of(const LoadedObject& object) {
  if (object.model.problems.empty()) return {object.range, ""};
  const Problem& first = object.model.problems.front();
  return {first.range, first.reason};
}

std::string stable_index(const Gateway& gateway,
                         const std::vector<Paths::Step>& steps,
                         std::size_t at) {
  // spec, servers, I, hosts, J
  const List<Server>& servers = *gateway.spec->servers;
  const std::uint32_t server = steps[2].index;
  if (server < servers.size()) {
    const Server& found = *servers[server];
    if (at == 2 && given(found.port) && filled(found.port->name))
      return fmt::format("[{}]", pointer_step(*found.port->name));
    if (at == 4 && steps[3].name == "hosts" &&
        steps[4].index < found.hosts->size())
      return fmt::format("[{}]", pointer_step(*(*found.hosts)[steps[4].index]));
  }
  return std::to_string(steps[at].index);
}

/// The pointer with port names and hosts in place of indexes, so that it
/// survives edits elsewhere.
std::string stable_pointer(const Subject& subject, PathId path) {
  const std::vector<Paths::Step> steps = subject.paths->down_to(path);
  std::string out;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    out += '/';
    if (steps[i].name.data())
      out += pointer_step(steps[i].name);
    else if (subject.gateway && i >= 2 && steps[1].name == "servers")
      out += stable_index(*subject.gateway, steps, i);
    else
      out += std::to_string(steps[i].index);
  }
  return out;
}

/// How near the place of `cause` is to that of `effect`, both JSON pointers:
/// by shared parents, then by how high it stands, then by spelling.
auto nearness(std::string_view cause, std::string_view effect) {
  const auto split =
      std::mismatch(cause.begin(), cause.end(), effect.begin(), effect.end())
          .first;
  return std::tuple(std::count(cause.begin(), split, '/'),
                    -std::count(cause.begin(), cause.end(), '/'),
                    split - cause.begin());
}

/// What Istio finds once the API server has dropped misspelt fields is said at
/// the field that causes it: one cause, one finding.
void attach_consequences(std::vector<Diagnostic>& found,
                         const std::vector<Diagnostic>& as_stored) {
  for (const Diagnostic& effect : as_stored) {
    const bool known =
        std::any_of(found.begin(), found.end(), [&](const Diagnostic& other) {
          return other.rule == effect.rule && other.pointer == effect.pointer;
        });
    if (known) continue;
    Diagnostic* cause = nullptr;
    for (Diagnostic& candidate : found) {
      if (candidate.rule->bearing != Bearing::drops_field) continue;
      if (!cause || nearness(candidate.pointer, effect.pointer) >
                        nearness(cause->pointer, effect.pointer))
        cause = &candidate;
    }
    if (!cause) continue;
    for (std::string_view key : effect.sources)
      if (std::find(cause->sources.begin(), cause->sources.end(), key) ==
          cause->sources.end())
        cause->sources.push_back(key);
    if (!effect.message.empty())
      cause->notes.push_back(
          {std::nullopt, fmt::format("where the field is dropped instead, "
                                     "Istio sees: {}",
                                     effect.message)});
  }
}

}  // namespace

void Linter::run(const Facts& facts, bool istio_only, Report& report) const {
  for (const RuleSet::Active& active : rules_) {
    if (istio_only && active.rule->layer != Layer::istio &&
        active.rule->layer != Layer::runtime)
      continue;
    report.begin(*active.rule, active.severity, active.fixed);
    active.rule->check.one(facts, report);
  }
}

std::vector<Diagnostic> Linter::run(const Model& model) {
  const Facts facts(model, options_->settings);
  Report report(options_->shown, room_);
  report.about(model);
  run(facts, false, report);
  return take(report, model.problems.left_out());
}

/// What was found; what there was no room for is counted, and said if it would
/// have been shown.
std::vector<Diagnostic> Linter::take(Report& report, std::size_t left_out) {
  LevelCounts counts = report.left_out();
  counts.errors += left_out;
  LevelCounts& all = result_.counts.findings;
  all.errors += counts.errors;
  all.warnings += counts.warnings;
  all.infos += counts.infos;
  left_out_ += counts.errors;
  if (options_->shown <= Severity::warning) left_out_ += counts.warnings;
  if (options_->shown <= Severity::info) left_out_ += counts.infos;
  return report.take();
}

std::vector<Diagnostic> Linter::run_as_stored(const Model& model) const {
  const Facts facts(model, options_->settings);
  Report report(options_->shown, most_effects);
  report.about(model);
  run(facts, true, report);
  return report.take();
}

void Linter::count(const LoadedObject& object, FileRole role) {
  const auto skipped = [&] {
    return Skipped{object.range, std::string(object.reason),
                   object.model.object.kind == "Gateway"};
  };
  switch (object.outcome) {
    case Outcome::gateway:
      ++result_.counts.gateways;
      if (role == FileRole::patch)
        result_.whole_patches.push_back({object.range, "kustomize patch"});
      break;
    case Outcome::context:
      ++result_.counts.context;
      break;
    case Outcome::left_alone:
      result_.left_alone.push_back(skipped());
      [[fallthrough]];
    case Outcome::noted:
    case Outcome::skipped:
      ++result_.counts.skipped;
      if (options_->list_skipped) result_.skipped.push_back(skipped());
      break;
    case Outcome::unreadable:
      if (options_->list_skipped)
        result_.unreadable.push_back(fault_of(object));
      break;
  }
}

void Linter::check(LoadedObject& object, FileRole role) {
  count(object, role);
  if (object.outcome == Outcome::context || object.outcome == Outcome::skipped)
    return;
  const std::size_t left_out = left_out_;
  std::vector<Diagnostic> found = run(object.model);
  if (left_out == 0 && left_out_ > 0) left_out_at_ = object.range;
  if (object.as_stored)
    attach_consequences(found, run_as_stored(*object.as_stored));
  if (std::any_of(found.begin(), found.end(), stops_istio))
    std::erase_if(found, [](const Diagnostic& d) {
      return is_istio_error(d) && !stops_istio(d);
    });
  object.refused = std::any_of(found.begin(), found.end(), refuses);
  keep(std::move(found));
}

void Linter::keep(std::vector<Diagnostic> found) {
  std::map<const ObjectName*, ObjectId> ids;
  for (Diagnostic& one : found) {
    result_.counts.findings.add(one.severity);
    const bool versioned =
        one.rule->since != IstioVersion{} || one.rule->until != IstioVersion{};
    result_.version_decided |= versioned;
    if (one.severity < options_->shown) continue;
    room_ -= std::min<std::size_t>(room_, 1);
    const auto [at, fresh] = ids.try_emplace(
        one.subject.object, static_cast<ObjectId>(result_.objects.size()));
    if (fresh) result_.objects.push_back(*one.subject.object);
    one.object = at->second;
    one.stable_pointer = stable_pointer(one.subject, one.path);
    one.subject = {};
    result_.diagnostics.push_back(std::move(one));
  }
}

Linter::Linter(const Sources& sources, const RuleSet& rules,
               const LintOptions& options)
    : sources_(&sources),
      options_(&options),
      reading_{!options.all_context, options.patches} {
  for (const RuleSet::Active& active : rules.active()) {
    if (!in_force(*active.rule, options.settings.version)) continue;
    if (active.rule->check.one) rules_.push_back(active);
    if (active.rule->check.set) set_rules_.push_back(active);
  }
  if (!set_rules_.empty()) reader_.emplace(sources, options.settings, reading_);
}

void Linter::check(FileId file, FileRole role) {
  ++result_.counts.files;
  room_ = options_->settings.limits.findings;
  left_out_ = 0;
  const auto one = [&](LoadedObject& object) { check(object, role); };
  if (reader_)
    reader_->add(file, role, one);
  else
    load_objects(sources_->file(file), file, {options_->settings.limits, role},
                 one);
  if (left_out_ > 0) say_left_out();
  if (options_->set_by_file) check_set();
}

/// Two findings of one conflict differ at most in the workload.
void drop_repeated(std::vector<Diagnostic>& found) {
  std::set<std::tuple<const Rule*, FileId, std::uint32_t, std::string>> seen;
  std::erase_if(found, [&](const Diagnostic& one) {
    return !seen.emplace(one.rule, one.range.file, one.range.begin, one.message)
                .second;
  });
}

void Linter::check_set() {
  if (!reader_) return;
  MeshResult read = reader_->finish();
  reader_.emplace(*sources_, options_->settings, reading_);
  if (!read.mesh.gateways.empty()) check_together(read.mesh);
  if (!options_->set_by_file) result_.read = std::move(read);
}

void Linter::check_together(const Mesh& mesh) {
  const SetFacts facts(*sources_, mesh, options_->settings);
  room_ = options_->settings.limits.findings;
  left_out_ = 0;
  Report report(options_->shown, room_);
  for (const RuleSet::Active& active : set_rules_) {
    report.begin(*active.rule, active.severity, active.fixed);
    active.rule->check.set(facts, report);
  }
  left_out_at_ = mesh.gateways.front().range;
  std::vector<Diagnostic> found = take(report, 0);
  drop_repeated(found);
  keep(std::move(found));
  if (left_out_ > 0) say_left_out();
}

/// What there was no room for is counted, and one finding says how much.
void Linter::say_left_out() {
  room_ = 1;
  Model rest;
  Problem& problem = rest.problems.add(ProblemKind::too_many_findings);
  problem.range = {left_out_at_.file, left_out_at_.begin, left_out_at_.begin};
  problem.found = std::to_string(left_out_);
  keep(run(rest));
}

void Linter::too_large(FileId file, std::uint64_t bytes) {
  ++result_.counts.files;
  room_ = 1;
  LoadedObject object;
  object.outcome = Outcome::unreadable;
  Problem& problem = object.model.problems.add(ProblemKind::file_too_large);
  problem.range = {file, 0, 0};
  problem.found = std::to_string(bytes);
  problem.wanted = std::to_string(options_->settings.limits.file_size);
  check(object, FileRole::manifest);
}

void LintCounts::add(const LintCounts& other) {
  files += other.files;
  gateways += other.gateways;
  context += other.context;
  skipped += other.skipped;
  findings.errors += other.findings.errors;
  findings.warnings += other.findings.warnings;
  findings.infos += other.findings.infos;
}

void Linter::absorb(Linter&& later) {
  LintResult& more = later.result_;
  const auto known = static_cast<std::uint32_t>(result_.objects.size());
  for (Diagnostic& one : more.diagnostics) {
    one.object =
        static_cast<ObjectId>(static_cast<std::uint32_t>(one.object) + known);
    result_.diagnostics.push_back(std::move(one));
  }
  std::move(more.objects.begin(), more.objects.end(),
            std::back_inserter(result_.objects));
  for (const auto list : {&LintResult::left_alone, &LintResult::whole_patches,
                          &LintResult::skipped, &LintResult::unreadable})
    std::move((more.*list).begin(), (more.*list).end(),
              std::back_inserter(result_.*list));
  result_.counts.add(more.counts);
  result_.version_decided |= more.version_decided;
  if (reader_) reader_->absorb(std::move(*later.reader_));
}

LintResult Linter::finish() {
  check_set();
  std::stable_sort(result_.diagnostics.begin(), result_.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.range.file, a.range.begin, a.rule->id) <
                            std::tie(b.range.file, b.range.begin, b.rule->id);
                   });
  return std::move(result_);
}

}  // namespace asmgw
