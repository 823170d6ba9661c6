// Patterns for paths, as --include and --exclude take them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A pattern without a slash is met by any part of the path; one with a slash
/// by the whole path or by a folder above it. `*` and `**` cross slashes, and
/// `**/` may also stand for nothing.
bool glob_matches(const std::string& glob, const std::string& path);

/// The whole path as fnmatch(3) takes it: `*`, `?`, `[a-z]`, `[!a-z]` and `\`.
/// `in_parts`: neither of them crosses a slash. Cost: at most the product of
/// both lengths.
bool whole_matches(std::string_view glob, std::string_view path, bool in_parts);

/// Whether one of the patterns, of which there may be none, does.
bool any_matches(const std::vector<std::string>& globs,
                 const std::string& path);

}  // namespace asmgw
