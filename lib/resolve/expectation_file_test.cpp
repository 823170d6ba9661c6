#include "resolve/expectation_file.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <string>

namespace asmgw {
namespace {

TestFile read(Sources& sources, std::string_view text) {
  const FileId id = sources.add("gw.test.yaml", std::string(text));
  return read_test_file(sources.file(id), id, {});
}

/// `line:column: message` of every fault.
std::string faults(std::string_view text) {
  Sources sources;
  std::string out;
  for (const TestFault& one : read(sources, text).faults) {
    const Place at = sources.place(one.range);
    out += fmt::format("{}:{}: {}\n", at.line, at.column, one.message);
  }
  return out;
}

}  // namespace

TEST_CASE("test files: short and long requests") {
  Sources sources;
  const TestFile file = read(sources, R"(in: [a, b.yaml]
workload: ns/gw
services: ["80:8080"]
istio-version: 1.22
complete: true
requests:
- https://a.com/: shop/web:80
- url: https://b.com/x
  sni: null
  headers: {x-canary: yes, n: 1}
  client-cert: true
  method: POST
  expect: 404
  listener: 0.0.0.0_443
  server: shop/gw/https
  virtualService: shop/b
)");
  REQUIRE(file.faults.empty());
  REQUIRE(file.in.size() == 2);
  CHECK(file.in[1].text == "b.yaml");
  CHECK(file.settings.at(&settings::workload).front().text == "ns/gw");
  CHECK(file.settings.at(&settings::istio_version).front().text == "1.22");
  CHECK(file.settings.at(&settings::complete).front().text == "true");
  const TestFile kinds = read(
      sources, "complete: [Secret, Pod]\nrequests: {http://a.com/: closed}\n");
  REQUIRE(kinds.settings.at(&settings::complete).size() == 2);
  CHECK(kinds.settings.at(&settings::complete)[1].text == "Pod");
  REQUIRE(file.requests.size() == 2);
  CHECK(file.requests[0].request.url == "https://a.com/");
  CHECK(sources.text(file.requests[0].expect.range) == "shop/web:80");
  const Request& second = file.requests[1].request;
  CHECK(!second.sni);
  CHECK(second.headers.size() == 2);
  CHECK(second.client_certificate);
  CHECK(second.method == "POST");
  CHECK(file.requests[1].virtual_service->text == "shop/b");
  CHECK(file.requests[1].server->text == "shop/gw/https");
  const TestFile mapping =
      read(sources,
           "in: .\nrequests:\n  http://a.com/: redirect https\n  "
           "https://old.com/: closed\n");
  CHECK(mapping.faults.empty());
  CHECK(mapping.requests.size() == 2);
  CHECK(mapping.in.front().text == ".");
}

TEST_CASE("what does not hold is said at its place") {
  Sources sources;
  const TestFile file = read(sources, R"(requests:
- url: https://b.com/x
  expect: 404
  listener: 0.0.0.0_443
  server: shop/gw
  virtualService: shop/b
)");
  REQUIRE(file.faults.empty());
  const auto at = [&](const Answer& answer, const Deciders& deciders) {
    const auto fault = judged(file.requests[0], answer, deciders);
    return fault ? std::string(sources.text(fault->range)) : "";
  };
  Answer answer;
  CHECK(at(answer, {}) == "404");
  answer.outcome = RequestOutcome::not_found;
  CHECK(at(answer, {}) == "0.0.0.0_443");
  CHECK(at(answer, {"0.0.0.0_443", "", ""}) == "shop/gw");
  CHECK(at(answer, {"0.0.0.0_443", "shop/gw/https", ""}) == "shop/b");
  CHECK(at(answer, {"0.0.0.0_443", "shop/gw/https", "shop/b"}).empty());
}

TEST_CASE("test files: what is wrong is said at its place") {
  CHECK(faults("") == "1:1: is empty\n");
  CHECK(faults("- a\n") == "1:1: is no mapping with in and requests\n");
  CHECK(faults("in: .\n") == "1:1: has no requests\n");
  CHECK(faults("requests: {}\n") == "1:11: has no requests\n");
  CHECK(faults("in: .\nrequests: []\n") == "2:11: has no requests\n");
  CHECK(faults("requests:\n- urll: http://a.com/\n") ==
        "2:3: unknown key \"urll\" (did you mean \"url\"?)\n"
        "2:3: a request without url\n");
  CHECK(faults("requests:\n- a.com: closed\n").find("2:3: \"a.com\" is no") ==
        0);
  CHECK(faults("requests:\n- {url: http://a.com/, expect: 404, sni: 'a b'}\n")
            .find("2:42: ") == 0);
  CHECK(faults("requets: {}\nrequests: {http://a.com/: closed}\n") ==
        "1:1: unknown key \"requets\" (did you mean \"requests\"?)\n");
  CHECK(
      faults("requests:\n  a.com: closed\n").find("2:3: \"a.com\" is no URL") ==
      0);
  CHECK(faults("requests:\n  http://a.com/: clsed\n").find("2:18: ") == 0);
  CHECK(faults("requests:\n- url: http://a.com/\n  expct: closed\n") ==
        "3:3: unknown key \"expct\" (did you mean \"expect\"?)\n"
        "2:3: a request without expect\n");
  CHECK(
      faults("requests:\n- {url: http://a.com/, expect: 404, method: 'A B'}\n")
          .find("2:45: ") == 0);
  CHECK(faults("requests: 5\n").find("1:11: ") == 0);
  CHECK(faults("requests: {}\nrequests: {}\n").find("2:1: is given twice") ==
        0);
  CHECK(faults("requests: {\n").find("cannot be read as YAML") !=
        std::string::npos);
  CHECK(faults("requests: {http://a.com/: 404}\n---\nrequests: {}\n")
            .find("3:1: a test file") == 0);
}

}  // namespace asmgw
