// A path, its folders and its parts. fnmatch(3) of glibc may take exponential
// time, and patterns may be a stranger's.
#include "base/glob.h"

#include <algorithm>
#include <cstddef>

namespace asmgw {
namespace {

constexpr std::size_t none = std::string_view::npos;

/// Reads the set at `at` behind its `[`: where it ends, or `none` if it is
/// never closed; `holds`: `c` is in it.
std::size_t read_set(std::string_view glob, std::size_t at, char c,
                     bool& holds) {
  const bool inverted =
      at < glob.size() && (glob[at] == '!' || glob[at] == '^');
  if (inverted) ++at;
  const auto read = [&] {
    if (glob[at] == '\\' && at + 1 < glob.size()) ++at;
    return glob[at++];
  };
  holds = false;
  for (bool first = true; at < glob.size(); first = false) {
    if (glob[at] == ']' && !first) {
      holds ^= inverted;
      return at + 1;
    }
    const char low = read();
    char high = low;
    if (at + 1 < glob.size() && glob[at] == '-' && glob[at + 1] != ']') {
      ++at;
      high = read();
    }
    holds |= low <= c && c <= high;
  }
  return none;
}

/// Where the pattern goes on behind what stands at `at` for the one character
/// `c`; `none` if it is another one. Not for `*`.
std::size_t past_one(std::string_view glob, std::size_t at, char c,
                     bool in_parts) {
  if (at >= glob.size()) return none;
  const char here = glob[at];
  if (here == '?') return in_parts && c == '/' ? none : at + 1;
  if (here == '[') {
    bool holds = false;
    const std::size_t end = read_set(glob, at + 1, c, holds);
    if (end != none) return holds && !(in_parts && c == '/') ? end : none;
  }
  if (here == '\\' && at + 1 < glob.size())
    return glob[at + 1] == c ? at + 2 : none;
  return here == c ? at + 1 : none;
}

bool whole(const std::string& glob, const std::string& path) {
  if (whole_matches(glob, path, false)) return true;
  const std::size_t any = glob.find("**/");  // may be no folder at all
  if (any == std::string::npos) return false;
  if (any != 0 && glob[any - 1] != '/') return false;
  return whole(glob.substr(0, any) + glob.substr(any + 3), path);
}

std::string bare(std::string path) {
  while (path.substr(0, 2) == "./") path.erase(0, 2);
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

bool whole_matches(std::string_view glob, std::string_view path,
                   bool in_parts) {
  std::size_t at = 0;
  std::size_t star = none, taken = 0;  // the last `*`, and what it took
  for (std::size_t i = 0; i < path.size();) {
    if (at < glob.size() && glob[at] == '*') {
      star = ++at;
      taken = i;
      continue;
    }
    const std::size_t next = past_one(glob, at, path[i], in_parts);
    if (next != none) {
      at = next;
      ++i;
    } else if (star != none && !(in_parts && path[taken] == '/')) {
      at = star;
      i = ++taken;
    } else {
      return false;
    }
  }
  while (at < glob.size() && glob[at] == '*') ++at;
  return at == glob.size();
}

bool glob_matches(const std::string& glob, const std::string& path) {
  const std::string pattern = bare(glob), whole_path = bare(path);
  const bool of_parts = pattern.find('/') == std::string::npos;
  std::size_t begin = 0;
  for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
    end = whole_path.find('/', begin);
    const std::string above = whole_path.substr(0, end);
    const std::string part = end == std::string::npos
                                 ? whole_path.substr(begin)
                                 : whole_path.substr(begin, end - begin);
    if (whole(pattern, of_parts ? part : above)) return true;
  }
  return false;
}

bool any_matches(const std::vector<std::string>& globs,
                 const std::string& path) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return glob_matches(glob, path);
  });
}

}  // namespace asmgw
