// Any two texts, with a line of `=` between them, through diff and every
// reporter of it.
#include "fuzz/fuzz.h"
#include "output/diff_report.h"
#include "output/lint_delta.h"
#include "testing/diffing.h"

#include <string>

namespace asmgw {
namespace {

constexpr std::string_view separator = "\n====\n";

void must_lie_inside(const Sources& sources, const std::optional<Spot>& spot) {
  if (!spot) return;
  const std::string_view text = sources.file(spot->range.file).text();
  must(spot->range.begin <= spot->range.end && spot->range.end <= text.size());
}

}  // namespace

void fuzz(std::string_view bytes) {
  const std::size_t middle = bytes.find(separator);
  const bool two = middle != std::string_view::npos;
  const std::string older(bytes.substr(0, middle));
  const std::string newer(two ? bytes.substr(middle + separator.size()) : "");
  const Diffed diffed = diff_texts(older, newer);
  for (const Change& one : diffed.result.changes) {
    must(!one.title.empty() && !one.then.empty());
    must_lie_inside(diffed.sources, one.older);
    must_lie_inside(diffed.sources, one.newer);
  }
  must(diff_texts(older, older).result.changes.empty());
  DiffReport report{diffed.sources, {"old", 0}, {"new", 0}, diffed.result};
  report.shown = Impact::none;
  report.lint =
      lint_delta(diffed.sources, diffed.older.result, diffed.newer.result);
  for (const DiffReporter* reporter : reporters::diff) {
    std::string out;
    reporter->write({report}, {}, out);
    must(out.find('\x1b') == std::string::npos);
  }
}

}  // namespace asmgw
