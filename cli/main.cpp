// Hands argv and the three streams to run().
#include "cli/app.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

namespace cli = asmgw::cli;

/// A closed descriptor would be the next file that is opened.
void keep_open(int descriptor) {
  if (fcntl(descriptor, F_GETFD) >= 0) return;
  const int opened = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY);
  if (opened >= 0 && opened != descriptor) {
    dup2(opened, descriptor);
    close(opened);
  }
}

bool is_piped(int descriptor) {
  struct stat status {};
  return fstat(descriptor, &status) == 0 &&
         (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode));
}

std::size_t columns(int descriptor) {
  winsize size{};
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

std::chrono::milliseconds now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value ? value : "";
}

}  // namespace

int main(int argc, char** argv) {
  for (int descriptor : {0, 1, 2}) keep_open(descriptor);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGCHLD, SIG_DFL);  // else a program that we ran has no status
  cli::Io io{
      .out = std::cout,
      .err = std::cerr,
      .read_in =
          [](std::uint64_t limit) {
            return asmgw::read_descriptor(STDIN_FILENO, "stdin", limit);
          },
      .environment = environment,
      .now = now,
      .in_is_piped = is_piped(STDIN_FILENO),
      .out_is_terminal = isatty(STDOUT_FILENO) == 1,
      .err_is_terminal = isatty(STDERR_FILENO) == 1,
      .out_columns = columns(STDOUT_FILENO),
  };
  return static_cast<int>(
      cli::run({argv + std::min(argc, 1), argv + argc}, io));
}
