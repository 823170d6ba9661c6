// A byte order mark that is not the first thing of the file.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(facts, ProblemKind::inner_bom, [&](const Problem& problem) {
    report.at(problem, "byte order mark (U+FEFF) inside the text")
        .consequence(
            "it becomes an invisible part of the key or value it touches; "
            "only kubectl skips a second one at the start of a file")
        .fix("delete the character");
  });
}

}  // namespace

constinit const Rule rules::inner_byte_order_mark = {
    .id = "GW003",
    .name = "inner-byte-order-mark",
    .severity = Severity::warning,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "byte order mark inside the text",
    .rationale =
        R"(Joining files that begin with a byte order mark leaves one in
the middle. It is invisible. Inside a name or a host it makes a different name,
and what compares names then finds no match.)",
    .bad = "",
    .good = "",
    .source = "Kubernetes: sigs.k8s.io/yaml, scanner of go-yaml",
    .keys = {},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
