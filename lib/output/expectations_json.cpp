// The answers of resolve with what was expected; schemas/test.schema.json
// describes it.
#include "output/expectations_report.h"
#include "output/render_json.h"
#include "output/resolve_json.h"

namespace asmgw {
namespace {

Json judged_document(const Judged& one, const TestedFile& file,
                     const Sources& sources) {
  Json out = answer_document(one.answered);
  out["expected"] = one.expected.expect.text;
  out["holds"] = !one.fault;
  out["fault"] = one.fault ? Json(one.fault->message) : Json(nullptr);
  out["path"] = file.path;
  out["range"] = range_of(sources, one.range());
  return out;
}

void write_test_json(const TestReport& report, const Presentation&,
                     std::string& out) {
  const TestCounts counts = counts_of(report);
  Json head = json_form();
  head["summary"] = {{"files", report.files.size()},
                     {"requests", counts.requests},
                     {"failed", counts.failed}};
  head["files"] = array_of(report.files, [](const TestedFile& file) {
    return Json{{"path", file.path},
                {"assumptions", assumptions_of(file.rendering)},
                {"notes", notes_on(file.rendering)}};
  });
  JsonArrayText text(std::move(head), "answers", out);
  for (const TestedFile& file : report.files)
    for (const Judged& one : file.requests)
      text.add(judged_document(one, file, report.sources));
  text.end();
}

}  // namespace

constinit const TestReporter reporters::test_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema test`",
    .write = write_test_json,
};

}  // namespace asmgw
