// Starts programs in turn and prints the median time of each in microseconds:
// bench_spawn ROUNDS PROGRAM [ARG...] [, PROGRAM [ARG...]]...
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <spawn.h>
#include <string_view>
#include <sys/wait.h>
#include <vector>

namespace {

using Command = std::vector<char*>;  // ends with a null, as posix_spawn wants

std::vector<Command> read_commands(int argc, char** argv) {
  std::vector<Command> commands(1);
  for (int i = 2; i < argc; ++i) {
    if (std::string_view(argv[i]) == ",")
      commands.emplace_back();
    else
      commands.back().push_back(argv[i]);
  }
  for (Command& command : commands) command.push_back(nullptr);
  return commands;
}

double run(const Command& command, const posix_spawn_file_actions_t& actions) {
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  int status = 0;
  if (posix_spawn(&child, command[0], &actions, nullptr, command.data(),
                  environ) != 0 ||
      waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) != 0) {
    std::cerr << command[0] << " failed\n";
    std::exit(1);
  }
  const std::chrono::duration<double, std::micro> took =
      std::chrono::steady_clock::now() - start;
  return took.count();
}

double median(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const auto commands = read_commands(argc, argv);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  std::vector<std::vector<double>> times(commands.size());
  for (int round = std::atoi(argv[1]); round > 0; --round)
    for (std::size_t i = 0; i < commands.size(); ++i)
      times[i].push_back(run(commands[i], actions));
  for (const auto& taken : times) std::cout << median(taken) << '\n';
}
