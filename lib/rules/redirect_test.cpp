// httpsRedirect: what the examples of the rules do not show.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace asmgw {
namespace {

std::string found_in(std::string_view servers,
                     const MeshSettings& settings = {}) {
  LintOptions options;
  options.settings = settings;
  std::string text =
      "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\n"
      "metadata:\n  name: shop\n  namespace: infra\n"
      "spec:\n  selector: {istio: ingressgateway}\n  servers:\n";
  const LintedText linted = lint_text(text.append(servers), options);
  std::string out;
  for (const Diagnostic& one : linted.result.diagnostics) {
    if (!one.rule->id.starts_with("GW38")) continue;
    out.append(out.empty() ? "" : "; ").append(one.rule->id);
    out.append(" ").append(text_of(one.severity));
    for (std::string_view key : one.sources) out.append(" ").append(key);
  }
  return out;
}

std::string server(std::string_view port, std::string_view protocol,
                   std::string_view hosts, std::string_view tls) {
  static int number = 0;
  std::string out = "  - port: {number: ";
  out.append(port).append(", name: p").append(std::to_string(++number));
  out.append(", protocol: ").append(protocol).append("}\n    hosts: [");
  out.append(hosts).append("]\n");
  if (!tls.empty()) out.append("    tls: ").append(tls).append("\n");
  return out;
}

constexpr std::string_view redirect = "{httpsRedirect: true}";
constexpr std::string_view simple = "{mode: SIMPLE, credentialName: shop}";

std::string redirect_80(std::string_view hosts) {
  return server("80", "HTTP", hosts, redirect);
}
std::string https(std::string_view port, std::string_view hosts) {
  return server(port, "HTTPS", hosts, simple);
}
std::string plain(std::string_view port, std::string_view hosts) {
  return server(port, "HTTP", hosts, {});
}

}  // namespace

TEST_CASE("Istio's warning on httpsRedirect is met on every protocol") {
  const auto on = [](std::string_view protocol) {
    return found_in(server("8443", protocol, "a.com", redirect));
  };
  CHECK(on("HTTPS") == "GW381 warning S3 T81");
  CHECK(on("tls") == "GW381 warning S3 T81");
  CHECK(on("TCP") == "GW381 warning S3");
  CHECK(on("h2c") == "GW381 warning S3");
  CHECK(on("''") == "GW381 warning S3");
  CHECK(found_in(server("443", "HTTPS", "a.com", "{httpsRedirect: false}")) ==
        "");
}

TEST_CASE("a server without a port, or without a protocol") {
  CHECK(found_in("  - hosts: [a.com]\n    tls: {httpsRedirect: true}\n") == "");
  const std::string_view no_protocol =
      "  - port: {number: 80, name: a}\n    hosts: [a.com]\n"
      "    tls: {httpsRedirect: true}\n";
  CHECK(found_in(no_protocol) == "");
  MeshSettings old;
  old.version = {1, 19, newest_patch};
  CHECK(found_in("  - port: {number: 80, name: a, protocol: null}\n"
                 "    hosts: [a.com]\n    tls: {httpsRedirect: true}\n",
                 old) == "GW381 warning S3");
}

TEST_CASE("redirects with an HTTPS side are left alone") {
  CHECK(found_in(redirect_80("a.com") + https("443", "a.com")) == "");
  CHECK(found_in(redirect_80("A.com") + https("443", "a.com")) == "");
  CHECK(found_in(redirect_80("b.a.com") + https("443", "'*.a.com'")) == "");
  CHECK(found_in(redirect_80("a.com") + https("443", "ns/a.com")) == "");
  CHECK(found_in(redirect_80("a.com") +
                 server("443", "TLS", "a.com", "{mode: PASSTHROUGH}")) == "");
  // A redirect for all, HTTPS for some: the intent is clear.
  CHECK(found_in(redirect_80("'*'") + https("443", "a.com")) == "");
  CHECK(found_in(redirect_80("'*.a.com'") + https("443", "b.a.com")) == "");
}

TEST_CASE("redirects without one: info, unless the rest is known") {
  const std::string other = https("443", "c.com");
  CHECK(found_in(redirect_80("a.com, b.com") + other) == "GW383 info T80 L30");
  CHECK(found_in(redirect_80("'*'")) == "GW383 info T80 L30");
  CHECK(found_in(redirect_80("'*.a.com'") + https("443", "a.com")) ==
        "GW383 info T80 L30");
  MeshSettings complete;
  complete.complete = true;
  CHECK(found_in(redirect_80("a.com") + other, complete) ==
        "GW383 warning T80 L30");
}

TEST_CASE("the HTTPS side on another port") {
  CHECK(found_in(redirect_80("a.com") + https("9443", "a.com")) ==
        "GW383 warning T80 L30");
  CHECK(found_in(redirect_80("'*'") + https("9443", "a.com")) ==
        "GW383 info T80 L30");
  CHECK(found_in(redirect_80("a.local") + server("15443", "TLS", "'*.local'",
                                                 "{mode: AUTO_PASSTHROUGH}")) ==
        "GW383 info T80 L30");
  // A Service may map 443 to 8443, as that of Istio's chart does.
  CHECK(found_in(redirect_80("a.com") + https("8443", "a.com")) ==
        "GW383 info T80 L30");
  CHECK(found_in(redirect_80("a.com, b.com") + https("9443", "b.com")) ==
        "GW383 info T80 L30; GW383 warning T80 L30");
}

TEST_CASE("a redirect on another port is one finding") {
  CHECK(found_in(server("8080", "HTTP2", "a.com", redirect)) ==
        "GW384 warning T82");
  CHECK(found_in(server("70000", "HTTP", "a.com", redirect)) == "");
  CHECK(found_in("  - port: {number: 0, name: a, protocol: HTTP}\n"
                 "    bind: unix:///run/a.sock\n    hosts: [a.com]\n"
                 "    tls: {httpsRedirect: true}\n") == "");
}

TEST_CASE("a redirect of a namespaced host needs a VirtualService") {
  const std::string side = https("443", "'*'");
  CHECK(found_in(redirect_80("b.com, ns/a.com") + side) ==
        "GW382 info T13 L31");
  CHECK(found_in(redirect_80("./a.com") + side) == "GW382 info T13 L31");
  CHECK(found_in(redirect_80("'*/a.com'") + side) == "");
  CHECK(found_in(plain("80", "ns/a.com") + side) == "");
}

TEST_CASE("a redirect wins over plain HTTP where both make one virtual host") {
  const std::string side = https("443", "'*'");
  const auto beside = [&](std::string_view redirected,
                          std::string_view served) {
    return found_in(redirect_80(redirected) + plain("80", served) + side);
  };
  CHECK(beside("a.com", "a.com, b.com") == "GW385 warning T83 L29");
  CHECK(beside("'*'", "a.com") == "GW385 warning T83 L29");
  CHECK(beside("'*.a.com'", "ns/b.a.com") == "GW385 warning T83 L29");
  // The narrower redirect beside a catch-all is what people write.
  CHECK(beside("a.com", "'*'") == "");
  CHECK(beside("a.com", "b.com") == "");
  CHECK(found_in(redirect_80("a.com") + plain("8080", "a.com") + side) == "");
}

}  // namespace asmgw
