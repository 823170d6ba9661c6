// Hands argv and the three streams to run().
#include "lint/linter.h"
#include "rules/all.h"

#include <fstream>
#include <iostream>
#include <sstream>

int main(int argc, char** argv) {
  using namespace asmgw;
  Sources sources;
  LintOptions options;
  options.shown = Severity::info;
  const RuleSet rules{rules::all};
  Linter linter(rules, options);
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    linter.check(sources, sources.add(argv[i], text.str()));
  }
  const LintResult result = linter.finish();
  for (const Diagnostic& found : result.diagnostics) {
    const Place at = sources.place(found.range);
    std::cout << at.path << ':' << at.line << ':' << at.column << ": "
              << text_of(found.severity) << '[' << found.rule->id << "] "
              << found.message << '\n';
  }
}
