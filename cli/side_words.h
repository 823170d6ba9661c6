// Words that name a side: those that git may know as well as the disk.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace asmgw::cli {

/// A word that was given where a path and a name of git may both stand.
struct SideWord {
  std::string word;
  /// `--old-rev`, which says that git is meant; "" where there is no such
  /// option.
  std::string option;
};

/// True of `/x`, `./x` and `x/`, which no revision can be called.
bool is_path_alone(const std::string& word);

/// The first of the words that names both something on disk and what git has.
/// A stranger who adds a folder called `main` must not choose what is meant;
/// nor may who makes git refuse to answer. Git is run once, and only if there
/// are words that exist on disk, could be a revision, and lie in a repository.
std::optional<Error> ambiguous_word(const std::vector<SideWord>& words);

}  // namespace asmgw::cli
