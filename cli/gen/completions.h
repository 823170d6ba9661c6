// Completion scripts, made from the commands.
#pragma once

#include <string>
#include <string_view>

namespace asmgw::cli {

/// For `bash`, `zsh` or `fish`.
std::string completion_script(std::string_view shell);

}  // namespace asmgw::cli
