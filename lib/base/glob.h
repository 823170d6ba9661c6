// Patterns for paths, as --include and --exclude take them.
#pragma once

#include <string>
#include <vector>

namespace asmgw {

/// A pattern without a slash is met by any part of the path; one with a slash
/// by the whole path or by a folder above it. `*` and `**` cross slashes, and
/// `**/` may also stand for nothing.
bool glob_matches(const std::string& glob, const std::string& path);

/// Whether one of the patterns, of which there may be none, does.
bool any_matches(const std::vector<std::string>& globs,
                 const std::string& path);

}  // namespace asmgw
