// The GW1xx rules where it is not obvious that they speak or stay silent.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace asmgw {
namespace {

std::string ids(const std::string& spec, LintOptions options = {}) {
  const LintedText linted = lint_text(example_file(spec), std::move(options));
  std::string out;
  for (const Diagnostic& found : linted.result.diagnostics)
    if (found.rule->id.substr(0, 3) == "GW1")
      out += std::string(found.rule->id) + ' ';
  return out;
}

/// A server with this port and, behind it, more keys.
std::string server(const std::string& port, const std::string& more = "") {
  return "selector: {istio: ingressgateway}\nservers:\n- port: {" + port +
         "}\n  hosts: [a.example.com]\n" + more;
}

std::string bound(const std::string& bind, int number) {
  return server(
      "number: " + std::to_string(number) + ", name: http, protocol: HTTP",
      "  bind: \"" + bind + "\"\n");
}

LintOptions release(std::uint16_t minor) {
  LintOptions options;
  options.settings.version = {1, minor, newest_patch};
  return options;
}

std::string fix_of(const std::string& spec, std::string_view id) {
  const LintedText linted = lint_text(example_file(spec));
  for (const Diagnostic& found : linted.result.diagnostics)
    if (found.rule->id == id && found.fix) return found.fix->message;
  return {};
}

}  // namespace

TEST_CASE("binds that Istio takes") {
  for (const char* bind : {"", "0.0.0.0", "::", "10.0.0.7", "fe80::1%eth0.1"})
    CHECK_MESSAGE(ids(bound(bind, 8080)).empty(), bind);
  for (const char* bind : {"unix:///a", "unix://@x", "unix://@", "unix:///a b"})
    CHECK_MESSAGE(ids(bound(bind, 0)).empty(), bind);
}

TEST_CASE("binds that Istio refuses give one finding, whatever the number") {
  for (const char* bind : {"localhost", "*", "[::1]", "1.2.3", "01.2.3.4",
                           "1.2.3.4:80", "1.2.3.4/24", " 1.2.3.4"})
    CHECK_MESSAGE(ids(bound(bind, 8080)) == "GW120 ", bind);
  for (const char* bind : {"unix:/a", "UNIX:///a", "uds:///a", "/a.sock",
                           "unix://a/b", "unix:///", "unix:///a/", "unix://"})
    for (int number : {0, 8080})
      CHECK_MESSAGE(
          ids(bound(bind, number)).find("GW120 ") != std::string::npos, bind);
  CHECK(ids(bound("unix:///a", 70000)) == "GW120 ");
  CHECK(ids(bound("UNIX:///a", 0)) == "GW120 ");
  CHECK(ids(bound("uds:///a", 0)) == "GW120 ");
  for (const char* bind : {"UNIX:///a", "/a.sock", "uds:///a"}) {
    CAPTURE(bind);
    const LintedText linted = lint_text(example_file(bound(bind, 70000)));
    REQUIRE(linted.result.diagnostics.size() == 1);
    CHECK((linted.result.diagnostics[0].sources ==
           std::vector<std::string_view>{"B4", "P3"}));
  }
}

TEST_CASE("a bind is mended by what was meant") {
  CHECK(fix_of(bound("unix:/a", 0), "GW120") ==
        "write \"unix:///a\" for a socket");
  CHECK(fix_of(bound("[::1]", 80), "GW120").find("\"::1\" alone") !=
        std::string::npos);
}

TEST_CASE("loopback in every spelling") {
  for (const char* bind : {"127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"})
    CHECK_MESSAGE(ids(bound(bind, 8080)) == "GW121 ", bind);
}

TEST_CASE("port 0 without a socket passed before 1.20") {
  const std::string zero = server("number: 0, name: http, protocol: HTTP");
  CHECK(ids(zero) == "GW113 ");
  CHECK(ids(zero, release(19)).empty());
}

