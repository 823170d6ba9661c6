// What a run says, on stderr, of what it did not check.
#pragma once

#include "cli/inputs.h"
#include "lint/linter.h"

#include <string>

namespace asmgw::cli {

/// A line for each sort of template, patch or file that was not judged or not
/// taken for one, with the files; `quiet`: only of what is a Gateway to
/// Kubernetes, and of templates.
std::string left_alone_lines(const Sources& sources, const LintResult& result,
                             bool quiet);

/// The same of what a walk came by: other files with Gateways in them, and
/// counts of what it left out.
std::string walk_lines(const Inputs& inputs);

}  // namespace asmgw::cli
