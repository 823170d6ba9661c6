// The GW4xx rules within one Gateway: levels, keys, and what stays silent.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// `protocol port hosts rest`, each a server of its own.
struct Entry {
  std::string protocol;
  int port;
  std::string hosts;
  std::string rest = "";
};

std::string gateway(std::initializer_list<Entry> servers) {
  std::string out = "selector: {istio: ingressgateway}\nservers:\n";
  int number = 0;
  for (const Entry& one : servers) {
    out += "- port: {number: " + std::to_string(one.port) + ", name: p" +
           std::to_string(number++) + ", protocol: " + one.protocol + "}\n" +
           "  hosts: [" + one.hosts + "]\n";
    if (!one.rest.empty()) out += "  " + one.rest + "\n";
  }
  return out;
}

/// `GW401 error T2 L02; …`
std::string conflicts(std::initializer_list<Entry> servers,
                      LintOptions options = {}) {
  const LintedText linted =
      lint_text(example_file(gateway(servers)), std::move(options));
  std::string out;
  for (const Diagnostic& found : linted.result.diagnostics) {
    if (found.rule->id.substr(0, 3) != "GW4") continue;
    out += std::string(found.rule->id) + ' ' +
           std::string(text_of(found.severity));
    for (std::string_view key : found.sources) out += ' ' + std::string(key);
    out += "; ";
  }
  return out;
}

const std::string one = "tls: {mode: SIMPLE, credentialName: one}";
const std::string two = "tls: {mode: SIMPLE, credentialName: two}";
const std::string passed = "tls: {mode: PASSTHROUGH}";
const std::string redirect = "tls: {httpsRedirect: true}";

}  // namespace

TEST_CASE("AUTO_PASSTHROUGH for all hosts has no chain that matches all") {
  CHECK(conflicts({{"TCP", 9000, "'*'", "bind: 0.0.0.0"},
                   {"TLS", 9000, "'*'", "tls: {mode: AUTO_PASSTHROUGH}"}})
            .starts_with("GW406 error T25 L21; "));
  LintOptions options;
  options.settings.complete.add("VirtualService");
  const LintedText linted = lint_text(
      example_file(
          gateway({{"TCP", 9000, "'*'", "bind: 0.0.0.0"},
                   {"TLS", 9000, "'*'", "tls: {mode: AUTO_PASSTHROUGH}"}})),
      options);
  for (const Diagnostic& found : linted.result.diagnostics)
    CHECK(found.consequence.find("refuses the listener") == std::string::npos);
}

TEST_CASE("servers that go well together") {
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"HTTPS", 443, "b.com", two},
                   {"TLS", 443, "c.com", passed},
                   {"HTTP", 80, "a.com", redirect},
                   {"HTTP", 80, "d.com"},
                   {"TCP", 9000, "'*'"},
                   {"TCP", 9001, "'*'"}})
            .empty());
  CHECK(conflicts({{"HTTPS", 443, "a.com", one}, {"HTTPS", 8443, "a.com", one}})
            .empty());
  CHECK(conflicts({{"TLS", 443, "ns1/a.com", passed},
                   {"TLS", 443, "ns2/a.com", passed}})
            .empty());
  CHECK(conflicts({{"TLS", 15443, "'*.local'", "tls: {mode: AUTO_PASSTHROUGH}"},
                   {"TLS", 15443, "a.local", passed}})
            .empty());
}

TEST_CASE("a dropped server says what goes down with it") {
  const LintedText linted = lint_text(example_file(
      gateway({{"HTTPS", 443, "a.com, ./b.com", one},
               {"HTTPS", 443, "c.com, default/b.com, d.com", two}})));
  const auto at = std::find_if(
      linted.result.diagnostics.begin(), linted.result.diagnostics.end(),
      [](const Diagnostic& found) { return found.rule->id == "GW401"; });
  REQUIRE((at != linted.result.diagnostics.end()));
  CHECK(linted.sources.text(at->range) == "default/b.com");
  REQUIRE(at->notes.size() == 3);
  CHECK(linted.sources.text(*at->notes[0].range) == "./b.com");
  CHECK(linted.sources.text(*at->notes[1].range) == "c.com");
  CHECK(linted.sources.text(*at->notes[2].range) == "d.com");
  CHECK((at->sources == std::vector<std::string_view>{"T2", "L02", "L04"}));
}

TEST_CASE("a dropped server that passes TLS through has no certificate") {
  const LintedText linted = lint_text(example_file(
      gateway({{"HTTPS", 443, "a.com", one}, {"TLS", 443, "a.com", passed}})));
  REQUIRE(!linted.result.diagnostics.empty());
  const Diagnostic& found = linted.result.diagnostics.front();
  CHECK(found.rule->id == "GW401");
  CHECK(found.consequence.find("certificate") == std::string::npos);
  REQUIRE(found.fix.has_value());
  CHECK(found.fix->message.find("certificate") == std::string::npos);
}

