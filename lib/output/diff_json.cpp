// Changes for programs; schemas/diff.schema.json describes it.
#include "output/diff_report.h"
#include "output/resolve_json.h"

namespace asmgw {
namespace {

Json side_of(const DiffSideName& side) {
  return {{"name", side.name}, {"gateways", side.gateways}};
}

Json summary_of(const DiffResult& result) {
  Json out = Json::object();
  for (Impact level :
       {Impact::breaking, Impact::risky, Impact::safe, Impact::none})
    out[std::string(text_of(level))] = result.count(level);
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

Json asked_of(const DiffReport& report) {
  if (!report.asked) return nullptr;
  const std::vector<AnswerDelta>& answers = report.result.answers;
  return {{"path", report.asked->path},
          {"total", report.asked->requests},
          {"changed", answers.size()},
          {"answers", array_of(answers, [&](const AnswerDelta& one) {
             return delta_of(report.sources, one);
           })}};
}

Json change_of(const Sources& sources, const Change& change,
               const std::string& fingerprint) {
  return {{"id", change.kind->id},
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

Json changes_of(const DiffReport& report, const DiffResult& result) {
  const std::vector<std::string> fingerprints = fingerprints_of(result);
  Json out = Json::array();
  for (const Change* change : listed(report, result)) {
    const auto at = static_cast<std::size_t>(change - result.changes.data());
    out.push_back(change_of(report.sources, *change, fingerprints[at]));
  }
  return out;
}

Json versions_of(const DiffResult& result) {
  Json out = Json::array();
  for (const VersionRecord& one : result.versions)
    out.push_back({{"gateway", one.gateway}, {"recorded", one.recorded}});
  return out;
}

Json findings_of(const Sources& sources,
                 const std::vector<const Diagnostic*>& findings) {
  Json out = Json::array();
  for (const Diagnostic* found : findings)
    out.push_back({{"rule", found->rule->id},
                   {"level", text_of(found->severity)},
                   {"message", found->message},
                   {"path", sources.file(found->range.file).path()},
                   {"range", range_of(sources, found->range)}});
  return out;
}

void write_diff_json(const DiffReport& report, const Presentation&,
                     std::string& out) {
  const DiffResult& result = report.result;
  Json all = json_form();
  all["old"] = side_of(report.older);
  all["new"] = side_of(report.newer);
  all["equal"] = result.level() == Impact::none;
  all["level"] = text_of(result.level());
  all["summary"] = summary_of(result);
  all["live"] = report.live ? side_of(*report.live) : Json(nullptr);
  all["drift"] =
      report.drift ? changes_of(report, *report.drift) : Json(nullptr);
  all["versionRecorded"] = versions_of(result);
  all["changes"] = changes_of(report, result);
  all["requests"] = asked_of(report);
  all["lint"] = {
      {"introduced", findings_of(report.sources, report.lint.introduced)},
      {"fixed", findings_of(report.sources, report.lint.fixed)},
      {"unchanged", report.lint.unchanged}};
  out += json_text(all);
}

}  // namespace

constinit const DiffReporter reporters::diff_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema diff`",
    .write = write_diff_json,
};

}  // namespace asmgw
