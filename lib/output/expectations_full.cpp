// Requests that do not reach what they must, for people.
#include "base/text.h"
#include "output/expectations_report.h"
#include "output/terminal.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

std::string place_of(const Sources& sources, Range range) {
  return place_text(sources.place(range));
}

void write(const Judged& one, const Sources& sources, const Painter& paint,
           std::string& out) {
  if (!one.fault) return;
  out += fmt::format("{}: {}\n", place_of(sources, one.fault->range),
                     paint(Tone::strong, visible(one.expected.request.url)));
  out += fmt::format("  {}\n", paint(Tone::error, visible(one.fault->message)));
  out += fmt::format("  {}\n", deciding_step(sources, one.answered.answer));
}

void write_test_full(const TestReport& report, const Presentation& how,
                     std::string& out) {
  const Painter paint(how.colour);
  for (const TestedFile& file : report.files) {
    std::size_t good = 0;
    for (const Judged& one : file.requests) {
      if (!one.fault) ++good;
      write(one, report.sources, paint, out);
    }
    out += fmt::format("{}: {} of {} hold\n", visible_path(file.path), good,
                       counted(file.requests.size(), "request"));
    for (const std::string& note : notes_on(file.rendering))
      out += fmt::format("  note: {}\n", visible(note));
  }
}

}  // namespace

TestCounts counts_of(const TestReport& report) {
  TestCounts counts;
  for (const TestedFile& file : report.files)
    for (const Judged& one : file.requests) {
      ++counts.requests;
      if (one.fault) ++counts.failed;
    }
  return counts;
}

std::string deciding_step(const Sources& sources, const Answer& answer) {
  if (answer.steps.empty()) return {};
  return step_text(sources, answer.steps.back(), answer.reached());
}

std::string step_text(const Sources& sources, const Step& step, bool reached) {
  std::string out =
      fmt::format("{}: {}", text_of(step.kind), visible(step.why));
  if (step.range) out += fmt::format(" ({})", place_of(sources, *step.range));
  for (const Rival& rival : step.rivals)
    if (!reached)
      out +=
          fmt::format("; not {}: {}", visible(rival.name), visible(rival.why));
  return out;
}

constinit const TestReporter reporters::test_full = {
    .name = "full",
    .summary = "requests that do not reach what they must",
    .write = write_test_full,
};

}  // namespace asmgw
