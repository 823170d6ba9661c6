// Each file is read once, by the rules that know what is refused and those on
// several objects.
#include "cli/mesh_input.h"

#include "base/text.h"
#include "cli/check_files.h"
#include "cli/lint_summary.h"
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
  UnreadableLines(const Sources& sources, const LintResult& result)
      : sources_(sources) {
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

Result<std::vector<Workload>> chosen_workloads(const Mesh& mesh,
                                               const MeshSettings& settings,
                                               const Sources& sources) {
  MeshSettings every = settings;
  every.only.clear();
  std::vector<Workload> all = workloads(mesh, every);
  if (settings.only.empty() || mesh.gateways.empty()) return all;
  if (auto error = unknown_workload(settings, all, sources)) return *error;
  std::erase_if(all, [&](const Workload& one) {
    return std::find(settings.only.begin(), settings.only.end(), one.id) ==
           settings.only.end();
  });
  return all;
}

Result<SharedList<Effective>> effective_workloads(const MeshInput& input,
                                                  const MeshSettings& settings,
                                                  const Sources& sources) {
  const Mesh& mesh = input.mesh();
  if (auto error = missing_timestamp(mesh, settings, sources)) return *error;
  const auto chosen = chosen_workloads(mesh, settings, sources);
  if (!chosen) return chosen.error();
  if (input.linted.facts->listening) return *input.linted.facts->listening;
  const Engine engine(mesh, settings);
  SharedList<Effective> all;
  for (const Workload& workload : *chosen)
    all.push_back(engine.effective(workload));
  return all;
}

std::vector<std::string> unreadable_lines(const Sources& sources,
                                          const Linted& linted) {
  UnreadableLines lines(sources, linted.result);
  for (const Skipped& one : linted.result.unreadable)
    lines.add(one.range, one.reason);
  if (linted.read)
    for (const Unreadable& one : linted.read->unreadable)
      if (!one.is_template && !one.problems.empty())
        lines.add(one.problems.front().range, one.problems.front().reason);
  return lines.take();
}

MeshInput read_mesh(const Inputs& inputs, const LintOptions& options,
                    bool quiet, Sources& sources, Io& io) {
  const RuleSet rules = wanted_rules();
  FileChecker checker(inputs.files, rules, options, sources, io);
  Progress progress(io, inputs.files.size(), quiet);
  MeshInput made;
  made.complete = checker.run(0, progress);
  made.linted = checker.finish();
  io.err << left_alone_lines(sources, made.linted.result, quiet);
  for (const std::string& line : unreadable_lines(sources, made.linted)) {
    refuse(io, line);
    made.complete = false;
  }
  for (const Error& error : inputs.errors) {
    refuse(io, error.message);
    made.complete = false;
  }
  return made;
}

}  // namespace asmgw::cli
