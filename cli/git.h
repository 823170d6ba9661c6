// Commits, trees and the index, by asking git, which writes nothing. Paths are
// those from the root of the repository.
#pragma once

#include "base/file.h"
#include "base/result.h"
#include "cli/git_listing.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

/// Where the current directory lies in its repository.
struct GitPlace {
  bool work_tree = false;  ///< false: bare, or inside of `.git`
  std::string up;          ///< from here to the root: `` or `../../`
  std::string prefix;      ///< from the root to here: `` or `a/b/`
};
/// The repository is the one whose work tree holds the current directory, or
/// the one that GIT_DIR names: a folder that only looks like one is none.
Result<GitPlace> git_place();

/// The id of what `rev` names.
Result<std::string> git_object(const std::string& rev);
/// HEAD is a branch that nothing was committed to.
bool git_has_no_commit();
Result<std::string> git_merge_base(const std::string& a, const std::string& b);

/// What `tree` has at or below `path`, but folders.
GitEntries git_tree(const std::string& tree, const std::string& path,
                    const KeepEntry& keep);
/// What the index has at or below `path`.
GitEntries git_index(const GitPlace& place, const std::string& path,
                     const KeepEntry& keep);

/// Why an object may be missing: " in this shallow clone …", or "".
std::string_view git_lack_hint();

/// What each name (an id, `ID:path`, `:0:path`, a revision) stands for. A name
/// with a line break in it stands for nothing.
Result<std::vector<GitObject>> git_objects(
    const std::vector<std::string>& names);

struct GitBlob {
  bool there = false, too_large = false;
  std::string text;
};
/// For each name the bytes, by no filter changed. A blob of several names is
/// read once. More than `limits.all` is an error.
Result<std::vector<GitBlob>> git_blobs(const std::vector<std::string>& names,
                                       const ReadLimits& limits);

}  // namespace asmgw::cli
