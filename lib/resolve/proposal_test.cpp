// A test file made of a case holds there, and no longer once a server whose
// hosts it asks for is gone.
#include "resolve/proposal.h"

#include "base/text.h"
#include "mesh/merge.h"
#include "resolve/expectation_file.h"
#include "resolve/resolve.h"
#include "testing/listening.h"
#include "testing/oracle.h"
#include "testing/words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

std::string proposed(std::string_view notation) {
  const Listening listening(notation);
  SharedList<Effective> all;
  all.push_back(listening.effective());
  return test_file_text({"."}, "", {},
                        proposals(all, listening.mesh(), in_file_order()));
}

/// What a reader finds in a test file that was written of this.
TestFile written(const std::vector<std::string>& in, const Proposal& proposal,
                 const std::vector<std::string>& workloads = {}) {
  MeshSettings settings;
  settings.only = workloads;
  const SourceFile file("t.yaml", test_file_text(in, "", settings, {proposal}));
  TestFile found = read_test_file(file, FileId{}, {});
  REQUIRE(found.faults.empty());
  return found;
}

}  // namespace

TEST_CASE("a first test file: every host and port once") {
  CHECK(proposed("a: HTTP 80 a.com,*.b.com R\na: HTTPS 443 a.com S\n"
                 "a: HTTPS 443 *.b.com M\nb: HTTP 8080 * @10.0.0.5\n"
                 "vs v: a a.com http /x\n") ==
        "in:\n  - .\nrequests:\n"
        "  - http://a.com/: redirect 301 https://a.com/\n"
        "  - url: http://any.example.com:8080/\n"
        "    address: '10.0.0.5'\n"
        "    expect: no-route\n"
        "    server: default/b/p0\n"
        "  - http://www.b.com/: redirect 301 https://www.b.com/\n"
        "  - https://a.com/x: v.to:9\n"
        "  - https://www.b.com/: client-certificate\n"
        "  - url: https://www.b.com/\n"
        "    client-cert: true\n"
        "    expect: no-route\n");
}

TEST_CASE("a request for each VirtualService of a name, as its routes ask") {
  CHECK(proposed("a: HTTP 80 a.com\nvs v: a a.com http /x\n"
                 "vs w: a a.com http /y\n") ==
        "in:\n  - .\nrequests:\n"
        "  - http://a.com/x: v.to:9\n"
        "  - http://a.com/y: w.to:9\n");
  const std::string asked = proposed(R"(
    a: HTTP 80 a.com
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: v}
    spec:
      gateways: [a]
      hosts: [a.com]
      http:
      - match:
        - uri: {exact: /in/basket}
          method: {exact: POST}
          headers: {x-user: {prefix: "- a"}}
          queryParams: {page: {exact: "1"}}
        route: [{destination: {host: v.to}}]
  )");
  CHECK(asked ==
        "in:\n  - .\nrequests:\n"
        "  - url: http://a.com/in/basket?page=1\n"
        "    method: POST\n"
        "    headers:\n"
        "      x-user: '- a'\n"
        "    expect: v.to:80\n");
}

TEST_CASE("a wildcard is asked for by a name that it alone covers") {
  CHECK(proposed("a: HTTP 80 *.a.com R\nb: HTTP 80 www.a.com,any.a.com R\n") ==
        "in:\n  - .\nrequests:\n"
        "  - http://any.a.com/: redirect 301 https://any.a.com/\n"
        "  - http://other.a.com/: redirect 301 https://other.a.com/\n"
        "  - http://www.a.com/: redirect 301 https://www.a.com/\n");
  CHECK(contains(proposed("a: HTTP 80 * R\nb: HTTP 80 any.example.com R\n"),
                 "http://www.example.com/: "));
  CHECK(contains(proposed("a: HTTP 80 * R\nb: HTTP 80 *.example.com R\n"),
                 "http://any.example.net/: "));
  const std::string claimed = proposed(
      "a: HTTP 80 * R\nb: HTTP 80 *.com,*.net,*.org,any.example R\n"
      "c: HTTP 80 *.x1 R\n");
  CHECK(contains(claimed, "http://any.x2/: "));
}

TEST_CASE("what is covered on another address of the port is no example") {
  CHECK(contains(
      proposed("a: HTTP 80 *.a.com R\nb: HTTP 80 www.a.com R @10.0.0.5\n"),
      "http://any.a.com/: "));
}

