// Real repositories of git.
#pragma once

#include "cli/testing/run.h"

#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

/// A variable of the environment, set until the end of the scope.
class Variable {
 public:
  Variable(const char* name, const std::string& value);
  ~Variable();
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

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
  /// A program that leaves `marker` in the root, as a hostile setting names it.
  [[nodiscard]] std::string trap() const;
  [[nodiscard]] bool has_sprung() const;
};

}  // namespace asmgw::cli
