// Any bytes through the whole of lint, with all rules and all levels.
#include "fuzz/fuzz.h"
#include "lint/linter.h"
#include "rules/all.h"

#include <string>

namespace asmgw {
namespace {

void must_lie_inside(const Sources& sources, Range range) {
  const std::string_view text = sources.file(range.file).text();
  must(range.begin <= range.end && range.end <= text.size());
  must(sources.place(range).line >= 1 && sources.place(range).column >= 1);
}

}  // namespace

void fuzz(std::string_view bytes) {
  static const RuleSet rules{rules::all};
  LintOptions options;
  options.shown = Severity::info;
  options.list_skipped = true;
  Sources sources;
  Linter linter(sources, rules, options);
  linter.check(sources.add("fuzz.yaml", std::string(bytes)));
  for (const Diagnostic& found : linter.finish().result.diagnostics) {
    must(!found.message.empty());
    must_lie_inside(sources, found.range);
    for (const Note& note : found.notes)
      if (note.range) must_lie_inside(sources, *note.range);
  }
}

}  // namespace asmgw