TEST_CASE("a route that matches Host is asked with that Host") {
  CHECK(proposed(R"(
    a: HTTP 80 a.com,b.com
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: v}
    spec:
      gateways: [a]
      hosts: [a.com, b.com]
      http:
      - match:
        - headers: {host: {exact: b.com}}
        route: [{destination: {host: v.to}}]
  )") == "in:\n  - .\nrequests:\n"
         "  - url: http://a.com/\n"
         "    host: 'b.com'\n"
         "    expect: v.to:80\n"
         "  - http://b.com/: v.to:80\n");
}

TEST_CASE("what the manifests were read with stands in the file") {
  const MeshSettings settings = settings_of_words(
      {"--workload", "infra/gw:a=b", "--service-ports", "80:8080",
       "--namespace", "shop", "--gateway-namespace", "infra", "--istio-version",
       "1.22", "--order", "file", "--ipv6", "--complete=Secret,Pod"});
  CHECK(test_file_text({"."}, "", settings, {}) ==
        "in:\n  - .\nworkload:\n  - infra/gw:a=b\nservices:\n  - 80:8080\n"
        "namespace: shop\ngateway-namespace: infra\nistio-version: 1.22\n"
        "order: file\nipv6: true\ncomplete:\n  - Secret\n  - Pod\nrequests: "
        "[]\n");
}

TEST_CASE("what is too much for one file is taken out of it") {
  std::vector<Proposal> all;
  for (int i = 0; i < 40; ++i)
    all.push_back(
        {*parse_url("http://a" + std::to_string(i) + ".com/"), "404", {}});
  Limits few;
  few.nodes = 100;
  const auto taken = take_unwritable(all, few);
  CHECK(all.size() == 20);
  CHECK(taken.size() == 20);
  CHECK(taken.front().url == "http://a20.com/");
  CHECK_FALSE(taken.front().why.empty());
  CHECK(take_unwritable(all, few).empty());
}

TEST_CASE("whatever a text holds, the file gives it back") {
  const std::string zero("a\0b", 3);
  for (const std::string& odd :
       {zero, std::string("a\x1b\x7f\r\n\tb"), std::string("a\u0085b\u2028"),
        std::string("\ufeffx\u202e\u200b\U000e0041"), std::string("x "),
        std::string(" x"), std::string("a: b"), std::string("a #b"),
        std::string("it's"), std::string("\"q\" \\n"), std::string("true"),
        std::string("x:"), std::string("{a}")}) {
    CAPTURE(odd);
    const std::string expect = "redirect 301 http://a.com/" + odd + ".";
    Proposal one{*parse_url("http://a.com/"), expect, {}};
    CHECK(written({odd}, one).requests.at(0).expect.text == expect);
    one.server = odd;
    // With a colon it would have to be a workload, and not the id of one.
    const bool id = !contains(odd, ":");
    const TestFile file = written({odd}, one, {id ? odd : std::string("id")});
    CHECK(file.in.at(0).text == odd);
    CHECK((file.settings.at(&settings::workload).at(0).text == odd) == id);
    CHECK(file.requests.at(0).expect.text == expect);
    CHECK(file.requests.at(0).server->text == odd);
  }
}

TEST_CASE("a URL that is too long for a key of YAML is no key") {
  for (std::size_t length : {1000U, 1010U, 1011U, 1500U}) {
    CAPTURE(length);
    const std::string url = "http://a.com/" + std::string(length, 'x');
    CHECK(written({"."}, {*parse_url(url), "404", {}})
              .requests.at(0)
              .request.url == url);
  }
}

TEST_CASE("the server is named where another is ready to take its place") {
  CHECK(proposed("a: HTTPS 443 a.com S\nb: HTTPS 443 *.com S\n") ==
        "in:\n  - .\nrequests:\n"
        "  - url: https://a.com/\n"
        "    expect: no-route\n"
        "    server: default/a/p0\n"
        "  - https://www.com/: no-route\n");
}

TEST_CASE("the server is named where others answer with 404 as well") {
  CHECK(proposed("a: HTTP 80 a.com\nb: HTTP 80 b.com\nvs v: b b.com http\n") ==
        "in:\n  - .\nrequests:\n"
        "  - url: http://a.com/\n"
        "    expect: no-virtual-host\n"
        "    server: default/a/p0\n"
        "  - http://b.com/: v.to:9\n");
}

TEST_CASE("hosts that come to nothing are asked for as well") {
  CHECK(proposed("a: HTTPS 443 a.com S\nb: HTTPS 443 a.com,b.com S\n"
                 "b: TLS 8443 c.com PT\n") ==
        "in:\n  - .\nrequests:\n"
        "  - url: https://a.com/\n"
        "    expect: no-route\n"
        "    server: default/a/p0\n"
        "  - https://b.com/: no-chain\n"
        "  - https://c.com:8443/: no-listener\n");
}

}  // namespace asmgw
