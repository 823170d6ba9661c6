// Where test files are: named one by one, or below a folder.
#pragma once

#include "base/result.h"
#include "cli/command.h"

#include <string>
#include <vector>

namespace asmgw::cli {

/// `paths`, with the `*.test.yaml` and `*.test.yml` below a folder in its
/// place. An error: a folder holds none, or cannot be looked through.
Result<std::vector<std::string>> test_files(
    const std::vector<std::string>& paths, const Io& io);

}  // namespace asmgw::cli