TEST_CASE("Gateways of two revisions need not meet") {
  const auto of = [](std::string_view name, std::string_view revision) {
    return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:\n"
           "  name: " +
           std::string(name) +
           "\n  labels: {istio.io/rev: " + std::string(revision) +
           "}\nspec:\n  selector: {istio: ingressgateway}\n  servers:\n"
           "  - port: {number: 443, name: https, protocol: HTTPS}\n"
           "    hosts: [a.com]\n    " +
           one + "\n---\n";
  };
  const auto level = [&](std::string_view revision) {
    const LintedText linted = lint_text(of("a", "old") + of("b", revision));
    REQUIRE(!linted.result.diagnostics.empty());
    CHECK(linted.result.diagnostics.front().rule->id == "GW401");
    return linted.result.diagnostics.front().severity;
  };
  CHECK((level("old") == Severity::error));
  CHECK((level("new") == Severity::info));
}

TEST_CASE("two redirects of one host harm only if more is lost") {
  CHECK(conflicts({{"HTTP", 80, "a.com", redirect},
                   {"HTTP", 80, "a.com", redirect}}) ==
        "GW401 warning T2 L02; ");
  CHECK(conflicts({{"HTTP", 80, "a.com", redirect},
                   {"HTTP", 80, "a.com, b.com", redirect}}) ==
        "GW401 error T2 L02; ");
}

TEST_CASE("one server name in two spellings") {
  CHECK(conflicts({{"HTTPS", 443, "ns1/a.com", one},
                   {"HTTPS", 443, "a.com", two}}) == "GW402 error T3 L05; ");
  CHECK(conflicts({{"HTTPS", 443, "A.com", one},
                   {"HTTPS", 443, "a.com", two}}) == "GW402 error T7 L06; ");
  CHECK(conflicts({{"HTTPS", 443, "'*'", one},
                   {"HTTPS", 443, "'ns/*'", two}}) == "GW402 error T6 L07; ");
  CHECK(conflicts({{"HTTPS", 443, "ns1/a.com, ns2/a.com", one}}).empty());
}

TEST_CASE("termination beside pass-through is certain for full names only") {
  CHECK(conflicts(
            {{"HTTPS", 443, "a.com", one}, {"TLS", 443, "ns/a.com", passed}}) ==
        "GW403 error T68 L33; ");
  CHECK(conflicts({{"TLS", 443, "'ns/*.a.com'", passed},
                   {"HTTPS", 443, "'*.a.com'", one}}) ==
        "GW403 warning T68 L33; ");
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"TLS", 443, "a.com", passed}}) == "GW401 error T2 L02; ");
}

TEST_CASE("plaintext and TLS on one port, by who comes first") {
  CHECK(conflicts({{"HTTP", 443, "a.com"}, {"HTTPS", 443, "b.com", one}}) ==
        "GW404 error T23 L11; ");
  CHECK(conflicts({{"HTTPS", 443, "b.com", one}, {"HTTP", 443, "a.com"}}) ==
        "GW404 error T23 L12; ");
  CHECK(conflicts({{"HTTPS", 443, "'*'", one}, {"HTTP", 443, "a.com"}}) ==
        "GW404 error T23 L12 L07; ");
  CHECK(conflicts({{"HTTPS", 443, "b.com", one},
                   {"HTTP", 443, "a.com"},
                   {"HTTPS", 443, "c.com", two}}) ==
        "GW404 error T23 L12; GW404 error T23 L13; ");
  LintOptions old;
  old.settings.version = {1, 28, 0};
  CHECK(conflicts({{"HTTPS", 443, "b.com", one},
                   {"HTTP", 443, "a.com"},
                   {"HTTP2", 443, "d.com"},
                   {"HTTPS", 443, "c.com", two}},
                  old) == "GW404 error T23 L12; GW423 error T23 L12; ");
}

TEST_CASE("HTTP and TCP, TCP and TCP") {
  CHECK(conflicts({{"HTTP", 9000, "'*'"}, {"TCP", 9000, "'*'"}}) ==
        "GW404 error T23 L14; ");
  CHECK(conflicts({{"TCP", 9000, "'*'"}, {"MONGO", 9000, "'*'"}}) ==
        "GW405 error T24 L15; ");
  CHECK(conflicts({{"TCP", 9000, "'*'", "bind: 10.0.0.1"},
                   {"TCP", 9000, "'*'", "bind: 10.0.0.2"}}) ==
        "GW421 info L19; ");
}

TEST_CASE("0.0.0.0 beside no bind, with and without harm") {
  CHECK(conflicts(
            {{"HTTP", 80, "a.com"}, {"HTTP", 80, "b.com", "bind: 0.0.0.0"}}) ==
        "GW406 error T25 L21; ");
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"HTTPS", 443, "a.com", two + "\n  bind: 0.0.0.0"}}) ==
        "GW406 error T25 L22; ");
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"HTTPS", 443, "b.com", two + "\n  bind: 0.0.0.0"}}) ==
        "GW406 info T25 L23; ");
}

