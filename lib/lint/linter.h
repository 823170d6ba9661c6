// Files -> a mesh and findings: reads, judges and keeps one file after the
// other, then merges them.
#pragma once

#include "lint/judge.h"
#include "lint/rule_set.h"
#include "lint/set_facts.h"
#include "mesh/groups.h"
#include "mesh/merge.h"
#include "source/source.h"

#include <cstdint>
#include <memory>
#include <span>
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

struct LintedMeshes {
  LintResult result;  ///< of the files, each for itself; sorted
  /// In the order given; `result` of each is what only its mesh shows.
  std::vector<Linted> meshes;
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
  /// What was read so far, in the order of the input; only where all are judged
  /// together.
  [[nodiscard]] std::span<const FileObjects> files() const { return files_; }
  /// Checks what was read, taken as one mesh. Call once.
  Linted finish();
  /// The same by groups of files that reach one mesh together: objects accuse
  /// each other only in one group; what is missed may be anywhere that is not
  /// apart. There is no `read`. `files` are those of `groups`.
  Linted finish(const MeshGroups& groups,
                const std::vector<const FileObjects*>& files);
  /// The same of several meshes. `keep` may be empty.
  LintedMeshes finish(const std::vector<std::vector<MeshFile>>& meshes,
                      const Keep& keep);

 private:
  void take(FileObjects file);
  /// Merges the files and judges the mesh.
  [[nodiscard]] Linted together(std::span<const MeshFile> files,
                                const Keep& keep) const;
  [[nodiscard]] MeshReading reading() const {
    return {!options_->all_context, options_->patches};
  }
  Linted finish(Linted linted);

  const Sources* sources_;
  const LintOptions* options_;
  Judge judge_;
  LintResult findings_;
  std::vector<FileObjects> files_;  ///< kept where all are judged together
};

}  // namespace asmgw
