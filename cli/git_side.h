// What git has under a name, read as a walk through a folder reads it.
#pragma once

#include "base/result.h"
#include "cli/git.h"
#include "cli/side.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct GitName {
  std::string rev;   ///< "" for the index
  std::string path;  ///< as written: from the root, or from here after `./`
  char stage = '0';  ///< of the index
  std::string text;  ///< as printed: `main:gateways`
};

/// `REV:PATH`, `REV:`, `:PATH`, or `:N:PATH` with a stage of a conflict.
std::optional<GitName> parse_git_name(const std::string& text);

/// True of `.`, `..` and what begins with one of them and a slash.
bool is_from_here(std::string_view path);
/// `path` of a name, from the root. Nothing: it leads out of the repository.
std::optional<std::string> path_from_root(const GitPlace& place,
                                          std::string_view path);

struct GitWishes {
  const std::vector<std::string>&include, &exclude;  ///< of paths without REV:
  std::uint64_t limit;                               ///< bytes of a file
  bool may_lack = false;  ///< a path that is not there has nothing in it
};

/// A side without a name.
Result<Side> read_git(const GitName& name, const GitPlace& place,
                      const GitWishes& wishes);

}  // namespace asmgw::cli
