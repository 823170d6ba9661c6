// Each file is read once, by the rules that know what is refused and those on
// several objects.
#include "cli/mesh_input.h"

#include "base/text.h"
#include "cli/check_files.h"
#include "cli/group_input.h"
#include "cli/lint_summary.h"
#include "cli/not_checked.h"
#include "cli/progress.h"
#include "model/names.h"
#include "rules/all.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

namespace asmgw::cli {
namespace {

bool is_wanted(const Rule& rule) {
  return rule.scope == Scope::set ||
         (rule.layer != Layer::runtime && rule.layer != Layer::config);
}

RuleSet wanted_rules() {
  std::vector<const Rule*> found;
  for (const Rule* rule : rules::all)
    if (is_wanted(*rule)) found.push_back(rule);
  return RuleSet(found);
}

/// A file may have hundreds of thousands of documents that cannot be read.
constexpr std::size_t most_lines = 1000;

/// Says what cannot be read in the words of the rule that reports it, if there
/// is one.
class UnreadableLines {
 public:
  explicit UnreadableLines(const Sources& sources) : sources_(sources) {}

  void learn_words(const LintResult& result) {
    for (const Diagnostic& one : result.diagnostics)
      messages_.try_emplace(key_of(one.range), &one.message);
  }

  void add(Range range, std::string_view reason) {
    if (lines_.size() >= most_lines) {
      ++left_out_;
      return;
    }
    const auto found = messages_.find(key_of(range));
    std::string why = "cannot be read as YAML";
    if (found != messages_.end())
      why = *found->second;
    else if (!reason.empty())
      why += fmt::format(": {}", reason);
    lines_.push_back(
        fmt::format("{}: {}", place_text(sources_.place(range)), visible(why)));
  }

  std::vector<std::string> take() {
    if (left_out_ > 0)
      lines_.push_back(fmt::format("{} cannot be read",
                                   counted(left_out_, "more document")));
    return std::move(lines_);
  }

 private:
  using Key = std::tuple<FileId, std::uint32_t, std::uint32_t>;
  static Key key_of(const Range& range) {
    return {range.file, range.begin, range.end};
  }

  const Sources& sources_;
  std::map<Key, const std::string*> messages_;
  std::vector<std::string> lines_;
  std::size_t left_out_ = 0;
};

/// What stands beside Gateways and cannot be read, once if it is in several
/// meshes.
void add_beside(std::span<const Linted* const> meshes, bool harmless,
                UnreadableLines& lines) {
  using Key = std::pair<FileId, std::uint32_t>;
  std::set<Key> seen;
  for (const Linted* mesh : meshes) {
    if (!mesh->read) continue;
    std::set<Key> passed;
    for (const Range& range : mesh->read->harmless)
      passed.emplace(range.file, range.begin);
    for (const Unreadable& one : mesh->mesh().unreadable) {
      const Key key(one.range.file, one.range.begin);
      if (passed.contains(key) == harmless && !one.is_template &&
          !one.problems.empty() && seen.insert(key).second)
        lines.add(one.problems.front().range, one.problems.front().reason);
    }
  }
}

/// What the chosen workloads listen on.
SharedList<Effective> listening(const ReadMesh& mesh,
                                const MeshSettings& settings) {
  if (mesh.linted.facts->listening) return *mesh.linted.facts->listening;
  const Engine engine(mesh.mesh(), settings);
  SharedList<Effective> all;
  for (const Workload& workload : workloads(mesh.mesh(), settings))
    all.push_back(engine.effective(workload));
  return all;
}

/// A wanted workload is in no mesh.
std::optional<Error> workload_nowhere(const MeshInput& input,
                                      const MeshSettings& settings,
                                      const Sources& sources) {
  if (settings.only.empty() || input.empty()) return std::nullopt;
  MeshSettings every = settings;
  every.only.clear();
  std::vector<Workload> all;
  for (const ReadMesh& one : input.meshes)
    for (Workload& workload : workloads(one.mesh(), every))
      all.push_back(std::move(workload));
  return unknown_workload(settings, all, sources);
}

/// `; there are a, b and 3 more`
std::string there_are(const std::vector<std::string_view>& ids) {
  constexpr std::size_t most = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(ids.size(), most); ++i)
    text += (i == 0 ? "" : ", ") + visible(ids[i]);
  if (ids.size() > most) text += fmt::format(" and {} more", ids.size() - most);
  return text.empty() ? "; there are none" : "; there are " + text;
}

}  // namespace

