// What `asmgw test` takes from the command line, what from the file, and what
// it says of values that it cannot use.
#include "base/text.h"
#include "cli/testing/run.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw::cli {
namespace {

constexpr std::string_view gateway = R"(apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 8080, name: http, protocol: HTTP}
    hosts: [a.example.com]
    tls: {httpsRedirect: true}
---
apiVersion: v1
kind: Service
metadata: {name: gw, namespace: istio-system}
spec:
  selector: {istio: ingressgateway}
  ports: [{name: http, port: 80, targetPort: 8080}]
)";

/// A folder with a Gateway of port 8080 and a test file.
class Folder {
 public:
  explicit Folder(std::string_view test) {
    folder_.write("gw.yaml", gateway);
    folder_.write("t.yaml", test);
  }

  void write(const std::string& name, std::string_view text) const {
    folder_.write(name, text);
  }

  static std::string error(const std::string& name = "t.yaml") {
    const Ran ran = run_asmgw({"test", name});
    CHECK(ran.status == 2);
    CHECK(ran.out.empty());
    return ran.err;
  }

 private:
  TemporaryFolder folder_;
};

constexpr std::string_view on_80 =
    "in: gw.yaml\nrequests:\n  http://a.example.com/: redirect https\n";

std::string with(std::string_view line) {
  return std::string(line) + '\n' + std::string(on_80);
}

}  // namespace

TEST_CASE("a test file written with options holds without them") {
  const Folder folder(on_80);
  const Ran written = run_asmgw(
      {"test", "--write", "new.yaml", "--in", "gw.yaml", "-n", "shop",
       "--service-ports", "81:8080,82:9090", "--complete=Secret,Service",
       "--gateway-namespace", "infra", "--istio-version", "1.22", "--order",
       "file", "--workload", "infra/own:istio=ingressgateway"});
  CAPTURE(written.err);
  REQUIRE(written.status == 0);
  CHECK(file_text("new.yaml") ==
        "in:\n  - gw.yaml\n"
        "workload:\n  - infra/own:istio=ingressgateway\n"
        "services:\n  - 81:8080\n  - 82:9090\n"
        "namespace: shop\ngateway-namespace: infra\nistio-version: 1.22\n"
        "order: file\ncomplete:\n  - Service\n  - Secret\n"
        "requests:\n"
        "  - http://a.example.com:81/: redirect 301 "
        "https://a.example.com:81/\n");
  CHECK(run_asmgw({"test", "new.yaml"}).status == 0);
}

TEST_CASE("a written test file holds no option that was not needed") {
  const Folder folder(on_80);
  REQUIRE(run_asmgw({"test", "--write", "new.yaml", "--in", "gw.yaml", "-n",
                     "default", "--order", "name"})
              .status == 0);
  CHECK(file_text("new.yaml").substr(0, 24) == "in:\n  - gw.yaml\nrequests");
}

TEST_CASE("the command line wins over the test file") {
  const Folder folder(with("services: ['81:8080']"));
  CHECK(run_asmgw({"test", "t.yaml"}).status == 1);
  CHECK(run_asmgw({"test", "t.yaml", "--service-ports", "80:8080"}).status ==
        0);
  for (const char* line : {"istio-version: 9", "workload: nope",
                           "gateway-namespace: A", "namespace: A"}) {
    CAPTURE(line);
    folder.write("o.yaml", with(line));
    CHECK(run_asmgw({"test", "o.yaml"}).status == 2);
    CHECK(run_asmgw({"test", "o.yaml", "--istio-version", "1.22", "--workload",
                     "own:istio=ingressgateway", "--gateway-namespace", "infra",
                     "-n", "shop", "--service-ports", "80:8080"})
              .status == 0);
  }
  // No object has a timestamp.
  folder.write("o.yaml", with("order: timestamp"));
  CHECK(run_asmgw({"test", "o.yaml"}).status == 2);
  CHECK(run_asmgw({"test", "o.yaml", "--order", "name"}).status == 0);
}

TEST_CASE("a value of a test file that cannot be used is said at its place") {
  const auto error = [](std::string_view line) {
    const Folder folder(with(line));
    return Folder::error();
  };
  CHECK(error("services: abc")
            .starts_with("asmgw: t.yaml:1:11: services: \"abc\" is not a"));
  CHECK(error("services: ['1:2', abc]")
            .starts_with("asmgw: t.yaml:1:19: services: \"abc\" is not a"));
  CHECK(error("workload: nope")
            .starts_with("asmgw: t.yaml:1:11: workload: no workload has"));
  CHECK(error("workload: 'a:b'")
            .starts_with("asmgw: t.yaml:1:11: workload: \"a:b\" has"));
  CHECK(error("istio-version: 9.x")
            .starts_with("asmgw: t.yaml:1:16: istio-version: \"9.x\" is"));
  CHECK(error("istio-version: 1.2")
            .starts_with("asmgw: t.yaml:1:16: istio-version: 1.2"));
  CHECK(error("namespace: A")
            .starts_with("asmgw: t.yaml:1:12: namespace: \"A\" is"));
  CHECK(error("gateway-namespace: A")
            .starts_with("asmgw: t.yaml:1:20: gateway-namespace: \"A\" is"));
  CHECK(error("order: timestamp")
            .starts_with("asmgw: t.yaml:1:8: order timestamp: gw.yaml:3: "));
  const Folder folder(
      "in: [gw.yaml, nope.yaml]\nrequests: {http://a.com/: 404}\n");
  CHECK(Folder::error().starts_with(
      "asmgw: t.yaml:1:15: in: cannot read \"nope.yaml\": no such file"));
}

