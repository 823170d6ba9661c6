// Rules run over facts; what they find is kept, as far as there is room.
#include "lint/judge.h"

#include "lint/facts.h"
#include "lint/set_facts.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

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

/// Its place or another that it shows lies in a wanted file.
bool concerns_wanted(const Diagnostic& one, const LintOptions& options) {
  return options.wants(one.range.file) ||
         std::any_of(one.notes.begin(), one.notes.end(), [&](const Note& note) {
           return note.range && options.wants(note.range->file);
         });
}

/// The API server knows no such kind, and looks at nothing else.
bool is_of_no_kind(const Diagnostic& found) {
  return refuses(found) &&
         std::ranges::find(found.sources, "E-version") != found.sources.end();
}

/// Where and why an object cannot be read.
Skipped fault_of(const FileObject& object) {
  const Model* model = object.model();
  if (!model || model->problems.empty()) return {object.range, ""};
  const Problem& first = model->problems.front();
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

using Rules = std::vector<RuleSet::Active>;

void run(const Rules& rules, const Facts& facts, bool istio_only,
         Report& report) {
  for (const RuleSet::Active& active : rules) {
    if (istio_only && active.rule->layer != Layer::istio &&
        active.rule->layer != Layer::runtime)
      continue;
    report.begin(*active.rule, active.severity, active.fixed);
    active.rule->check.one(facts, report);
  }
}

bool is_one_of(std::initializer_list<Claim> claims, Claim claim) {
  return std::find(claims.begin(), claims.end(), claim) != claims.end();
}

/// The findings of one file, or of all meshes, as far as there is room.
class Keeper {
 public:
  Keeper(const LintOptions& options, const Rules& rules)
      : options_(options),
        rules_(rules),
        room_(options.settings.limits.findings) {}

  /// The object is refused.
  bool judge(const FileObject& object) {
    const std::size_t left_out = left_out_;
    std::vector<Diagnostic> found = run_all(*object.model());
    if (left_out == 0 && left_out_ > 0) left_out_at_ = object.range;
    if (object.as_stored)
      attach_consequences(found, run_as_stored(*object.as_stored));
    if (std::any_of(found.begin(), found.end(), stops_istio))
      std::erase_if(found, [](const Diagnostic& d) {
        return is_istio_error(d) && !stops_istio(d);
      });
    if (std::any_of(found.begin(), found.end(), is_of_no_kind))
      std::erase_if(found, [](const Diagnostic& d) {
        return d.layer != Layer::reading && !is_of_no_kind(d);
      });
    const bool refused = std::any_of(found.begin(), found.end(), refuses);
    keep(std::move(found));
    return refused;
  }

  void judge(const Rules& set_rules, const SetFacts& facts,
             std::initializer_list<Claim> claims, const Keep& wanted) {
    if (facts.mesh.gateways.empty()) return;
    Report report(options_.shown, room_);
    for (const RuleSet::Active& active : set_rules) {
      if (!is_one_of(claims, active.rule->claim)) continue;
      report.begin(*active.rule, active.severity, active.fixed);
      active.rule->check.set(facts, report);
    }
    if (left_out_ == 0) left_out_at_ = facts.mesh.gateways.front().range;
    std::vector<Diagnostic> kept;
    for (Diagnostic& one : take(report, 0))
      if ((!wanted || wanted(one)) && concerns_wanted(one, options_) &&
          !is_repeated(one))
        kept.push_back(std::move(one));
    keep(std::move(kept));
  }

  void count(const FileObject& object, FileRole role) {
    const auto skipped = [&] {
      return Skipped{object.range, std::string(object.reason),
                     object.is_gateway};
    };
    switch (object.outcome) {
      case Outcome::gateway:
        ++result_.counts.gateways;
        if (role == FileRole::patch)
          result_.whole_patches.push_back({object.range, "kustomize patch"});
        if (const Model* model = object.model();
            model && model->placeholders.count > 0)
          result_.with_placeholders.push_back(
              {object.range, std::to_string(model->placeholders.count), true});
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
        if (options_.list_skipped) result_.skipped.push_back(skipped());
        break;
      case Outcome::unreadable:
        if (options_.list_skipped)
          result_.unreadable.push_back(fault_of(object));
        break;
    }
  }

  LintResult take() {
    if (left_out_ > 0) say_left_out();
    return std::move(result_);
  }

 private:
  /// Two findings of one conflict differ at most in the workload, or in what
  /// else is in the mesh.
  bool is_repeated(const Diagnostic& one) {
    return !seen_
                .emplace(one.rule, one.range.file, one.range.begin, one.message)
                .second;
  }

  std::vector<Diagnostic> run_all(const Model& model) {
    const Facts facts(model, options_.settings);
    Report report(options_.shown, room_);
    report.about(model);
    run(rules_, facts, false, report);
    return take(report, model.problems.left_out());
  }

  [[nodiscard]] std::vector<Diagnostic> run_as_stored(
      const Model& model) const {
    const Facts facts(model, options_.settings);
    Report report(options_.shown, most_effects);
    report.about(model);
    run(rules_, facts, true, report);
    return report.take();
  }

  /// What was found; what there was no room for is counted, and said if it
  /// would have been shown.
  std::vector<Diagnostic> take(Report& report, std::size_t left_out) {
    LevelCounts counts = report.left_out();
    counts.errors += left_out;
    LevelCounts& all = result_.counts.findings;
    all.errors += counts.errors;
    all.warnings += counts.warnings;
    all.infos += counts.infos;
    left_out_ += counts.errors;
    if (options_.shown <= Severity::warning) left_out_ += counts.warnings;
    if (options_.shown <= Severity::info) left_out_ += counts.infos;
    return report.take();
  }

  void keep(std::vector<Diagnostic> found) {
    std::map<const ObjectName*, ObjectId> ids;
    for (Diagnostic& one : found) {
      result_.counts.findings.add(one.severity);
      const bool versioned = one.rule->since != IstioVersion{} ||
                             one.rule->until != IstioVersion{};
      result_.version_decided |= versioned;
      if (one.severity < options_.shown) continue;
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

  /// One finding says how many there was no room for.
  void say_left_out() {
    room_ = 1;
    Model rest;
    Problem& problem = rest.problems.add(ProblemKind::too_many_findings);
    problem.range = {left_out_at_.file, left_out_at_.begin, left_out_at_.begin};
    problem.found = std::to_string(left_out_);
    keep(run_all(rest));
  }

  const LintOptions& options_;
  const Rules& rules_;
  LintResult result_;
  std::size_t room_;          ///< findings that are still kept
  std::size_t left_out_ = 0;  ///< and what there was no room for
  Range left_out_at_;         ///< the first object that has some
  std::set<std::tuple<const Rule*, FileId, std::uint32_t, std::string>> seen_;
};

}  // namespace

Judge::Judge(const RuleSet& rules, const LintOptions& options)
    : options_(&options) {
  for (const RuleSet::Active& active : rules.active()) {
    if (!in_force(*active.rule, options.settings.version)) continue;
    if (active.rule->check.one) rules_.push_back(active);
    if (active.rule->check.set) set_rules_.push_back(active);
  }
}

JudgedFile Judge::file(const FileObjects& file) const {
  JudgedFile judged;
  Keeper keeper(*options_, rules_);
  for (std::size_t i = 0; i < file.objects.size(); ++i) {
    const FileObject& object = file.objects[i];
    keeper.count(object, file.role);
    if (object.model() && keeper.judge(object)) judged.refused.push_back(i);
  }
  judged.result = keeper.take();
  judged.result.counts.files = 1;
  return judged;
}

LintResult Judge::meshes(
    const std::function<void(const Look&)>& look_at_all) const {
  Keeper keeper(*options_, rules_);
  look_at_all([&](const SetFacts& facts, std::initializer_list<Claim> claims,
                  const Keep& wanted) {
    keeper.judge(set_rules_, facts, claims, wanted);
  });
  return keeper.take();
}

bool Judge::finds_nothing(const SetFacts& facts,
                          std::initializer_list<Claim> claims) const {
  Report report(options_->shown, 1);
  for (const RuleSet::Active& active : set_rules_) {
    if (!is_one_of(claims, active.rule->claim)) continue;
    report.begin(*active.rule, active.severity, active.fixed);
    active.rule->check.set(facts, report);
    if (!report.take().empty()) return false;
  }
  return true;
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

void LintResult::add(LintResult later) {
  const auto known = static_cast<std::uint32_t>(objects.size());
  for (Diagnostic& one : later.diagnostics) {
    one.object =
        static_cast<ObjectId>(static_cast<std::uint32_t>(one.object) + known);
    diagnostics.push_back(std::move(one));
  }
  std::move(later.objects.begin(), later.objects.end(),
            std::back_inserter(objects));
  for (const auto list : {&LintResult::left_alone, &LintResult::whole_patches,
                          &LintResult::with_placeholders, &LintResult::skipped,
                          &LintResult::unreadable})
    std::move((later.*list).begin(), (later.*list).end(),
              std::back_inserter(this->*list));
  counts.add(later.counts);
  version_decided |= later.version_decided;
}

void LintResult::sort() {
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return std::tie(a.range.file, a.range.begin, a.rule->id) <
                            std::tie(b.range.file, b.range.begin, b.rule->id);
                   });
}

}  // namespace asmgw
