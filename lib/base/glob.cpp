// fnmatch(3) on a path, its folders and its parts.
#include "base/glob.h"

#include <algorithm>
#include <fnmatch.h>

namespace asmgw {
namespace {

bool whole(const std::string& glob, const std::string& path) {
  if (fnmatch(glob.c_str(), path.c_str(), 0) == 0) return true;
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
