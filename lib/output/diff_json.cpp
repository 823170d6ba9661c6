// Changes for programs; schemas/diff.schema.json describes it.
#include "output/diff_report.h"
#include "output/resolve_json.h"

#include <algorithm>

namespace asmgw {
namespace {

/// Of all groups together.
Json side_of(const DiffReports& all, DiffSideName DiffReport::*side) {
  std::size_t gateways = 0;
  for (const DiffReport& one : all) gateways += (one.*side).gateways;
  return {{"name", (all.front().*side).name}, {"gateways", gateways}};
}

Json live_of(const DiffReport& report) {
  if (!report.live) return nullptr;
  return {{"name", report.live->name}, {"gateways", report.live->gateways}};
}

Impact level_of(const DiffReports& all) {
  Impact worst = Impact::none;
  for (const DiffReport& one : all) worst = std::max(worst, one.result.level());
  return worst;
}

Json summary_of(const DiffReports& all) {
  Json out = Json::object();
  for (Impact level :
       {Impact::breaking, Impact::risky, Impact::safe, Impact::none}) {
    std::size_t count = 0;
    for (const DiffReport& one : all) count += one.result.count(level);
    out[std::string(text_of(level))] = count;
  }
  return out;
}

Json classes_of(const Change& change) {
  Json out = Json::array();
  for (ChangeClass one : change.classes)
    if (one != ChangeClass::unused) out.push_back(text_of(one));
  return out;
}

Json spot_of(const Sources& sources, const std::optional<Spot>& spot) {
  if (!spot) return nullptr;
  return {{"path", sources.file(spot->range.file).path()},
          {"range", range_of(sources, spot->range)},
          {"pointer", spot->pointer}};
}

/// What one side answers, and the step that decided.
Json told_of(const Sources& sources, const Told& told) {
  const std::optional<Range>& range = told.decided.range;
  return {{"answer", told.text},
          {"outcome", text_of(told.outcome)},
          {"reason", or_null(text_of(told.reason))},
          {"workload", or_null(told.workload)},
          {"step", text_of(told.decided.kind)},
          {"why", or_null(told.decided.why)},
          {"path", range ? Json(sources.file(range->file).path()) : Json()},
          {"range", range ? range_of(sources, *range) : Json()}};
}

Json witness_of(const Sources& sources, const std::optional<Witness>& witness) {
  if (!witness) return nullptr;
  return {{"url", witness->request.url},
          {"request", request_document(witness->request)},
          {"old", told_of(sources, witness->before)},
          {"new", told_of(sources, witness->after)}};
}

Json answer_of(const Sources& sources, const SideAnswer& answer) {
  Json out = told_of(sources, answer.told);
  out["holds"] = answer.fault.empty();
  out["fault"] = or_null(answer.fault);
  return out;
}

Json delta_of(const Sources& sources, const AnswerDelta& delta) {
  const ExpectedRequest& request = *delta.request;
  return {{"url", request.request.url},
          {"request", request_document(request.request)},
          {"expected", request.expect.text},
          {"path", sources.file(request.expect.range.file).path()},
          {"range", range_of(sources, request.expect.range)},
          {"old", answer_of(sources, delta.older)},
          {"new", answer_of(sources, delta.newer)}};
}

/// Requests are asked of one mesh.
Json asked_of(const DiffReports& all) {
  const auto asked =
      std::find_if(all.begin(), all.end(),
                   [](const DiffReport& one) { return one.asked.has_value(); });
  if (asked == all.end()) return nullptr;
  const DiffReport& report = *asked;
  const std::vector<AnswerDelta>& answers = report.result.answers;
  return {{"path", report.asked->path},
          {"total", report.asked->requests},
          {"changed", answers.size()},
          {"answers", array_of(answers, [&](const AnswerDelta& one) {
             return delta_of(report.sources, one);
           })}};
}

Json change_of(const Sources& sources, const Change& change,
               const std::string& group, const std::string& fingerprint) {
  return {{"group", or_null(group)},
          {"id", change.kind->id},
          {"fingerprint", fingerprint},
          {"level", text_of(change.level)},
          {"classes", classes_of(change)},
          {"title", change.title},
          {"now", or_null(change.now)},
          {"then", or_null(change.then)},
          {"workload", or_null(change.workload)},
          {"listener", or_null(change.listener)},
          {"hosts", change.hosts},
          {"gateway", or_null(change.gateway)},
          {"old", spot_of(sources, change.older)},
          {"new", spot_of(sources, change.newer)},
          {"notes", change.notes},
          {"example", witness_of(sources, change.witness)}};
}

void add_changes(const DiffReport& report, const DiffResult& result,
                 Json& out) {
  const std::vector<std::string> fingerprints = fingerprints_of(result);
  for (const Change* change : listed(report, result)) {
    const auto at = static_cast<std::size_t>(change - result.changes.data());
    out.push_back(
        change_of(report.sources, *change, report.group(), fingerprints[at]));
  }
}

Json drift_of(const DiffReport& report) {
  if (!report.drift) return nullptr;
  Json out = Json::array();
  add_changes(report, *report.drift, out);
  return out;
}

Json changes_of(const DiffReports& all) {
  Json out = Json::array();
  for (const DiffReport& one : all) add_changes(one, one.result, out);
  return out;
}

Json versions_of(const DiffReports& all) {
  Json out = Json::array();
  for (const DiffReport& report : all)
    for (const VersionRecord& one : report.result.versions)
      out.push_back({{"group", or_null(report.group())},
                     {"gateway", one.gateway},
                     {"recorded", one.recorded}});
  return out;
}

Json groups_of(const DiffReports& all) {
  return array_of(all, [](const DiffReport& one) {
    return Json{{"group", or_null(one.group())},
                {"level", text_of(one.result.level())},
                {"old", one.older.gateways},
                {"new", one.newer.gateways}};
  });
}

Json findings_of(const DiffReports& all,
                 std::vector<const Diagnostic*> LintDelta::*which) {
  Json out = Json::array();
  for (const DiffReport& report : all)
    for (const Diagnostic* found : report.lint.*which)
      out.push_back({{"group", or_null(report.group())},
                     {"rule", found->rule->id},
                     {"level", text_of(found->severity)},
                     {"message", found->message},
                     {"path", report.sources.file(found->range.file).path()},
                     {"range", range_of(report.sources, found->range)}});
  return out;
}

std::size_t unchanged_findings(const DiffReports& all) {
  std::size_t count = 0;
  for (const DiffReport& one : all) count += one.lint.unchanged;
  return count;
}

void write_diff_json(const DiffReports& reports, const Presentation&,
                     std::string& out) {
  const DiffReport& first = reports.front();
  Json all = json_form();
  all["old"] = side_of(reports, &DiffReport::older);
  all["new"] = side_of(reports, &DiffReport::newer);
  all["equal"] = level_of(reports) == Impact::none;
  all["level"] = text_of(level_of(reports));
  all["summary"] = summary_of(reports);
  all["groups"] = groups_of(reports);
  all["live"] = live_of(first);
  all["drift"] = drift_of(first);
  all["versionRecorded"] = versions_of(reports);
  all["changes"] = changes_of(reports);
  all["requests"] = asked_of(reports);
  all["lint"] = {{"introduced", findings_of(reports, &LintDelta::introduced)},
                 {"fixed", findings_of(reports, &LintDelta::fixed)},
                 {"unchanged", unchanged_findings(reports)}};
  out += json_text(all);
}

}  // namespace

constinit const DiffReporter reporters::diff_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema diff`",
    .write = write_diff_json,
};

}  // namespace asmgw
