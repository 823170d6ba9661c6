// What lint says on stderr of a run as a whole, and render of what it skipped.
#pragma once

#include "cli/inputs.h"
#include "lint/linter.h"

#include <cstddef>
#include <string>

namespace asmgw::cli {

/// `Checked 12 Gateways in 9 files (…): 1 error, 3 infos hidden (…).`
/// `cut`: findings that --max-findings left out.
std::string summary_line(const LintResult& result, Severity shown,
                         std::size_t cut);

/// A line for every rule with findings, most findings first.
std::string statistics_of(const LintResult& result);

/// A line for everything that was left alone, in order.
std::string skipped_lines(const Sources& sources, const LintResult& result,
                          const Inputs& inputs);

}  // namespace asmgw::cli
