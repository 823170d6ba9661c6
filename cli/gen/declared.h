// The options of a command, to be written about.
#pragma once

#include "cli/command.h"
#include "cli/options.h"

#include <memory>

namespace asmgw::cli {

/// All that `asmgw NAME` may be given, --help included.
std::unique_ptr<Options> declared(const Command& command);

}  // namespace asmgw::cli