TEST_CASE("targetPort passed before 1.20, and 0 always does") {
  const std::string port =
      "number: 80, name: http, protocol: HTTP, targetPort: ";
  CHECK(ids(server(port + "8080")) == "GW114 ");
  CHECK(ids(server(port + "8080"), release(19)).empty());
  CHECK(ids(server(port + "0")).empty());
}

TEST_CASE("absent name and protocol are Istio's matter before 1.20 only") {
  const std::string spec = server("number: 80");
  CHECK(ids(spec).empty());
  CHECK(ids(spec, release(19)) == "GW111 GW112 ");
}

TEST_CASE("protocols in any case, but without blanks") {
  const std::string port = "number: 80, name: http, protocol: ";
  CHECK(ids(server(port + "Http")).empty());
  CHECK(ids(server(port + "grpc-web")).empty());
  for (const char* bad : {"\"HTTP \"", "\"\"", "grpc_web", "http3", "HBONE"})
    CHECK_MESSAGE(ids(server(port + bad)) == "GW112 ", bad);
  CHECK(fix_of(server(port + "\"HTTP \""), "GW112") == "write HTTP");
  CHECK(fix_of(server(port + "http3"), "GW112") == "write HTTPS");
  CHECK(fix_of(server(port + "HTTPZ"), "GW112") == "write HTTP");
  CHECK(fix_of(server(port + "HTTPZ", "  tls: {mode: SIMPLE}\n"), "GW112") ==
        "write HTTPS");
  CHECK(fix_of(server(port + "zzz"), "GW112").substr(0, 12) == "write HTTP, ");
}

TEST_CASE("ordinary ports of multicluster Gateways are no proxy ports") {
  for (int number : {15012, 15017, 15443, 31400})
    CHECK(ids(bound("", number)).empty());
  for (int number : {15000, 15001, 15006, 15020, 15021, 15090})
    CHECK(ids(bound("", number)) == "GW130 ");
  CHECK(ids(bound("10.0.0.7", 15021)).empty());
}

TEST_CASE("a dot in the port name matters on terminating HTTPS alone") {
  CHECK(ids(server("number: 80, name: a.b, protocol: HTTP")).empty());
  CHECK(ids(server("number: 443, name: a.b, protocol: HTTPS",
                   "  tls: {mode: PASSTHROUGH}\n"))
            .empty());
}

TEST_CASE("selectors that match too much or nothing") {
  const auto with = [](const std::string& selector) {
    return ids(selector +
               "servers:\n- port: {number: 80, name: http, protocol: HTTP}\n"
               "  hosts: [a.example.com]\n");
  };
  CHECK(with("") == "GW140 ");
  CHECK(with("selector: {}\n") == "GW140 ");
  CHECK(with("selector: null\n") == "GW140 ");
  CHECK(with("selector: {a: null}\n") == "GW140 ");
  CHECK(with("selector: {a: b, c: null}\n") == "GW141 ");
  CHECK(with("selector: {a: \"\"}\n") == "GW141 ");
  CHECK(with("selector: {a: b c}\n") == "GW142 ");
  CHECK(with("selector: {\"a b\": c}\n") == "GW142 ");
  CHECK(with("selector: {example.com/gateway_1.x: A-1}\n").empty());
  CHECK(with("selector: {a: 1}\n").empty());  // not readable: said elsewhere
}

TEST_CASE("Gateways made from the Gateway API need no selector") {
  const LintedText linted = lint_text(
      "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
      "metadata:\n  name: a\n  annotations:\n"
      "    internal.istio.io/gateway-service: gw.ns.svc.cluster.local\n"
      "spec:\n  servers:\n"
      "  - port: {number: 80, name: http, protocol: HTTP}\n"
      "    hosts: [a.example.com]\n");
  CHECK(std::none_of(
      linted.result.diagnostics.begin(), linted.result.diagnostics.end(),
      [](const Diagnostic& d) { return d.rule->id == "GW140"; }));
}

}  // namespace asmgw
