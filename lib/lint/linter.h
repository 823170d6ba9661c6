// Files -> findings.
#pragma once

#include "lint/diagnostic.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "lint/rule_set.h"
#include "model/load.h"
#include "source/source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace asmgw {

/// A file or document that was left alone, for `-v`.
struct Skipped {
  Range range;
  std::string reason;
};

struct LintCounts {
  std::size_t files = 0, gateways = 0, context = 0, skipped = 0;
  LevelCounts findings;
};

struct LintResult {
  std::vector<Diagnostic>
      diagnostics;                  ///< by file, offset, id; only shown ones
  std::vector<ObjectName> objects;  ///< see ObjectId
  LintCounts counts;
  std::vector<Skipped> skipped;  ///< filled if asked for
  bool version_decided = false;  ///< a finding depends on the Istio release
};

struct LintOptions {
  Settings settings;
  Limits limits;
  Severity shown = Severity::warning;
  bool list_skipped = false;
};

class Linter {
 public:
  Linter(const RuleSet& rules, const LintOptions& options)
      : rules_(&rules), options_(&options) {}

  /// Checks one file, which must stay in `sources` as long as the result.
  void check(const Sources& sources, FileId file, bool named_as_patch = false);
  /// A file that is larger than the limit: one finding.
  void too_large(const Sources& sources, FileId file, std::uint64_t bytes);
  /// The result, sorted. Call once.
  LintResult finish();

 private:
  void check(const LoadedObject& object);
  std::vector<Diagnostic> run(const Model& model);
  std::vector<Diagnostic> run_as_stored(const Model& model) const;
  void run(const Facts& facts, bool istio_only, Report& report) const;
  void say_left_out();
  void keep(std::vector<Diagnostic> found, const Model& model);

  const RuleSet* rules_;
  const LintOptions* options_;
  LintResult result_;
  std::size_t room_ = 0;      ///< findings of this file that are still kept
  std::size_t left_out_ = 0;  ///< and what there was no room for
  Range left_out_at_;         ///< the first object that has some
};

}  // namespace asmgw
