// Characters that YAML does not allow at all.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/reading.h"
#include "rules/reading/problems.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for_each_problem(
      facts, ProblemKind::control_byte, [&](const Problem& problem) {
        report.at(problem, "control character {} in the text", problem.found)
            .consequence("Kubernetes cannot read the document")
            .fix(
                "delete the character; where it is meant, write it as an "
                "escape "
                "in double quotes");
      });
}

}  // namespace

constinit const Rule rules::control_character = {
    .id = "GW002",
    .name = "control-character",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "control character in the text",
    .rationale = R"(YAML allows no control character but tab and line break, not
even inside quotes. They come from copying out of a terminal or a word
processor, cannot be seen, and make Kubernetes refuse the whole document.)",
    .bad = "",
    .good = "",
    .source = "Kubernetes: sigs.k8s.io/yaml, reader of go-yaml",
    .keys = {"Y"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
