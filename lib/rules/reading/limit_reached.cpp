// Limits of our own, which keep hostile input from costing much.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::file_too_large, [&](const Problem& p) {
    report
        .at(p, "the file has {} bytes, more than the {} MiB that are read",
            p.found, p.wanted)
        .fix("raise --max-file-size, or leave the file out");
  });
  for_each_problem(facts, ProblemKind::too_deep, [&](const Problem& p) {
    report.at(p, "nested deeper than {} levels", p.found)
        .fix("raise --max-depth");
  });
  for_each_problem(facts, ProblemKind::too_many_nodes, [&](const Problem& p) {
    report.at(p, "more than {} keys and values in one document", p.found)
        .fix("raise --max-nodes");
  });
  for_each_problem(facts, ProblemKind::too_many_aliases, [&](const Problem& p) {
    report
        .at(p, "the aliases stand for {} values, more than {}", p.found,
            p.wanted)
        .consequence(
            "Kubernetes refuses documents whose aliases expand "
            "without measure")
        .fix("raise --max-alias-visits, or write the values out");
  });
  for_each_problem(
      facts, ProblemKind::too_many_findings, [&](const Problem& p) {
        report.at(p, "{} more findings from here on are only counted", p.found)
            .fix(
                "mend what is reported and run again, or raise "
                "--max-file-findings");
      });
}

}  // namespace

constinit const Rule rules::limit_reached = {
    .id = "GW007",
    .name = "limit-reached",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "input that is larger or deeper than is read",
    .rationale =
        R"(A Gateway is a few kilobytes and six levels deep. To stay quick
and safe on any input asmgw reads no file of more than 64 MiB, no more than 64
levels, a million keys and values in one document, and aliases that stand for
10,000 values. What is beyond is not judged, and that is said. Of the findings
in one file 10,000 are reported and the rest is counted. Each limit has an
option.)",
    .bad = "",
    .good = "",
    .source = "limits of asmgw; Kubernetes has some of its own",
    .keys = {"Y"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
