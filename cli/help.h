// --help.
#pragma once

#include "cli/command.h"
#include "cli/options.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw::cli {

std::string command_help(const Command& command, const Options& options);

/// `-n, --namespace NS`
std::string option_head(const OptionInfo& info);
/// The help of an option with its choices.
std::string option_help(const OptionInfo& info);

/// Command and comment of every line of `Command::examples`.
std::vector<std::pair<std::string_view, std::string_view>> example_lines(
    std::string_view examples);

}  // namespace asmgw::cli
