// Manual pages, made from the commands and the rules.
#pragma once

#include "cli/command.h"

#include <string>

namespace asmgw::cli {

std::string main_page();                           ///< asmgw.1
std::string command_page(const Command& command);  ///< asmgw-NAME.1
std::string rules_page();                          ///< asmgw-rules.7

}  // namespace asmgw::cli
