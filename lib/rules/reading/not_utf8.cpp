// Bytes that are no text.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::not_utf8, [&](const Problem& problem) {
    report.at(problem, "byte {} is not UTF-8", problem.found)
        .consequence(
            "kubectl reads U+FFFD in its place, other tools refuse the "
            "document")
        .fix("save the file as UTF-8");
  });
  for_each_problem(facts, ProblemKind::utf16, [&](const Problem& problem) {
    report.at(problem, "the file is {}; only UTF-8 is read", problem.found)
        .consequence(
            "kubectl reads it only behind a byte order mark, most tools see no "
            "text")
        .fix("save the file as UTF-8");
  });
}

}  // namespace

constinit const Rule rules::not_utf8 = {
    .id = "GW001",
    .name = "not-utf8",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "bytes that are not UTF-8",
    .rationale = R"(Manifests are UTF-8. An editor or a shell of another
encoding (PowerShell writes UTF-16 with >, an old editor GBK or Latin-1) makes a
file that some tools refuse, often with a message about a place that looks
right, and that others read as other text.)",
    .bad = "",
    .good = "",
    .source = "Kubernetes: sigs.k8s.io/yaml, reader of go-yaml",
    .keys = {"Y"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
