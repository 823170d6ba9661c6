// What git ignores of the files that a walk found on disk.
#pragma once

#include "base/root.h"
#include "cli/files/walk.h"

#include <set>
#include <string>

namespace asmgw::cli {

/// Of the files of a walk that began at `folder`, those that git ignores.
/// Nothing where there is no work tree, git cannot tell, or the folder is
/// ignored itself: then all below it is wanted.
std::set<std::string> git_ignored(const Walk& walk, const std::string& folder,
                                  const Root& root);

}  // namespace asmgw::cli