TEST_CASE("binds in the order A, B, A") {
  const std::string a = "bind: 10.0.0.1", b = "bind: 10.0.0.2";
  CHECK(conflicts({{"HTTP", 80, "'*'", a},
                   {"HTTP", 80, "'*'", b},
                   {"TCP", 80, "'*'", a}}) ==
        "GW421 info L19; GW407 error L25; ");
  CHECK(conflicts({{"HTTP", 80, "x.com", a},
                   {"HTTP", 80, "x.com", b},
                   {"HTTP", 80, "y.com", a}}) == "GW421 info L19; ");
  CHECK(conflicts({{"TCP", 80, "'*'", a},
                   {"TCP", 80, "'*'", b},
                   {"TCP", 80, "'*'", a}}) ==
        "GW421 info L19; GW407 error L25; ");
}

TEST_CASE("the order of binds in releases that compare with the first") {
  const std::string a = "bind: 10.0.0.1", b = "bind: 10.0.0.2";
  LintOptions old;
  old.settings.version = {1, 22, 8};
  CHECK(conflicts({{"HTTP", 80, "'*'", a},
                   {"HTTP", 80, "'*'", b},
                   {"TCP", 80, "'*'", b}},
                  old) == "GW421 info L19; GW407 error L25; ");
  CHECK(conflicts({{"HTTP", 80, "'*'", a},
                   {"HTTP", 80, "'*'", b},
                   {"TCP", 80, "'*'", a}},
                  old) == "GW421 info L19; GW404 error T23 L14; ");
  old.settings.version = {1, 17, 8};
  CHECK(conflicts({{"HTTP", 80, "'*'", a}, {"TCP", 80, "'*'", b}}, old) ==
        "GW404 error T23 L14; ");
}

TEST_CASE("plaintext behind TLS by release") {
  LintOptions old;
  const auto third = [&] {
    return conflicts({{"HTTPS", 443, "a.com", one},
                      {"HTTPS", 443, "b.com", two},
                      {"HTTP", 443, "c.com"}},
                     old);
  };
  for (const IstioVersion version :
       {IstioVersion{1, 17, 8}, {1, 18, 5}, {1, 22, 8}, {1, 26, 8}}) {
    old.settings.version = version;
    CHECK(third() == "GW404 error T23 L12; ");
  }
}

TEST_CASE("a wildcard beside what lies below it, once a wildcard") {
  CHECK(conflicts({{"HTTPS", 443, "'*.a.com'", one},
                   {"HTTPS", 443, "b.a.com, c.a.com, a.com", two}}) ==
        "GW410 info T4 L08; ");
  CHECK(conflicts({{"HTTPS", 443, "'*.a.com', b.a.com", one},
                   {"HTTPS", 443, "b.com", two}})
            .empty());
  CHECK(conflicts({{"HTTPS", 443, "'*.a.com'", one},
                   {"HTTPS", 443, "'*.b.a.com'", two}}) ==
        "GW410 info T4 L09; ");
}

TEST_CASE("a shared certificate matters on one listener of HTTPS servers") {
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"HTTPS", 443, "b.com", one},
                   {"HTTPS", 443, "c.com", one}}) == "GW411 warning T70 L38; ");
  CHECK(conflicts({{"TLS", 443, "a.com", one}, {"TLS", 443, "b.com", one}})
            .empty());
  CHECK(conflicts({{"HTTPS", 443, "a.com", one},
                   {"HTTPS", 443, "b.com", one + "\n  bind: 10.0.0.1"}}) ==
        "GW408 warning L20; ");
  CHECK(conflicts({{"HTTPS", 443, "ns1/a.com", one},
                   {"HTTPS", 443, "ns2/a.com", one}}) ==
        "GW402 error T3 L05; ");
  const std::string files =
      "tls: {mode: SIMPLE, serverCertificate: /c.pem, privateKey: /k.pem}";
  CHECK(conflicts(
            {{"HTTPS", 443, "a.com", files}, {"HTTPS", 443, "b.com", files}}) ==
        "GW411 warning T70 L38; ");
}

TEST_CASE("HTTP hosts merge; a redirect is another rule's matter") {
  CHECK(conflicts({{"HTTP", 80, "a.com"}, {"GRPC", 80, "a.com"}}) ==
        "GW412 info T34 L17; ");
  CHECK(conflicts({{"HTTP", 80, "a.com"}, {"HTTP", 80, "a.com", redirect}})
            .empty());
  CHECK(conflicts({{"HTTP", 80, "ns1/a.com"}, {"HTTP", 80, "a.com"}}).empty());
}

}  // namespace asmgw
