// The reporters of lint: one file each, listed here. Help, completions and
// `-o` come from the list.
#pragma once

#include "base/records.h"
#include "lint/linter.h"
#include "output/presentation.h"
#include "source/source.h"

#include <string>
#include <string_view>

namespace asmgw {

struct LintReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const Sources&, const LintResult&, const Presentation&,
                std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(LintReporter, lint, lint_full, lint_concise, lint_json);

}  // namespace reporters
}  // namespace asmgw
