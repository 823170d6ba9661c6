// Names for findings that survive edits elsewhere in the file.
#pragma once

#include "lint/linter.h"
#include "source/source.h"

#include <map>
#include <string>
#include <vector>

namespace asmgw {

/// Hands out one fingerprint a finding: made of rule, object and pointer with
/// hosts and port names for indexes; an object without a name counts by its
/// file. The second of two that would be equal differs by its number.
class Fingerprints {
 public:
  Fingerprints(const Sources& sources, const LintResult& result)
      : sources_(&sources), result_(&result) {}

  /// For the next finding in the order of the report.
  std::string next(const Diagnostic& found);

 private:
  const Sources* sources_;
  const LintResult* result_;
  std::map<std::vector<std::string>, int> seen_;
};

}  // namespace asmgw
