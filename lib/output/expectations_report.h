// What test prints, and the list of its reporters.
#pragma once

#include "base/records.h"
#include "output/resolve.h"
#include "resolve/expectation_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A request of a test file and what it reaches.
struct Judged {
  const ExpectedRequest& expected;
  Answered answered;
  std::optional<TestFault> fault;  ///< nothing: as expected

  /// Of the text that does not hold, else of the expectation.
  [[nodiscard]] Range range() const {
    return fault ? fault->range : expected.expect.range;
  }
};

struct TestedFile {
  std::string_view path;
  const Rendering& rendering;  ///< where the answers point to
  std::vector<Judged> requests;
};

struct TestReport {
  const Sources& sources;  ///< of files and manifests
  std::vector<TestedFile> files;
};

struct TestCounts {
  std::size_t requests = 0, failed = 0;
};
TestCounts counts_of(const TestReport& report);

struct TestReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const TestReport&, const Presentation&, std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(TestReporter, test, test_full, test_json, test_junit);

}  // namespace reporters

/// The step that decided, with its place: `route: no route takes GET "/" (at
/// gateway.yaml:1:2)`, visible.
std::string deciding_step(const Sources& sources, const Answer& answer);
/// The same of a step; what was near is told if nothing was reached.
std::string step_text(const Sources& sources, const Step& step, bool reached);

}  // namespace asmgw
