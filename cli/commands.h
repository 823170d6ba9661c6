// The list of commands; each is a file of its own.
#pragma once

#include "base/records.h"
#include "cli/command.h"

#include <string_view>
#include <vector>

namespace asmgw::cli {
namespace commands {

ASMGW_RECORDS(Command, all, lint, diff, render, resolve, test, groups, explain,
              rules, schema, completion, version);

}  // namespace commands

/// The command of this name, or null.
const Command* find_command(std::string_view name);
std::vector<std::string_view> command_names();

/// What `asmgw --help` prints.
std::string main_help();
/// The examples of the whole program, as in Command.
std::string_view main_examples();

}  // namespace asmgw::cli
