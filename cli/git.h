// Commits, trees and the index, by asking git, which writes nothing. Paths are
// those from the root of the repository.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace asmgw::cli {

/// Where the current directory lies in its repository.
struct GitPlace {
  bool work_tree = false;  ///< false: bare, or inside of `.git`
  std::string up;          ///< from here to the root: `` or `../../`
  std::string prefix;      ///< from the root to here: `` or `a/b/`
};
Result<GitPlace> git_place();

/// The id of what `rev` names.
Result<std::string> git_object(const std::string& rev);
Result<std::string> git_merge_base(const std::string& a, const std::string& b);

struct GitEntry {
  std::string mode, id, path;
  char stage = '0';  ///< of a conflict in the index

  [[nodiscard]] bool is_file() const { return mode.starts_with("100"); }
  [[nodiscard]] bool is_link() const { return mode == "120000"; }
  [[nodiscard]] bool is_tree() const { return mode == "040000"; }
};
/// What `tree` has at `path` itself: one entry or none.
Result<std::vector<GitEntry>> git_entry(const std::string& tree,
                                        const std::string& path);
/// All below `tree`, with `folder` (`` or `a/b/`) before each path.
Result<std::vector<GitEntry>> git_below(const std::string& tree,
                                        const std::string& folder);
/// What the index has at or below `path`.
Result<std::vector<GitEntry>> git_index(const GitPlace& place,
                                        const std::string& path);

struct GitBlob {
  bool there = false, too_large = false;
  std::string text;
};
/// For each name (an id, `ID:path` or `:0:path`) the bytes, by no filter
/// changed.
Result<std::vector<GitBlob>> git_blobs(const std::vector<std::string>& names,
                                       std::uint64_t limit);

}  // namespace asmgw::cli
