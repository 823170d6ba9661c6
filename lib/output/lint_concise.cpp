// One line a finding, as compilers write it.
#include "base/text.h"
#include "output/reporters.h"
#include "output/terminal.h"
#include "output/tones.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

void write_lint_concise(const Sources& sources, const LintResult& result,
                        const Presentation& how, std::string& out) {
  const Painter paint(how.colour);
  for (const Diagnostic& found : result.diagnostics) {
    const std::string level =
        fmt::format("{}[{}]", text_of(found.severity), found.rule->id);
    out += fmt::format("{}: {} {}\n", place_text(sources.place(found.range)),
                       paint(tone_of(found.severity), level),
                       visible(found.message));
  }
}

}  // namespace

constinit const LintReporter reporters::lint_concise = {
    .name = "concise",
    .summary = "one line a finding: file:line:column: level[id] message",
    .write = write_lint_concise,
};

}  // namespace asmgw
