// A tree of git, or its index.
#pragma once

#include "cli/files/store.h"
#include "cli/git.h"

#include <memory>

namespace asmgw::cli {

/// What `rev` has at `path` and, of manifests and kustomizations, below it:
/// there may be far more. "" is the index, with the stage of a conflict. Paths
/// are those from the root of the repository. To read more than
/// `ReadLimits::all` is an error. `place` must outlive the store.
Result<std::unique_ptr<FileStore>> git_store(const std::string& rev, char stage,
                                             const std::string& path,
                                             const GitPlace& place);

}  // namespace asmgw::cli
