// Where a report goes: to files, through links, to open descriptors.
#include "base/descriptor.h"
#include "base/text.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <fcntl.h>
#include <filesystem>
#include <string>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

Ran version_to(const std::string& path) {
  return run_asmgw({"version", "-o", "table=" + path});
}

}  // namespace

TEST_CASE("an output to an open descriptor is added to its file") {
  const TemporaryFolder folder;
  folder.write("log", "before\n");
  const Descriptor log(open("log", O_WRONLY | O_APPEND | O_CLOEXEC));
  const std::string version = run_asmgw({"version"}).out;
  const std::string number = std::to_string(log.get());
  fs::create_symlink("/dev/fd/" + number, "link");
  CHECK(version_to("/dev/fd/" + number).status == 0);
  CHECK(version_to("/proc/self/fd/" + number).status == 0);
  CHECK(version_to("link").status == 0);
  CHECK(file_text("log") == "before\n" + version + version + version);
  CHECK(fs::is_symlink("link"));
}

TEST_CASE("an output to a descriptor that is not open is refused") {
  const Ran ran = version_to("/dev/fd/9999");
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "cannot write \"/dev/fd/9999\": bad file desc"));
}

TEST_CASE("an output to a link makes or replaces what it leads to") {
  const TemporaryFolder folder;
  folder.write("sub/x", "");
  fs::create_symlink("sub/one", "link");
  fs::create_symlink("../two", "sub/one");
  for (int i = 0; i < 2; ++i) {
    CHECK(version_to("link").status == 0);
    CHECK(fs::is_symlink("link"));
    CHECK(fs::is_symlink("sub/one"));
    CHECK(file_text("two") == run_asmgw({"version"}).out);
  }
  fs::create_symlink("loop", "loop");
  CHECK(version_to("loop").status == 2);
  CHECK(fs::is_symlink("loop"));
}

TEST_CASE("two outputs in one file are refused") {
  const TemporaryFolder folder;
  folder.write("a", "");
  fs::create_symlink("a", "b");
  for (const char* second : {"a", "./a", "b"}) {
    CAPTURE(second);
    const Ran ran = run_asmgw(
        {"version", "-o", "json=a", "-o", fmt::format("table={}", second)});
    CHECK(ran.status == 2);
    CHECK(ran.err == fmt::format("asmgw: --output: \"{}\" is given twice, for "
                                 "json and table\n",
                                 second));
  }
  CHECK(file_text("a") == "");
  CHECK(run_asmgw({"version", "-o", "json=a", "-o", "table=c"}).status == 0);
}

}  // namespace asmgw::cli
