// A walk as that for manifests.
#include "cli/test_files.h"

#include "base/file.h"
#include "base/text.h"
#include "cli/inputs.h"

#include <fmt/core.h>

namespace asmgw::cli {

Result<std::vector<std::string>> test_files(
    const std::vector<std::string>& paths, const Io& io) {
  std::vector<std::string> all;
  for (const std::string& path : paths) {
    if (!is_folder(path)) {
      all.push_back(path);
      continue;
    }
    InputWishes wishes;
    wishes.paths = {path};
    wishes.include = {"*.test.yaml", "*.test.yml"};
    const auto found = find_inputs(wishes, io);
    if (!found) return found.error();
    if (!found->errors.empty()) return found->errors.front();
    if (found->files.empty())
      return Error{fmt::format("no *.test.yaml in {}", in_quotes(path))};
    for (const Input& file : found->files) all.push_back(file.path);
  }
  return all;
}

}  // namespace asmgw::cli
