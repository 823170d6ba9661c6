// A tree of git or its index.
#pragma once

#include "cli/files/tree_store.h"
#include "cli/git.h"

namespace asmgw::cli {

/// Of what is there only manifests and what stands at the path itself are
/// listed, for there may be far more. More than `ReadLimits::all` is an error.
class GitStore : public TreeStore {
 public:
  /// What `rev` has at or below `path`; "" is the index, and `stage` that of a
  /// conflict.
  static Result<GitStore> open(const std::string& rev, char stage,
                               const std::string& path, const GitPlace& place);

  /// False: nothing stands at the path, or below it.
  [[nodiscard]] bool there() const { return there_; }

  std::optional<Error> read(const std::vector<std::string>& paths,
                            const ReadLimits& limits,
                            const TakeText& take) override;

 private:
  GitStore(const GitPlace& place, char stage) : place_(place), stage_(stage) {}

  std::optional<Error> list_tree(const std::string& rev,
                                 const std::string& path);
  std::optional<Error> list_index(const std::string& path);
  std::optional<Error> add(const GitEntries& entries, Nodes& nodes) const;
  [[nodiscard]] bool is_of_stage(const GitEntry& entry) const;
  [[nodiscard]] Node node_of(const GitEntry& entry) const;

  Result<std::vector<std::string>> targets_of(
      const std::vector<std::string>& ids) override;
  /// Links lead anywhere, wherever the path is.
  Result<const Nodes*> all() override;

  const GitPlace& place_;
  char stage_;
  std::string tree_;    ///< the whole one; "" of the index
  std::string lookup_;  ///< what stands before a path for cat-file
  bool there_ = true;
  std::optional<Nodes> all_;
};

}  // namespace asmgw::cli
