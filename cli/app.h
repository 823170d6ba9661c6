// The program as a function.
#pragma once

#include "cli/command.h"

#include <string>
#include <vector>

namespace asmgw::cli {

/// Declares -h and --help, which every command has.
void declare_help(Options& options, bool& help);

/// `diff LIVE MERGED …` for `LIVE MERGED diff …`, where both are folders: so
/// `kubectl diff` calls what KUBECTL_EXTERNAL_DIFF="asmgw diff" says.
std::vector<std::string> command_first(std::vector<std::string> arguments);

/// Runs asmgw with these arguments (its own name left out). No exception
/// leaves it; what it wrote is flushed.
ExitStatus run(std::vector<std::string> arguments, Io& io);

}  // namespace asmgw::cli
