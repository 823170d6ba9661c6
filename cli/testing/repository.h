// Real repositories of git.
#pragma once

#include "cli/testing/run.h"

#include <string>
#include <vector>

namespace asmgw::cli {

/// A new folder that is the current one and a repository on branch main. What
/// the user has set for git counts for nothing.
class Repository : public TemporaryFolder {
 public:
  Repository();

  /// What `git words…` prints; throws if it fails.
  std::string git(std::vector<std::string> words) const;
  /// Commits all that is in the work tree.
  void commit(const std::string& message) const;
  /// Makes a folder below this one the current one.
  void go(const std::string& folder) const;
};

}  // namespace asmgw::cli
