// Links, pipes, devices and paths of a repository that lead out of it: not
// read, not written, and told.
#include "base/descriptor.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/testing/repository.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <fcntl.h>
#include <filesystem>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view gateway = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
)";
/// What must be in no output.
constexpr std::string_view marker = "m4rk3r-of-a-secret";

std::string secret() { return fmt::format("token: {}\n- broken", marker); }

/// A repository and, beside it, what is not its own.
struct Surroundings {
  Repository folder;
  fs::path outside;
  Surroundings() : outside(folder.path().string() + "-outside") {
    fs::create_directory(outside);
    put("secret.yaml", secret());
    put("gateway.yaml", gateway);
    folder.write("gateway.yaml", gateway);
  }
  ~Surroundings() {
    std::error_code ignored;
    fs::remove_all(outside, ignored);
  }
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;

  void put(const std::string& name, std::string_view text) const {
    folder.write((outside / name).string(), text);
  }
};

void make_socket(const std::string& name) {
  const Descriptor made(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  REQUIRE(bind(made.get(), reinterpret_cast<const sockaddr*>(&address),
               sizeof address) == 0);
}

/// Everything that must not be read, each as a `.yaml`.
std::vector<std::string> traps(const Surroundings& around) {
  const std::vector<std::pair<std::string, std::string>> links{
      {"environ.yaml", "/proc/self/environ"},
      {"stdin.yaml", "/dev/fd/0"},
      {"zero.yaml", "/dev/zero"},
      {"file.yaml", (around.outside / "secret.yaml").string()},
      {"relative.yaml",
       "../" + (around.outside.filename() / "secret.yaml").string()},
      {"twice.yaml", "file.yaml"}};
  std::vector<std::string> names;
  for (const auto& [name, target] : links) {
    fs::create_symlink(target, name);
    names.push_back(name);
  }
  REQUIRE(mkfifo("fifo.yaml", 0600) == 0);
  make_socket("socket.yaml");
  names.insert(names.end(), {"fifo.yaml", "socket.yaml"});
  return names;
}

Ran ran(std::vector<std::string> words) {
  World world;
  world.in = std::string(marker);
  Ran made = run_asmgw(std::move(words), world);
  CHECK_FALSE(contains(made.out, marker));
  CHECK_FALSE(contains(made.err, marker));
  return made;
}

}  // namespace

TEST_CASE(
    "a walk reads no link out of the repository, pipe, device or socket") {
  const Surroundings around;
  setenv("ASMGW_TEST_MARKER", std::string(marker).c_str(), 1);
  const auto names = traps(around);
  for (const char* command : {"lint", "render"}) {
    CAPTURE(command);
    const Ran told = ran({command, ".", "-v"});
    CHECK(told.status == 0);
    CHECK(contains(told.err, "1 Gateway"));
    for (const std::string& name : names)
      CHECK_MESSAGE(contains(told.err, "skipped " + name + ": "), name);
  }
  // What kubectl would read is told without -v as well.
  const Ran quiet = ran({"lint", ".", "-q"});
  CHECK(contains(quiet.err, "the links lead out of what was named"));
  CHECK(contains(quiet.err, "\"environ.yaml\", \"file.yaml\""));
  unsetenv("ASMGW_TEST_MARKER");
}

TEST_CASE("what leads out is refused where it is named") {
  const Surroundings around;
  setenv("ASMGW_TEST_MARKER", std::string(marker).c_str(), 1);
  for (const std::string& name : traps(around)) {
    CAPTURE(name);
    for (const std::vector<std::string>& words :
         std::vector<std::vector<std::string>>{
             {"lint", name},
             {"render", name},
             {"diff", name, "gateway.yaml"},
             {"diff", "gateway.yaml", "gateway.yaml", "--context", name},
             {"diff", "gateway.yaml", "gateway.yaml", "--approve", name},
             {"diff", "gateway.yaml", "gateway.yaml", "--requests", name},
             {"resolve", "http://shop.example.com/", "--in", name},
             {"test", name}}) {
      CAPTURE(words.front());
      const Ran told = ran(words);
      CHECK(told.status == 2);
      CHECK(contains(told.err, name));
    }
  }
  CHECK(ran({"lint", "/proc/self/environ"}).status == 2);
  const Ran way_round = ran({"lint", "file.yaml"});
  CHECK(contains(way_round.err, "a link out of the repository; if "));
  CHECK(contains(way_round.err, (around.outside / "secret.yaml").string()));
  unsetenv("ASMGW_TEST_MARKER");
}

TEST_CASE("a folder that is a link out of the repository is not entered") {
  const Surroundings around;
  fs::create_directory_symlink(around.outside, "vendor");
  CHECK(contains(ran({"lint", ".", "-v"}).err,
                 "skipped vendor: a link to a folder"));
  CHECK(ran({"lint", "vendor"}).status == 2);
  CHECK(ran({"lint", "vendor/gateway.yaml"}).status == 2);
  CHECK(ran({"lint", around.outside.string() + "/gateway.yaml"}).status == 0);
}

