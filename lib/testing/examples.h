// Runs the examples that stand in rule records.
#pragma once

#include "lint/linter.h"
#include "lint/rule.h"
#include "testing/words.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// An example as a file: as it stands if it holds whole documents, else as the
/// `spec` of a Gateway. The line `# asmgw: OPTIONS` is kept.
std::string example_file(std::string_view example);
/// OPTIONS, as words.
std::vector<std::string> example_words(std::string_view example);

/// Lines (from 1, of the example, its first empty line left out) that end in
/// `# <--`.
std::vector<std::uint32_t> marked_lines(std::string_view example);
/// Lines on which `rule` alone reports something in the example, sorted, each
/// once.
std::vector<std::uint32_t> reported_lines(const Rule& rule,
                                          std::string_view example);
/// What all rules together say of the example at warning or error, a line each.
std::string loud_findings(std::string_view example);

/// Lints a text with all rules; findings of every level.
struct LintedText : Linted {
  Sources sources;
};
LintedText lint_text(std::string text, LintOptions options = {});

}  // namespace asmgw