TEST_CASE("test: stdin among the inputs, and as a test file") {
  const Folder folder(on_80);
  folder.write("sub/t.yaml",
               "in: ['-']\nrequests:\n"
               "  http://a.example.com/: redirect https\n");
  const World piped{{}, std::string(gateway), false, 0};
  CHECK(run_asmgw({"test", "sub/t.yaml"}, piped).status == 0);
  const Ran itself = run_asmgw({"test", "-"}, piped);
  CHECK(itself.status == 2);
  CHECK(contains(itself.err, "a test file is not read from stdin"));
}

TEST_CASE("test --write: - is stdout, and stdin stays what it is") {
  const Folder folder(on_80);
  const World piped{{}, std::string(gateway), false, 0};
  const Ran out = run_asmgw({"test", "--write", "-", "--in", "gw.yaml"});
  CHECK(out.status == 0);
  CHECK(out.out.starts_with("in:\n  - gw.yaml\nrequests:\n  - http://a.exam"));
  folder.write("sub/x", "");
  REQUIRE(
      run_asmgw({"test", "--write", "sub/n.yaml", "--in", "-"}, piped).status ==
      0);
  CHECK(file_text("sub/n.yaml").starts_with("in:\n  - '-'\n"));
  CHECK(run_asmgw({"test", "sub/n.yaml"}, piped).status == 0);
}

TEST_CASE("test --write: names of inputs are given back, or refused") {
  const Folder folder(on_80);
  for (const std::string name : {"a\n.yaml", "\u202e.yaml", "a .yaml ", "'"}) {
    CAPTURE(name);
    folder.write(name, gateway);
    REQUIRE(run_asmgw({"test", "--write", "n", "--in", name}).status == 0);
    CHECK(run_asmgw({"test", "n"}).status == 0);
    std::filesystem::remove("n");
  }
  folder.write("a\xff.yaml", gateway);
  const Ran ran = run_asmgw({"test", "--write", "n", "--in", "a\xff.yaml"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "--write: \"a\\xff.yaml\" is not UTF-8"));
  CHECK_FALSE(std::filesystem::exists("n"));
}

TEST_CASE("test --write: what is piped and not read is said") {
  const TemporaryFolder folder;
  const World piped{{}, std::string(gateway), false, 0};
  const Ran ran = run_asmgw({"test", "--write", "-"}, piped);
  CHECK(ran.status == 2);
  CHECK(ran.err ==
        "asmgw: stdin is piped but not read; say \"-\" to read it (reading "
        "\".\" instead)\nasmgw: no Gateway found\n");
  folder.write("t.yaml", on_80);
  folder.write("gw.yaml", gateway);
  CHECK_FALSE(contains(run_asmgw({"test", "t.yaml"}, piped).err, "piped"));
}

TEST_CASE("test --write: no host that a client can name") {
  const Folder folder(on_80);
  folder.write("none.yaml",
               "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
               "metadata: {name: shop}\nspec: {servers: []}\n");
  const Ran ran = run_asmgw({"test", "--write", "n.yaml", "--in", "none.yaml"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "no host to ask for"));
}

TEST_CASE("JUnit's XML holds no character that XML has not") {
  const Folder folder(
      "in: gw.yaml\nrequests:\n"
      "  http://a.example.com/: \"redirect http://a.com/\\uFFFE\\uFFFF\\e\"\n");
  const Ran ran = run_asmgw({"test", "t.yaml", "-o", "junit"});
  CHECK(ran.status == 1);
  CHECK(contains(ran.out, "redirect http://a.com/\\ufffe\\uffff\\x1b"));
}

TEST_CASE("test says what resolve notes") {
  const Folder folder(on_80);
  folder.write("gw.yaml", std::string(gateway) + R"(---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: bad}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 8443, name: https, protocol: HTTPS}
    hosts: [b.example.com]
)");
  const Ran full = run_asmgw({"test", "t.yaml"});
  CHECK(full.status == 0);
  CHECK(contains(full.out, "\n  note: "));
  CHECK(contains(full.out, "default/bad"));
  CHECK(contains(run_asmgw({"test", "t.yaml", "-o", "json"}).out,
                 "\"notes\": [\n        \""));
}

TEST_CASE("resolve: --sni is checked of http URLs as well") {
  const Folder folder(on_80);
  const Ran ran = run_asmgw(
      {"resolve", "http://a.example.com/", "--sni", "a b", "--in", "gw.yaml"});
  CHECK(ran.status == 2);
  CHECK(contains(ran.err, "--sni: \"a b\""));
}

}  // namespace asmgw::cli
