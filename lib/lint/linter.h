// Files -> findings.
#pragma once

#include "lint/diagnostic.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "lint/rule_set.h"
#include "listen/mesh_reader.h"
#include "model/load.h"
#include "source/source.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace asmgw {

/// A file or document that was left alone, or could not be read, and why.
struct Skipped {
  Range range;
  std::string reason;
  bool is_gateway = false;  ///< to Kubernetes
};

struct LintCounts {
  std::size_t files = 0, gateways = 0, context = 0, skipped = 0;
  LevelCounts findings;

  void add(const LintCounts& other);
};

struct LintResult {
  std::vector<Diagnostic>
      diagnostics;                  ///< by file, offset, id; only shown ones
  std::vector<ObjectName> objects;  ///< see ObjectId
  LintCounts counts;
  /// Templates and patches that were not judged; the reason names what they
  /// are. And the patches that are whole Gateways.
  std::vector<Skipped> left_alone, whole_patches;
  /// Filled if asked for.
  std::vector<Skipped> skipped, unreadable;
  /// All objects of the run, if there are rules on several and they saw all.
  std::optional<MeshResult> read;
  bool version_decided = false;  ///< a finding depends on the Istio release
};

struct LintOptions {
  MeshSettings settings;
  bool set_by_file = false;  ///< rules on several objects see one file at once
  Severity shown = Severity::warning;
  bool list_skipped = false;  ///< and what is unreadable
  bool patches = false;       ///< see MeshReading
  bool all_context = false;   ///< parse what can have no effect, too
};

class Linter {
 public:
  /// `sources` must keep every file as long as the result.
  Linter(const Sources& sources, const RuleSet& rules,
         const LintOptions& options);

  /// Checks the objects of one file, each for itself.
  void check(FileId file, FileRole role = FileRole::manifest);
  /// A file that is larger than the limit: one finding.
  void too_large(FileId file, std::uint64_t bytes);
  /// Takes over what `later` found in later files; it must not be finished.
  void absorb(Linter&& later);
  /// Checks what was read as a whole. The result, sorted; call once.
  LintResult finish();

 private:
  void check(LoadedObject& object, FileRole role);
  void count(const LoadedObject& object, FileRole role);
  void check_set();
  void check_together(const Mesh& mesh);
  std::vector<Diagnostic> run(const Model& model);
  std::vector<Diagnostic> run_as_stored(const Model& model) const;
  void run(const Facts& facts, bool istio_only, Report& report) const;
  std::vector<Diagnostic> take(Report& report, std::size_t left_out);
  void say_left_out();
  void keep(std::vector<Diagnostic> found);

  const Sources* sources_;
  const LintOptions* options_;
  std::vector<RuleSet::Active> rules_;      ///< on one object, in force
  std::vector<RuleSet::Active> set_rules_;  ///< on several
  MeshReading reading_;
  std::optional<MeshReader> reader_;  ///< if there are rules on sets
  LintResult result_;
  std::size_t room_ = 0;      ///< findings of this file that are still kept
  std::size_t left_out_ = 0;  ///< and what there was no room for
  Range left_out_at_;         ///< the first object that has some
};

}  // namespace asmgw