Result<LintOptions> mesh_lint_options(const AllSaid& said,
                                      const Sources& sources, Io& io) {
  auto settings = settings_of(said, sources);
  if (!settings) return settings.error();
  say_judged_version(*settings, io);
  LintOptions options;
  options.settings = std::move(*settings);
  options.list_skipped = true;
  options.patches = true;
  options.listening = true;
  return options;
}

std::optional<Error> missing_timestamp(const Mesh& mesh,
                                       const MeshSettings& settings,
                                       const Sources& sources) {
  if (settings.order != Order::timestamp) return std::nullopt;
  const auto check = [&](std::string_view kind, const std::string& name,
                         std::string_view created,
                         Range range) -> std::optional<Error> {
    if (!created.empty()) return std::nullopt;
    const Place at = sources.place(range);
    return error_of(
        fault_of(settings, settings::order, "timestamp",
                 fmt::format(" timestamp: {}:{}: {} {} has no "
                             "creationTimestamp",
                             visible(at.path), at.line, kind, in_quotes(name))),
        sources);
  };
  for (const MeshGateway& one : mesh.gateways)
    if (auto error = check("Gateway", one.full_name(), one.created, one.range))
      return error;
  const auto check_head = [&](const ObjectHead& head) {
    return check(head.kind, head.namespace_ + '/' + head.name, head.created,
                 head.range);
  };
  for (const VirtualService& one : mesh.virtual_services)
    if (auto error = check_head(one.head)) return error;
  for (const Service& one : mesh.services)
    if (auto error = check_head(one.head)) return error;
  return std::nullopt;
}

std::optional<Error> unknown_workload(const MeshSettings& settings,
                                      const std::vector<Workload>& all,
                                      const Sources& sources) {
  std::set<std::string_view> ids;
  for (const Workload& one : all) ids.insert(one.id);
  const std::vector<std::string_view> known(ids.begin(), ids.end());
  for (const std::string& id : settings.only) {
    if (ids.contains(id)) continue;
    std::string hint = did_you_mean(id, known);
    if (hint.empty()) hint = there_are(known);
    return error_of(fault_of(settings, settings::workload, id,
                             fmt::format(": no workload has the id {}{}",
                                         in_quotes(id), hint)),
                    sources);
  }
  return std::nullopt;
}

std::size_t MeshInput::gateways() const {
  std::size_t all = 0;
  for (const ReadMesh& one : meshes) all += one.mesh().gateways.size();
  return all;
}

Result<std::vector<Rendering>> renderings_of(const MeshInput& input,
                                             const MeshSettings& settings,
                                             const Sources& sources) {
  if (auto error = workload_nowhere(input, settings, sources)) return *error;
  std::vector<Rendering> all;
  for (const ReadMesh& mesh : input.meshes) {
    if (auto error = missing_timestamp(mesh.mesh(), settings, sources))
      return *error;
    Rendering made{sources, mesh.mesh(), settings, listening(mesh, settings)};
    made.group = mesh.group;
    made.notes = mesh.notes;
    const bool wanted = settings.only.empty() || !made.workloads.empty() ||
                        mesh.mesh().gateways.empty();
    if (wanted) all.push_back(std::move(made));
  }
  return all;
}

