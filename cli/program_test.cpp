// Runs small programs that every system has.
#include "cli/program.h"

#include "base/descriptor.h"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iterator>
#include <sys/wait.h>

namespace asmgw::cli {
namespace {

Result<Ended> shell(const std::string& text, std::string in = {}) {
  return run_program({{"sh", "-c", text}, std::move(in), {"GREETING=hello"}});
}

std::ptrdiff_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return std::distance(begin(all), end(all));
}

TEST_CASE("program: streams, status and environment") {
  const auto ran = shell("cat; echo $GREETING; echo oops >&2; exit 3", "a\n");
  REQUIRE(ran);
  CHECK(ran->status == 3);
  CHECK(ran->out == "a\nhello\n");
  CHECK(ran->err == "oops\n");
}

TEST_CASE("program: words are not expanded, and stdin is empty") {
  const auto echoed = run_program({{"printf", "%s|", "a b", "$HOME", "*", ""}});
  REQUIRE(echoed);
  CHECK(echoed->out == "a b|$HOME|*||");
  CHECK(run_program({{"cat"}})->out == "");
}

TEST_CASE("program: much goes in and comes out of both streams") {
  const std::string much(3 << 20, 'x');
  const auto ran = shell("tee /dev/fd/2", much);
  REQUIRE(ran);
  CHECK(ran->out == much);
  CHECK(ran->err == much);
  CHECK(shell("true", much)->status == 0);
}

TEST_CASE("program: what is not there, or ends badly, is an error") {
  CHECK(run_program({{"asmgw-no-such-program"}}).error().message ==
        "cannot run \"asmgw-no-such-program\": not found in PATH");
  CHECK(run_program({{"/"}}).error().message ==
        "cannot run \"/\": permission denied");
  CHECK(!shell("kill -9 $$"));
}

TEST_CASE("program: one that writes without end is stopped") {
  Program endless{{"sh", "-c", "while :; do echo y; done"}};
  endless.limit = 1 << 20;
  const auto ran = run_program(endless);
  REQUIRE(!ran);
  CHECK(ran.error().message ==
        "cannot run \"sh\": it wrote more than 1048576 bytes");
}

TEST_CASE("program: one that does not end is stopped") {
  // The second closes its streams first.
  for (const char* text : {"exec sleep 60", "exec sleep 60 >&- 2>&-"}) {
    CAPTURE(text);
    Program slow{{"sh", "-c", text}};
    slow.time = std::chrono::milliseconds(100);
    const auto ran = run_program(slow);
    REQUIRE(!ran);
    CHECK(ran.error().message ==
          "cannot run \"sh\": it was stopped after 0.1 seconds");
  }
}

TEST_CASE("program: it inherits what it should") {
  setenv("ASMGW_PASSES", "1", 1);
  setenv("ASMGW_STAYS", "1", 1);
  Program shows{{"sh", "-c", "echo $ASMGW_PASSES,$ASMGW_STAYS,$ASMGW_SET"}};
  shows.environment = {"ASMGW_SET=2"};
  shows.inherits = [](std::string_view name) { return name != "ASMGW_STAYS"; };
  CHECK(run_program(shows)->out == "1,,2\n");
  unsetenv("ASMGW_PASSES");
  unsetenv("ASMGW_STAYS");
}

TEST_CASE("program: SIGPIPE is not ignored because we ignore it") {
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  const auto ran = shell("sh -c 'kill -PIPE $$; echo alive'; true");
  std::signal(SIGPIPE, before);
  REQUIRE(ran);
  CHECK(ran->out == "");
}

TEST_CASE("program: neither descriptors nor processes are left behind") {
  const auto before = open_descriptors();
  for (int i = 0; i < 5; ++i) {
    REQUIRE(shell("true"));
    REQUIRE(!run_program({{"asmgw-no-such-program"}}));
  }
  CHECK(open_descriptors() == before);
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);
}

TEST_CASE("program: our own stdin may be closed") {
  const Descriptor kept(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10));
  ::close(STDIN_FILENO);
  const auto ran = shell("cat", "text");
  if (kept.get() >= 0) dup2(kept.get(), STDIN_FILENO);
  REQUIRE(ran);
  CHECK(ran->out == "text");
}

}  // namespace
}  // namespace asmgw::cli