TEST_CASE(
    "links within the repository, or the folder that was named, are read") {
  const Surroundings around;
  around.folder.write("base/other.yaml", gateway);
  fs::create_directory("prod");
  fs::create_symlink("../base/other.yaml", "prod/link.yaml");
  fs::create_directory_symlink("base", "current");
  for (const char* path :
       {"prod", "prod/link.yaml", "current", "current/other.yaml"}) {
    CAPTURE(path);
    const Ran told = ran({"lint", path});
    CHECK(told.status == 0);
    CHECK(contains(told.err, "Checked 1 Gateway"));
  }
  fs::current_path(around.outside);  // no repository holds it
  around.put("base/other.yaml", gateway);
  fs::create_directory("prod");
  fs::create_symlink("../base/other.yaml", "prod/link.yaml");
  fs::create_directory_symlink("base", "current");
  CHECK(contains(ran({"lint", "."}).err, "3 files"));
  CHECK(contains(ran({"lint", "current"}).err, "Checked 1 Gateway"));
  CHECK(contains(ran({"lint", "prod", "-v"}).err,
                 "skipped prod/link.yaml: a link out of the folder"));
  CHECK(ran({"lint", "prod/link.yaml"}).status == 2);
}

TEST_CASE("a file that became a link after the walk is not read") {
  const Surroundings around;
  const Root root = root_at(around.folder.path().string());
  fs::remove("gateway.yaml");
  fs::create_symlink(around.outside / "secret.yaml", "gateway.yaml");
  const auto file = read_file("gateway.yaml", 1 << 20, root);
  REQUIRE_FALSE(file);
  CHECK(contains(file.error().message, "it leads out of the repository"));
  fs::create_directory_symlink(around.outside, "swapped");
  CHECK_FALSE(read_file("swapped/secret.yaml", 1 << 20, root));
}

TEST_CASE("what the shell hands over is read") {
  const Surroundings around;
  int ends[2];
  for (const char* path : {"/dev/fd/{}", "/proc/self/fd/{}"}) {
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    const Descriptor in(ends[0]);
    {
      const Descriptor out(ends[1]);
      REQUIRE(write_all(out.get(), gateway) == 0);
    }
    const Ran told = ran({"lint", fmt::format(fmt::runtime(path), in.get())});
    CHECK(told.status == 0);
    CHECK(contains(told.err, "Checked 1 Gateway"));
  }
  CHECK(ran({"lint", "/dev/null"}).status == 0);
}

TEST_CASE("a test file names nothing out of its repository") {
  const Surroundings around;
  traps(around);
  fs::create_directory_symlink(around.outside, "vendor");
  const std::string outside = around.outside.string();
  for (const std::string& in :
       {std::string("/"), std::string("../../.."), std::string(".."), outside,
        outside + "/gateway.yaml", std::string("vendor"),
        std::string("vendor/gateway.yaml"), std::string("file.yaml"),
        std::string("environ.yaml"), std::string("fifo.yaml"),
        std::string("socket.yaml"), std::string("zero.yaml"),
        std::string("/dev/zero"), std::string("/dev/fd/0"),
        std::string("/dev/stdin"), std::string("/dev/null"),
        std::string("/proc/self/environ")}) {
    CAPTURE(in);
    around.folder.write(
        "t.yaml",
        fmt::format("requests:\n  http://shop.example.com/: not-given\n"
                    "in: [gateway.yaml, '{}']\n",
                    in));
    const Ran told = ran({"test", "t.yaml"});
    CHECK(told.status == 2);
    CHECK(contains(told.err, "asmgw: t.yaml:3:20: in: "));
    CHECK(contains(told.err, "(--in names any path)"));
  }
  // The command line is the user's own.
  CHECK(ran({"test", "t.yaml", "--in", outside + "/gateway.yaml"}).status == 0);
  around.folder.write("sub/t.yaml",
                      "requests:\n  http://shop.example.com/: not-given\n"
                      "in: ../gateway.yaml\n");
  CHECK(ran({"test", "sub/t.yaml"}).status == 0);
}

TEST_CASE("outside of a repository a test file stays in the current folder") {
  const TemporaryFolder folder;
  folder.write("a/gateways/gateway.yaml", gateway);
  folder.write(
      "a/tests/t.yaml",
      "requests:\n  http://shop.example.com/: not-given\nin: ../gateways\n");
  CHECK(ran({"test", "a/tests/t.yaml"}).status == 0);
  fs::current_path("a/tests");
  const Ran told = ran({"test", "t.yaml"});
  CHECK(told.status == 2);
  CHECK(contains(told.err,
                 "t.yaml:3:5: in: \"../gateways\" leads out of the folder"));
  // What --write would write so, it does not write.
  const Ran written =
      ran({"test", "--write", "new.yaml", "--in", "../gateways"});
  CHECK(written.status == 2);
  CHECK(contains(written.err, "write it beside the manifests"));
  CHECK_FALSE(fs::exists("new.yaml"));
}