std::vector<std::string> unreadable_lines(
    const Sources& sources, const LintResult& result,
    std::span<const Linted* const> meshes) {
  UnreadableLines lines(sources);
  lines.learn_words(result);
  for (const Linted* mesh : meshes) lines.learn_words(mesh->result);
  for (const Skipped& one : result.unreadable) lines.add(one.range, one.reason);
  add_beside(meshes, false, lines);
  return lines.take();
}

std::vector<std::string> passed_over_lines(
    const Sources& sources, std::span<const Linted* const> meshes) {
  UnreadableLines lines(sources);
  add_beside(meshes, true, lines);
  return lines.take();
}

namespace {

class MeshReader {
 public:
  MeshReader(const Inputs& inputs, const LintOptions& options,
             const GroupWishes& wishes, bool quiet, Sources& sources, Io& io)
      : inputs_(inputs),
        options_(options),
        wishes_(wishes),
        quiet_(quiet),
        sources_(sources),
        io_(io),
        rules_(wanted_rules()),
        checker_(inputs.files, rules_, options, sources, io) {}

  std::optional<MeshInput> read() {
    auto config = find_config(wishes_.config, options_.settings.limits);
    if (!config) return refuse(io_, config.error().message), std::nullopt;
    Progress progress(io_, inputs_.files.size(), quiet_);
    MeshInput made;
    made.complete = checker_.run(0, progress);
    auto plan = plan_of(std::move(*config));
    if (!plan) return refuse(io_, plan.error().message), std::nullopt;
    take(*plan, made);
    say_faults(made);
    return made;
  }

 private:
  Result<GroupMeshes> plan_of(std::optional<PlacedConfig> config) {
    const std::vector<const FileObjects*> objects = checker_.objects();
    if (is_one_mesh(wishes_, objects.size(), options_.settings))
      return one_mesh(objects);
    return group_meshes(group_input(inputs_, sources_, objects,
                                    options_.settings, std::move(config)),
                        wishes_, sources_, options_.settings, io_);
  }

  void take(const GroupMeshes& plan, MeshInput& made) {
    std::vector<std::vector<MeshFile>> files;
    files.reserve(plan.all.size());
    for (const GroupMesh& one : plan.all) files.push_back(one.files);
    Keep keep;
    if (plan.by_relation) keep = std::cref(*plan.by_relation);
    LintedMeshes linted = checker_.finish(files, keep);
    made.result = std::move(linted.result);
    for (std::size_t i = 0; i < plan.all.size(); ++i)
      made.meshes.push_back(
          {plan.all[i].group, plan.all[i].notes, std::move(linted.meshes[i])});
    if (plan.groups) made.group_lines = group_lines(*plan.groups);
  }

  void say_faults(MeshInput& made) {
    io_.err << left_alone_lines(sources_, made.result, quiet_);
    if (!quiet_) io_.err << walk_lines(inputs_);
    std::vector<const Linted*> meshes;
    for (const ReadMesh& one : made.meshes) meshes.push_back(&one.linted);
    if (!quiet_)
      for (const std::string& line : passed_over_lines(sources_, meshes))
        say(io_, "passed over: " + line);
    std::vector<std::string> lines =
        unreadable_lines(sources_, made.result, meshes);
    for (const Error& error : inputs_.errors) lines.push_back(error.message);
    for (const std::string& line : lines) refuse(io_, line);
    made.complete &= lines.empty();
  }

  const Inputs& inputs_;
  const LintOptions& options_;
  const GroupWishes& wishes_;
  bool quiet_;
  Sources& sources_;
  Io& io_;
  RuleSet rules_;
  FileChecker checker_;
};

}  // namespace

std::optional<MeshInput> read_meshes(const Inputs& inputs,
                                     const LintOptions& options,
                                     const GroupWishes& groups, bool quiet,
                                     Sources& sources, Io& io) {
  return MeshReader(inputs, options, groups, quiet, sources, io).read();
}

}  // namespace asmgw::cli
