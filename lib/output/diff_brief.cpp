// One line a change, as compilers write it.
#include "base/text.h"
#include "output/diff_report.h"
#include "output/terminal.h"
#include "output/tones.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

/// Of the new side if it has one, else of the old; the object if neither has.
std::string place_of(const DiffReport& report, const Change& change) {
  const std::optional<Spot>& spot = change.newer ? change.newer : change.older;
  if (!spot)
    return visible_path(change.gateway.empty() ? report.newer.name
                                               : change.gateway);
  return place_text(report.sources.place(spot->range));
}

std::string in_group(const DiffReport& report) {
  if (report.group().empty()) return {};
  return fmt::format(" (group {})", visible(report.group()));
}

void write_lines(const DiffReport& report, const DiffResult& result,
                 std::string_view lead, const Painter& paint,
                 std::string& out) {
  for (const Change* change : listed(report, result)) {
    const std::string level =
        fmt::format("{}[{}]", text_of(change->level), change->kind->id);
    out += fmt::format("{}: {}{} {}{}\n", place_of(report, *change), lead,
                       paint(tone_of(change->level), level),
                       visible(change->title), in_group(report));
  }
}

void write_report(const DiffReport& report, const Painter& paint,
                  std::string& out) {
  if (report.drift) write_lines(report, *report.drift, "drift ", paint, out);
  write_lines(report, report.result, "", paint, out);
  for (const AnswerDelta& one : report.result.answers) {
    out += fmt::format(
        "{}: {} {}: {} → {}{}\n",
        place_text(report.sources.place(one.request->expect.range)),
        paint(Tone::strong, "answer"), request_text(one.request->request),
        answer_text(one.older.told), answer_text(one.newer.told),
        in_group(report));
  }
}

void write_diff_brief(const DiffReports& all, const Presentation& how,
                      std::string& out) {
  const Painter paint(how.colour);
  for (const DiffReport& one : all) write_report(one, paint, out);
}

}  // namespace

constinit const DiffReporter reporters::diff_brief = {
    .name = "brief",
    .summary = "one line a change: file:line:column: level[id] title",
    .write = write_diff_brief,
};

}  // namespace asmgw
