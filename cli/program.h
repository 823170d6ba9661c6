// Other programs, run without a shell.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace asmgw::cli {

struct Program {
  /// The program, looked for in PATH, and what it is given.
  std::vector<std::string> arguments;
  std::string in = {};                           ///< all of its stdin
  std::vector<std::string> environment = {};     ///< `NAME=value`, beside ours
  std::uint64_t limit = std::uint64_t{1} << 30;  ///< bytes it may write
};

struct Ended {
  int status = 0;
  std::string out, err;
};

/// Runs it to its end. An error: it is not there, a signal ended it, or it
/// wrote more than the limit; any exit status is none.
Result<Ended> run_program(const Program& program);

}  // namespace asmgw::cli
