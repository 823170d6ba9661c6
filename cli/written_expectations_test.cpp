// What `asmgw test --write` makes of good manifests holds for them.
#include "cli/testing/run.h"
#include "testing/meshes.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace asmgw::cli {
namespace {

namespace fs = std::filesystem;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Writes a test file for the folder `gateways` and runs it.
void check_written() {
  const Ran written =
      run_asmgw({"test", "--write", "new.test.yaml", "--in", "gateways"});
  CAPTURE(written.err);
  REQUIRE(written.status == 0);
  const Ran tested = run_asmgw({"test", "new.test.yaml"});
  CAPTURE(tested.out);
  CHECK(tested.status == 0);
  CHECK(contains(tested.err, " 0 failed"));
  CHECK_FALSE(contains(tested.err, "Tested 0 requests"));
}

/// Runs the generator of corpora; false: there is no python3 here.
bool generate(const fs::path& generator, const std::string& shape) {
  const std::string command = "python3 " + generator.string() +
                              " gateways --count 60 --servers 1:4 --shape " +
                              shape + " >/dev/null 2>&1";
  return std::system(command.c_str()) == 0;
}

TEST_CASE("a first test file holds for the demo's good manifests") {
  const fs::path good = fs::absolute("testdata/demo/good");
  const TemporaryFolder folder;
  fs::copy(good, "gateways");
  check_written();
}

TEST_CASE("a first test file holds for good corpora of every shape") {
  const fs::path generator = fs::absolute("lib/bench/gen_corpus.py");
  for (const char* shape :
       {"files", "multidoc", "list", "json", "json-files", "mixed"}) {
    CAPTURE(shape);
    const TemporaryFolder folder;
    if (!generate(generator, shape)) {
      MESSAGE("python3 is missing: no corpora");
      return;
    }
    check_written();
  }
}

TEST_CASE("a first test file holds whatever characters a redirect has") {
  for (const std::string odd :
       {"\\0", "\\e", "\\x7f", "\\n", "\\r\\n", "\\u0085", "\\L", "\\uFEFF",
        "\\u202E", "\\uFFFE", " ", " # ", ": "}) {
    CAPTURE(odd);
    const TemporaryFolder folder;
    folder.write("gateways/shop.yaml", R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - redirect: {authority: "b)" + odd + R"(.com", uri: "/x)" +
                                           odd + "y" + odd + "\"}\n");
    check_written();
  }
}

TEST_CASE("property: whatever routes a mesh has, what is written is read") {
  Differences differences;
  std::size_t written = 0;
  const std::uint32_t meshes = 200 / stride(1);
  for (std::uint32_t seed = 0; seed < meshes; ++seed) {
    const TemporaryFolder folder;
    MeshMaker maker(seed);
    Documents documents = maker.mesh();
    for (std::size_t i = 0; i < 3; ++i)
      documents.push_back(maker.odd_virtual_service(10 + i));
    folder.write("gateways/mesh.yaml", plain_text(documents));
    const Ran made =
        run_asmgw({"test", "--write", "new.test.yaml", "--in", "gateways"});
    if (made.status == 2 && contains(made.err, "no host to ask for")) continue;
    ++written;
    const Ran tested = run_asmgw({"test", "new.test.yaml"});
    if (made.status != 0 || tested.status != 0)
      differences.add(std::to_string(seed) + ": " + made.err + tested.err +
                      tested.out);
  }
  INFO(differences.first(5));
  CHECK(differences.count() == 0);
  CHECK(written * 2 > meshes);
}

/// The manifests of a VirtualService with these rules.
std::string with_http(const std::string& rules) {
  return R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com, b.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http: )" +
         rules + '\n';
}

TEST_CASE("an odd destination is written as it is read") {
  for (const auto& [destination, expected] :
       {std::pair("{host: '*.x', port: {number: 8080}}", "'*.x:8080'")}) {
    const std::string reached = destination;
    CAPTURE(reached);
    const TemporaryFolder folder;
    folder.write("gateways/shop.yaml",
                 with_http(std::string("[{route: [{destination: ") +
                           destination + "}]}]"));
    check_written();
    CHECK(contains(file_text("new.test.yaml"),
                   std::string("a.example.com/: ") + expected + "\n"));
  }
}

TEST_CASE("a request that no test file can hold is left out aloud") {
  const TemporaryFolder folder;
  folder.write("gateways/shop.yaml",
               with_http("[{match: [{headers: {X-A: {prefix: b}, x-a: {prefix: "
                         "b}}}], route: [{destination: {host: web}}]}]"));
  const Ran made =
      run_asmgw({"test", "--write", "new.test.yaml", "--in", "gateways"});
  CAPTURE(made.err);
  CHECK(made.status == 0);
  CHECK(contains(made.err, "left out \"http://a.example.com/\""));
  CHECK(run_asmgw({"test", "new.test.yaml"}).status == 0);
}

TEST_CASE("what a test file does not hold is said") {
  const TemporaryFolder folder;
  folder.write("gateways/shop.yaml", with_http("[]"));
  const Ran made = run_asmgw({"test", "--write", "new.test.yaml", "--in",
                              "gateways", "--quic", "--include=**"});
  CAPTURE(made.err);
  CHECK(made.status == 0);
  CHECK(contains(made.err, "no test file holds --include:"));
  CHECK(contains(file_text("new.test.yaml"), "quic: true\n"));
  CHECK(run_asmgw({"test", "new.test.yaml"}).status == 0);
}

TEST_CASE("a first test file fails when a server of the demo goes") {
  const fs::path good = fs::absolute("testdata/demo/good");
  const TemporaryFolder folder;
  fs::copy(good, "gateways");
  REQUIRE(run_asmgw({"test", "--write", "new.test.yaml", "--in", "gateways"})
              .status == 0);
  for (const auto& file : fs::directory_iterator("gateways")) {
    CAPTURE(file.path().string());
    const std::string whole = file_text(file.path());
    if (!contains(whole, "kind: Gateway")) continue;
    fs::remove(file.path());
    CHECK(run_asmgw({"test", "new.test.yaml"}).status == 1);
    folder.write(file.path().string(), whole);
  }
  CHECK(run_asmgw({"test", "new.test.yaml"}).status == 0);
}

}  // namespace
}  // namespace asmgw::cli
