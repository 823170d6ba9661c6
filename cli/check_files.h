// Reads and checks the input files, many of them on several threads; what comes
// of it is the same.
#pragma once

#include "cli/inputs.h"
#include "cli/progress.h"
#include "lint/linter.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace asmgw::cli {

class FileChecker {
 public:
  /// All of these must outlive it and the result. `sources` is filled.
  FileChecker(const std::vector<Input>& files, const RuleSet& rules,
              const LintOptions& options, Sources& sources, Io& io);

  /// Checks all files on at most `threads` threads; 0: one for each core. False
  /// if some could not be read: that has been said.
  bool run(std::size_t threads, Progress& progress);
  /// What was read of each file, where all are judged together; null: it was
  /// not.
  [[nodiscard]] std::vector<const FileObjects*> objects() const;
  /// Call one of these, once: see Linter.
  Linted finish() { return linter_.finish(); }
  Linted finish(const MeshGroups& groups,
                const std::vector<const FileObjects*>& files) {
    return linter_.finish(groups, files);
  }
  LintedMeshes finish(const std::vector<std::vector<MeshFile>>& meshes,
                      const Keep& keep) {
    return linter_.finish(meshes, keep);
  }

 private:
  struct Block;

  void check(std::size_t index, Linter& linter, std::vector<Error>& errors);
  void check_block(std::size_t number, Block& block);
  void run_alone(Progress& progress);
  void run_together(std::size_t threads, Progress& progress);
  void check_blocks(std::vector<Block>& blocks, std::size_t threads,
                    Progress& progress);
  void report(const std::vector<Error>& errors);

  const std::vector<Input>& files_;
  const RuleSet& rules_;
  const LintOptions& options_;
  Sources& sources_;
  Io& io_;
  std::uint64_t limit_;
  FileId first_;  ///< of the first file; the others follow
  std::optional<Result<FileText>> in_;  ///< what stdin held
  Linter linter_;
  bool complete_ = true;
};

}  // namespace asmgw::cli
