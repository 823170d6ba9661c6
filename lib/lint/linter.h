// Files -> a mesh and findings: reads, judges and keeps one file after the
// other, then merges them.
#pragma once

#include "lint/judge.h"
#include "lint/rule_set.h"
#include "lint/set_facts.h"
#include "mesh/merge.h"
#include "source/source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace asmgw {

struct Linted {
  LintResult result;  ///< sorted
  /// All objects of the run, if there are rules on several and they saw all.
  std::unique_ptr<MeshResult> read;
  /// What the rules on several objects saw of it.
  std::unique_ptr<const SetFacts> facts;

  [[nodiscard]] const Mesh& mesh() const { return read->mesh; }
};

class Linter {
 public:
  /// `sources` must keep every file, and `options` be there, as long as the
  /// result.
  Linter(const Sources& sources, const RuleSet& rules,
         const LintOptions& options);

  void check(FileId file, FileRole role = FileRole::manifest);
  /// A file that is larger than the limit: one finding.
  void too_large(FileId file, std::uint64_t bytes);
  /// Takes over what `later` has of later files.
  void absorb(Linter&& later);
  /// Checks what was read as a whole. Call once.
  Linted finish();

 private:
  void take(FileObjects file);
  /// Merges the files and judges the mesh.
  [[nodiscard]] Linted together(
      const std::vector<const FileObjects*>& files) const;

  const Sources* sources_;
  const LintOptions* options_;
  Judge judge_;
  LintResult findings_;
  std::vector<FileObjects> files_;  ///< kept where all are judged together
};

}  // namespace asmgw
