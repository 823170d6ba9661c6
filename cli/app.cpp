// Finds the command, reads its options, runs it, and sees that the output got
// out.
#include "cli/app.h"

#include "base/text.h"
#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>

namespace asmgw::cli {
namespace {

ExitStatus unknown_command(std::string_view word, Io& io) {
  const std::vector<std::string_view> names = command_names();
  if (word.size() > 1 && word.front() == '-') {
    const std::array<std::string_view, 2> flags{"--help", "--version"};
    return refuse(io, fmt::format("unknown flag {}{}; flags follow a command",
                                  in_quotes(word), did_you_mean(word, flags)));
  }
  std::string near = did_you_mean(word, names);
  if (near.empty() && file_status(std::string(word)))
    near = fmt::format(" (to check a file: asmgw lint {})", visible(word));
  return refuse(io, fmt::format("unknown command {}{}", in_quotes(word), near));
}

ExitStatus run_command(const Command& command,
                       std::vector<std::string> arguments, Io& io) {
  Options options(command.name);
  bool help = false;
  const Action action = command.declare(options);
  declare_help(options, help);
  if (auto error = options.parse(std::move(arguments), io))
    return refuse(io, fmt::format("{}; see asmgw {} --help", error->message,
                                  command.name));
  if (!help) return action(io);
  io.out << command_help(command, options);
  return ExitStatus::clean;
}

ExitStatus dispatch(std::vector<std::string> arguments, Io& io) {
  arguments = command_first(std::move(arguments));
  if (!arguments.empty() && arguments.front() == "help") {
    arguments.erase(arguments.begin());
    arguments.emplace_back("--help");
  }
  const std::string first = arguments.empty() ? "--help" : arguments.front();
  if (first == "-h" || first == "--help") {
    io.out << main_help();
    return ExitStatus::clean;
  }
  if (!arguments.empty()) arguments.erase(arguments.begin());
  if (first == "-V" || first == "--version")
    return run_command(commands::version, std::move(arguments), io);
  const Command* command = find_command(first);
  if (!command) return unknown_command(first, io);
  return run_command(*command, std::move(arguments), io);
}

}  // namespace

void say(Io& io, std::string_view line) { io.err << "asmgw: " << line << '\n'; }

ExitStatus refuse(Io& io, std::string_view line) {
  say(io, line);
  return ExitStatus::unable;
}

std::string at_place(const Sources& sources, Range range,
                     std::string_view message) {
  const Place at = sources.place(range);
  return fmt::format("{}:{}:{}: {}", visible(at.path), at.line, at.column,
                     message);
}

ExitStatus flush(Io& io) {
  if (io.out_failed) return ExitStatus::unable;
  // Where writing has failed already, errno still says why.
  if (io.out) errno = 0;
  if (io.out.flush()) return ExitStatus::clean;
  const int error = errno;
  io.out_failed = true;
  return refuse(io, "cannot write to stdout" +
                        (error == 0 ? "" : ": " + system_message(error)));
}

std::vector<std::string> command_first(std::vector<std::string> arguments) {
  if (arguments.size() > 2 && arguments[2] == "diff" &&
      !find_command(arguments[0]) && is_folder(arguments[0]) &&
      is_folder(arguments[1]))
    std::rotate(arguments.begin(), arguments.begin() + 2,
                arguments.begin() + 3);
  return arguments;
}

const Command* find_command(std::string_view name) {
  const auto found = std::find_if(
      commands::all.begin(), commands::all.end(),
      [&](const Command* command) { return command->name == name; });
  return found == commands::all.end() ? nullptr : *found;
}

std::vector<std::string_view> command_names() {
  std::vector<std::string_view> names;
  names.reserve(commands::all.size());
  for (const Command* command : commands::all) names.push_back(command->name);
  return names;
}

void declare_help(Options& options, bool& help) {
  options.section("General");
  options.flag({"-h,--help", "", "this help"}, help);
}

ExitStatus run(std::vector<std::string> arguments, Io& io) {
  try {
    const ExitStatus status = dispatch(std::move(arguments), io);
    return flush(io) == ExitStatus::clean ? status : ExitStatus::unable;
  } catch (const std::exception& bug) {
    say(io, fmt::format("this is a bug in asmgw, please report it: {}",
                        visible(bug.what())));
    return ExitStatus::bug;
  }
}

}  // namespace asmgw::cli
