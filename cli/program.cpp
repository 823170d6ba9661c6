// posix_spawn with pipes. The standard descriptors of ours may be closed, so
// nothing that is opened here keeps a number below three.
#include "cli/program.h"

#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <span>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace asmgw::cli {
namespace {

/// The descriptor with a number that no standard stream has.
Descriptor above_streams(int descriptor) {
  Descriptor given(descriptor);
  if (descriptor < 0 || descriptor > STDERR_FILENO) return given;
  return Descriptor(fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
}

struct Pipe {
  Descriptor out, in;
};

Pipe open_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  return {above_streams(ends[0]), above_streams(ends[1])};
}

/// A file in memory: unlike a pipe it takes all at once.
Descriptor file_of(std::string_view text) {
  Descriptor file = above_streams(memfd_create("stdin", MFD_CLOEXEC));
  if (file.get() < 0 || write_all(file.get(), text) != 0 ||
      lseek(file.get(), 0, SEEK_SET) != 0)
    file.close();
  return file;
}

std::string_view name_of(std::string_view variable) {
  return variable.substr(0, variable.find('='));
}

std::vector<std::string> environment_of(const Program& program) {
  std::vector<std::string> all = program.environment;
  const auto is_set = [&](std::string_view name) {
    return std::any_of(
        program.environment.begin(), program.environment.end(),
        [&](const std::string& one) { return name_of(one) == name; });
  };
  for (char** each = environ; *each; ++each) {
    const std::string_view name = name_of(*each);
    if (is_set(name) || (program.inherits && !program.inherits(name))) continue;
    all.emplace_back(*each);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> made;
  made.reserve(words.size() + 1);
  for (std::string& word : words) made.push_back(word.data());
  made.push_back(nullptr);
  return made;
}

/// 0 and the new process, or the error.
int spawn(const Program& program, const std::array<int, 3>& streams,
          pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (int i = 0; i < 3; ++i)
    posix_spawn_file_actions_adddup2(&actions,
                                     streams[static_cast<std::size_t>(i)], i);
  // We ignore SIGPIPE, and that would be inherited.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  posix_spawnattr_setsigdefault(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> arguments = program.arguments;
  std::vector<std::string> environment = environment_of(program);
  const int error =
      posix_spawnp(&child, arguments.front().c_str(), &actions, &attributes,
                   pointers(arguments).data(), pointers(environment).data());
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/// Appends what there is to read. False: the end.
bool read_some(int descriptor, std::string& text) {
  std::array<char, 1 << 16> piece;
  const ssize_t got = ::read(descriptor, piece.data(), piece.size());
  if (got > 0) text.append(piece.data(), static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && errno == EINTR);
}

using Clock = std::chrono::steady_clock;

/// For poll: -1 would wait for ever.
int milliseconds_until(Clock::time_point end) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
  return static_cast<int>(
      std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 1 << 30));
}

/// Waits for something to happen. False: the time is over.
bool poll_until(Clock::time_point end, std::span<pollfd> descriptors) {
  while (true) {
    const int count =
        poll(descriptors.data(), descriptors.size(), milliseconds_until(end));
    if (count >= 0 || errno != EINTR) return count > 0;
  }
}

enum class Drained : std::uint8_t { all, too_much, too_slow };

/// Reads both streams to their ends.
Drained drain(int out, int err, std::uint64_t limit, Clock::time_point end,
              Ended& ended) {
  std::array<pollfd, 2> open{{{out, POLLIN, 0}, {err, POLLIN, 0}}};
  const std::array<std::string*, 2> texts{&ended.out, &ended.err};
  while (open[0].fd >= 0 || open[1].fd >= 0) {
    if (!poll_until(end, open)) return Drained::too_slow;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (open[i].revents != 0 && !read_some(open[i].fd, *texts[i]))
        open[i].fd = -1;
    if (ended.out.size() + ended.err.size() > limit) return Drained::too_much;
  }
  return Drained::all;
}

/// One that has closed its streams need not have ended.
bool ends_before(pid_t child, Clock::time_point end) {
  const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
  std::array<pollfd, 1> open{{{process.get(), POLLIN, 0}}};
  return process.get() < 0 || poll_until(end, open);
}

/// The status as the system words it.
int wait_for(pid_t child) {
  int status = -1;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

Error failed(const Program& program, std::string_view why) {
  return {fmt::format("cannot run {}: {}", in_quotes(program.arguments.front()),
                      why)};
}

}  // namespace

bool is_program(const std::string& name) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path ? path : "";
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    const std::string file = joined_path(folder, name);
    if (is_regular_file(file) && access(file.c_str(), X_OK) == 0) return true;
  }
  return false;
}

Result<Ended> run_program(const Program& program) {
  const Descriptor in = file_of(program.in);
  Pipe out = open_pipe(), err = open_pipe();
  if (in.get() < 0 || out.in.get() < 0 || err.in.get() < 0)
    return failed(program, system_message(errno));
  pid_t child = 0;
  const int error =
      spawn(program, {in.get(), out.in.get(), err.in.get()}, child);
  if (error != 0)
    return failed(
        program, error == ENOENT ? "not found in PATH" : system_message(error));
  out.in.close();
  err.in.close();
  Ended ended;
  const auto end = Clock::now() + program.time;
  Drained drained =
      drain(out.out.get(), err.out.get(), program.limit, end, ended);
  if (drained == Drained::all && !ends_before(child, end))
    drained = Drained::too_slow;
  if (drained != Drained::all) kill(child, SIGKILL);
  const int status = wait_for(child);
  const bool given = !program.limit_option.empty();
  if (drained == Drained::too_much)
    return failed(program, fmt::format("it wrote more than {} bytes{}{}{}",
                                       program.limit, given ? " (" : "",
                                       program.limit_option, given ? ")" : ""));
  if (drained == Drained::too_slow)
    return failed(
        program,
        fmt::format("it was stopped after {} seconds",
                    std::chrono::duration<double>(program.time).count()));
  if (!WIFEXITED(status)) return failed(program, "it did not come to its end");
  ended.status = WEXITSTATUS(status);
  return ended;
}

}  // namespace asmgw::cli
