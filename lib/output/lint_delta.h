// Which findings of lint a change introduces, and which it mends.
#pragma once

#include "output/diff_report.h"

namespace asmgw {

/// Findings are the same if their fingerprints are, wherever they stand. All
/// that is given must outlive the result.
LintDelta lint_delta(const Sources& sources, const LintResult& older,
                     const LintResult& newer);

}  // namespace asmgw
