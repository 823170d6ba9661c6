// Counts and lists for stderr.
#include "cli/lint_summary.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

namespace asmgw::cli {
namespace {

/// Joins with commas what is not empty.
std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts)
    if (!part.empty())
      out += fmt::format("{}{}", out.empty() ? "" : ", ", part);
  return out;
}

std::string some(std::size_t n, std::string_view noun) {
  return n == 0 ? std::string() : counted(n, noun);
}

std::string beside(const LintCounts& counts) {
  const std::string context =
      counts.context == 0
          ? ""
          : counted(counts.context, "other object") + " as context";
  const std::string skipped =
      counts.skipped == 0 ? "" : fmt::format("{} skipped", counts.skipped);
  const std::string both = joined({context, skipped});
  return both.empty() ? "" : fmt::format(" ({})", both);
}

std::string hidden(const LevelCounts& counts, Severity shown) {
  const std::string what =
      joined({shown > Severity::warning ? some(counts.warnings, "warning") : "",
              shown > Severity::info ? some(counts.infos, "info") : ""});
  return what.empty() ? "" : fmt::format("{} hidden (--min-level info)", what);
}

}  // namespace

std::string summary_line(const LintResult& result, Severity shown,
                         std::size_t cut) {
  const LintCounts& counts = result.counts;
  std::string loud = joined(
      {some(counts.findings.errors, "error"),
       shown <= Severity::warning ? some(counts.findings.warnings, "warning")
                                  : "",
       shown <= Severity::info ? some(counts.findings.infos, "info") : ""});
  if (loud.empty()) loud = "no findings";
  const std::string cut_text =
      cut == 0 ? "" : fmt::format("{} not shown (--max-findings)", cut);
  return fmt::format("Checked {} in {}{}: {}.\n",
                     counted(counts.gateways, "Gateway"),
                     counted(counts.files, "file"), beside(counts),
                     joined({loud, hidden(counts.findings, shown), cut_text}));
}

std::string statistics_of(const LintResult& result) {
  struct Row {
    const Rule* rule;
    Severity severity;
    std::size_t n;
  };
  std::map<std::string_view, Row> by_rule;
  for (const Diagnostic& found : result.diagnostics) {
    Row& row = by_rule[found.rule->id];
    row.severity = std::max(row.severity, found.severity);
    row.rule = found.rule;
    ++row.n;
  }
  std::vector<Row> rows;
  rows.reserve(by_rule.size());
  for (const auto& [id, row] : by_rule) rows.push_back(row);
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.n > b.n; });
  std::string out;
  for (const Row& row : rows)
    out += fmt::format("{:6}  {:7}  {}  {}\n", row.n, text_of(row.severity),
                       row.rule->id, row.rule->name);
  return out;
}

std::string skipped_lines(const Sources& sources, const LintResult& result,
                          const Inputs& inputs) {
  std::string out;
  for (const auto& [path, reason] : inputs.left_out)
    out += fmt::format("skipped {}: {}\n", visible_path(path), reason);
  for (const Skipped& one : result.skipped) {
    const Place at = sources.place(one.range);
    out += fmt::format("skipped {}:{}: {}\n", visible_path(at.path), at.line,
                       one.reason);
  }
  return out;
}

}  // namespace asmgw::cli