TEST_CASE("no output is written through a link of the repository") {
  const Surroundings around;
  around.put("script", "#!/bin/sh\n");
  around.folder.write("hook", "#!/bin/sh\n");
  fs::create_symlink(around.outside / "script", "out.txt");
  fs::create_symlink("hook", "inner.txt");
  fs::create_symlink(around.outside / "new", "broken.txt");
  fs::create_directory_symlink(around.outside, "reports");
  for (const char* path : {"out.txt", "./out.txt", "inner.txt", "broken.txt",
                           "reports/script", "reports/new"}) {
    CAPTURE(path);
    for (const char* command : {"lint", "render"}) {
      const Ran told =
          ran({command, "gateway.yaml", "-o", fmt::format("json={}", path)});
      CHECK(told.status == 2);
      CHECK(contains(told.err, "name what it leads to: "));
    }
    CHECK(ran({"test", "--write", path}).status == 2);
  }
  CHECK(file_text(around.outside / "script") == "#!/bin/sh\n");
  CHECK(file_text("hook") == "#!/bin/sh\n");
  CHECK_FALSE(fs::exists(around.outside / "new"));
  // What it leads to, and links that are nobody's in the repository.
  const std::string script = (around.outside / "script").string();
  fs::create_symlink(script, around.outside / "mine");
  for (const std::string& path : {script, (around.outside / "mine").string()}) {
    CHECK(ran({"lint", "gateway.yaml", "-q", "-o", "json=" + path}).status ==
          0);
    CHECK(file_text(script).starts_with("{"));
    around.put("script", "#!/bin/sh\n");
  }
}

TEST_CASE("no output takes the place of an input") {
  const Surroundings around;
  fs::create_hard_link("gateway.yaml", "same.yaml");
  for (const char* path : {"gateway.yaml", "./gateway.yaml", "same.yaml"}) {
    CAPTURE(path);
    const Ran told =
        ran({"lint", "gateway.yaml", "-o", fmt::format("json={}", path)});
    CHECK(told.status == 2);
    CHECK(contains(told.err, "is an input"));
  }
  CHECK(ran({"diff", "gateway.yaml", "gateway.yaml", "-o", "json=gateway.yaml"})
            .status == 2);
  CHECK(file_text("gateway.yaml") == gateway);
}

TEST_CASE("a kustomization out of the repository says nothing of its files") {
  const Surroundings around;
  const std::string patch =
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata: {name: patched, namespace: shop}\n";
  around.folder.write("patch.yaml", patch);
  // A link to one that is elsewhere, and one in a folder above.
  around.put("kustomization.yaml", "patches:\n- path: patch.yaml\n");
  fs::create_symlink(around.outside / "kustomization.yaml", "Kustomization");
  CHECK(ran({"lint", "patch.yaml"}).status == 1);
  fs::remove("Kustomization");
  REQUIRE(mkfifo("kustomization.yml", 0600) == 0);
  fs::create_symlink("/dev/zero", "Kustomization");
  CHECK(ran({"lint", "patch.yaml"}).status == 1);
  around.put("inner/patch.yaml", patch);
  around.put("kustomization.yaml", "patches:\n- path: inner/patch.yaml\n");
  const std::string inner = (around.outside / "inner").string();
  fs::create_directory(inner + "/.git");
  CHECK(ran({"lint", inner + "/patch.yaml"}).status == 1);
  fs::remove(inner + "/.git");
  fs::current_path(around.outside);
  CHECK(ran({"lint", "inner/patch.yaml"}).status == 0);
  around.put("base/patch.yaml", patch);
  around.put("over/kustomization.yaml",
             "patches:\n- path: ../base/patch.yaml\n");
  CHECK(ran({"lint", "base"}).status == 1);
  CHECK(ran({"lint", "base", "over"}).status == 0);
}

TEST_CASE("folders that kubectl made hold no links") {
  const Surroundings around;
  const std::string name = "networking.istio.io.v1.Gateway.shop.shop";
  for (const char* folder : {"LIVE-1/", "MERGED-1/"})
    fs::create_directory(folder);
  around.folder.write("LIVE-1/" + name, gateway);
  fs::create_symlink(around.outside / "secret.yaml", "MERGED-1/" + name);
  around.folder.write("LIVE-1/v1.ConfigMap.a.b", "a: 1\n");
  fs::create_symlink(around.outside / "secret.yaml",
                     "MERGED-1/v1.ConfigMap.a.b");
  ran({"diff", "LIVE-1", "MERGED-1"});
}

}  // namespace asmgw::cli
