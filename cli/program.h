// Other programs, run without a shell.
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw::cli {

struct Program {
  /// The program, looked for in PATH, and what it is given.
  std::vector<std::string> arguments;
  std::string in = {};                           ///< all of its stdin
  std::vector<std::string> environment = {};     ///< `NAME=value`, beside ours
  std::uint64_t limit = std::uint64_t{1} << 30;  ///< bytes it may write
  std::string_view limit_option = {};            ///< that sets it, if one does
  std::chrono::milliseconds time = std::chrono::minutes(2);  ///< it may take
  /// Which variables of ours it gets as well; all if there is none.
  bool (*inherits)(std::string_view name) = nullptr;
};

struct Ended {
  int status = 0;
  std::string out, err;
};

/// Runs it to its end. An error: it is not there, a signal ended it, it wrote
/// more than the limit or took longer than its time; any exit status is none.
Result<Ended> run_program(const Program& program);

/// A program of this name is in PATH.
bool is_program(const std::string& name);

}  // namespace asmgw::cli
