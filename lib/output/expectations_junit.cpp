// Test results as JUnit's XML, which forges show.
#include "base/text.h"
#include "output/expectations_report.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (char c : visible(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

void write(const Judged& one, const TestedFile& file, const Sources& sources,
           std::string& out) {
  const Place at = sources.place(one.range());
  out += fmt::format(
      "    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"",
      escaped(one.expected.request.url), escaped(file.path), escaped(file.path),
      at.line);
  if (!one.fault) {
    out += "/>\n";
    return;
  }
  out += fmt::format(
      ">\n      <failure message=\"{}\">{}</failure>\n    </testcase>\n",
      escaped(one.fault->message),
      escaped(deciding_step(sources, one.answered.answer)));
}

void write_test_junit(const TestReport& report, const Presentation&,
                      std::string& out) {
  const TestCounts counts = counts_of(report);
  out += fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"asmgw test\" tests=\"{}\" failures=\"{}\">\n",
      counts.requests, counts.failed);
  for (const TestedFile& file : report.files) {
    const TestCounts own = counts_of({report.sources, {file}});
    out +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n",
                    escaped(file.path), own.requests, own.failed);
    for (const Judged& one : file.requests)
      write(one, file, report.sources, out);
    out += "  </testsuite>\n";
  }
  out += "</testsuites>\n";
}

}  // namespace

constinit const TestReporter reporters::test_junit = {
    .name = "junit",
    .summary = "XML that forges show as test results",
    .write = write_test_junit,
};

}  // namespace asmgw
