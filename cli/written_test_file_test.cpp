// What `asmgw test --write` makes of good manifests holds for them.
#include "cli/testing/run.h"

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
