// Test files, read for the commands that ask their requests.
#pragma once

#include "cli/command.h"
#include "resolve/expectation_file.h"
#include "source/source.h"

#include <optional>
#include <string>

namespace asmgw::cli {

/// Adds the file to `sources` and reads it. Nothing: it cannot be read, which
/// is said, each fault at its place.
std::optional<TestFile> read_tests(const std::string& path,
                                   const Limits& limits, Sources& sources,
                                   Io& io);

}  // namespace asmgw::cli
