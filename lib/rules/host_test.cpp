// Hosts: what the examples of the rules do not show.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// Findings of the families GW2 and GW38 in the order of their places:
/// `GW215 error HD1; ...`.
std::string found_in(const std::string& text, IstioVersion version) {
  LintOptions options;
  options.settings.version = version;
  const LintedText linted = lint_text(text, options);
  std::string out;
  for (const Diagnostic& one : linted.result.diagnostics) {
    if (!one.rule->id.starts_with("GW2")) continue;
    out.append(out.empty() ? "" : "; ").append(one.rule->id);
    out.append(" ").append(text_of(one.severity));
    for (std::string_view key : one.sources) out.append(" ").append(key);
  }
  return out;
}

std::string gateway(std::string_view servers, std::string_view meta = {}) {
  std::string out =
      "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\n"
      "metadata:\n  name: shop\n";
  out.append(meta) +=
      "spec:\n  selector: {istio: ingressgateway}\n  servers:\n";
  return out.append(servers);
}

std::string http(std::string_view hosts,
                 IstioVersion version = newest_version) {
  std::string server =
      "  - port: {number: 80, name: http, protocol: HTTP}\n    hosts: [";
  return found_in(gateway(server.append(hosts) + "]\n"), version);
}

std::string https(std::string_view hosts, std::string_view mode = "SIMPLE",
                  IstioVersion version = newest_version) {
  std::string server =
      "  - port: {number: 443, name: https, protocol: HTTPS}\n    tls: {mode: ";
  server.append(mode);
  if (mode == "SIMPLE") server += ", credentialName: shop";
  return found_in(
      gateway(server.append("}\n    hosts: [").append(hosts) + "]\n"), version);
}

}  // namespace

TEST_CASE("a refused host is one finding that covers what holds") {
  CHECK(http("'http://a.com'") == "GW203 error HN2 HD2 T18");
  CHECK(http("a.com/b") == "GW204 error HN2 HD1 T18");
  CHECK(http("''") == "GW202 error HD1 HD2");
  CHECK(http("/") == "GW202 error HN1 HN2 HD1 HD2");
  CHECK(http("a_b") == "GW208 error HD1 HD2");
  CHECK(http("n_s/foo") == "GW217 error HN2 HD1");
  CHECK(http("'*foo'") == "GW210 error HD1 HD3 T17");
  CHECK(http("'[::1]'") == "GW216 error HD1 HD2 T11");
  // Upper case, a dot at the end and the like are not reported beside it.
  CHECK(http("A_b.com") == "GW208 error HD2");
  CHECK(http("foo, Foo") == "GW215 error HD1; GW215 error HD1");
}

TEST_CASE("values that could not be read are left alone") {
  CHECK(http("null, 5, [a]") == "");
  CHECK(found_in(gateway("  - port: {number: 80, name: a, protocol: HTTP}\n"),
                 newest_version) == "");
}

TEST_CASE("no hosts: absence is the schema's since 1.20") {
  const std::string text =
      gateway("  - port: {number: 80, name: a, protocol: HTTP}\n");
  CHECK(found_in(text, {1, 19, newest_patch}) == "GW201 error H0");
  CHECK(http("") == "GW201 error H0");
}

TEST_CASE("partial wildcards before 1.17 break TLS listeners only") {
  constexpr IstioVersion old{1, 16, newest_patch};
  CHECK(http("'*a.com'", old) == "");
  CHECK(https("'*a.com'", "SIMPLE", old) == "GW211 error T17");
  CHECK(https("'*a.com'", "PASSTHROUGH", old) == "");
  CHECK(https("'*a'", "SIMPLE", old) == "GW215 error HD1");
}

TEST_CASE("~ is a namespace with gateway semantics, since 1.21") {
  const std::string text = gateway(
      "  - port: {number: 80, name: http, protocol: HTTP}\n"
      "    hosts: [~/a.com, ~a/b.com]\n",
      "  annotations: {internal.istio.io/gateway-semantics: gateway}\n");
  CHECK(found_in(text, newest_version) == "GW217 error HN2");
  CHECK(found_in(text, {1, 20, newest_patch}) ==
        "GW217 error HN2; GW217 error HN2");
}

TEST_CASE("hosts that are odd but work are left alone") {
  CHECK(http("'*', a.com, ns/b.com, ./c.com, '*.d.com', 1.1.1.1") == "");
  CHECK(https("'*.a.com', a.com, 5/b.com") == "");
  CHECK(https("'*', a.com", "PASSTHROUGH") == "");
  CHECK(https("'*', ns/*") == "");
}

TEST_CASE("one host twice, however it is written") {
  CHECK(http("a.com, '*/a.com'") == "GW230 info T1");
  CHECK(http("./a.com, default/a.com") == "GW230 info T1");
  CHECK(http("a.com, ns/a.com") == "");
  CHECK(http("'*', '*/*'") == "GW230 info T1");
}

TEST_CASE("a star takes the names beside it only where TLS ends") {
  CHECK(https("a.com, 'ns/*'") == "GW231 warning T5 L50");
  CHECK(https("'*/*', a.com") == "GW238 warning T15");
}

TEST_CASE("*/* with hosts behind it crashes the releases that have the bug") {
  CHECK(http("'*/*', ./a.com") == "GW237 error T14 L49");
  CHECK(http("a.com, '*/*', '*/b.com'") == "GW237 error T14 L49");
  CHECK(http("./a.com, '*/*'") == "GW238 warning T15");
  CHECK(http("'*/*', ns/a.com") == "GW238 warning T15");
  CHECK(http("'*/*', '*/*'") == "GW230 info T1");
  for (const IstioVersion clean :
       {IstioVersion{1, 25, newest_patch}, IstioVersion{1, 26, 4},
        IstioVersion{1, 27, 0}, IstioVersion{1, 27, 1}})
    CHECK(http("'*/*', ./a.com", clean) == "GW238 warning T15");
  for (const IstioVersion affected :
       {IstioVersion{1, 26, 5}, IstioVersion{1, 27, 2}, IstioVersion{1, 28, 0}})
    CHECK(http("'*/*', ./a.com", affected) == "GW237 error T14 L49");
}

TEST_CASE("accepted names that nothing reaches") {
  CHECK(http("foo.") == "GW233 error T8");
  CHECK(http("1.1.1.1.") == "GW233 error T8");
  CHECK(http("'ns/*.'") == "GW234 error T9");
  CHECK(http("'::ffff:1.2.3.4'") == "GW216 error T11");
  CHECK(https("1.1.1.1", "PASSTHROUGH") == "GW235 warning T10");
  CHECK(http("NS/A.com") == "GW232 warning T7; GW236 error T12");
  CHECK(http("a.9223372036854775808") == "GW240 warning T19");
  CHECK(http("a.9223372036854775807") == "GW212 error HD2");
}

TEST_CASE("two spellings on one TLS port are the matter of another rule") {
  const std::string second =
      "  - port: {number: 443, name: b, protocol: HTTPS}\n"
      "    hosts: [a.com]\n    tls: {mode: SIMPLE, credentialName: b}\n";
  const auto with_first = [&](std::string_view port) {
    return found_in(gateway("  - port: {number: " + std::string(port) +
                            ", name: a, protocol: HTTPS}\n"
                            "    hosts: [A.com]\n"
                            "    tls: {mode: SIMPLE, credentialName: a}\n" +
                            second),
                    newest_version);
  };
  CHECK(with_first("443") == "");
  CHECK(with_first("8443") == "GW232 warning T7");
}

TEST_CASE("a fix is proposed only if Istio takes it") {
  const auto fix_of = [](std::string_view host) {
    std::string server =
        "  - port: {number: 80, name: http, protocol: HTTP}\n    hosts: ['";
    const LintedText linted = lint_text(gateway(server.append(host) + "']\n"));
    const auto& all = linted.result.diagnostics;
    const auto found = std::find_if(
        all.begin(), all.end(),
        [](const auto& one) { return one.rule->id.starts_with("GW2"); });
    return found == all.end() || found->fix->edits.empty()
               ? std::string()
               : found->fix->edits.front().text;
  };
  CHECK(fix_of("https://a.com:8443/b") == "\"a.com\"");
  CHECK(fix_of("https://localhost/") == "");
  CHECK(fix_of("https://") == "");
  CHECK(fix_of("ns/a.com/b") == "\"ns/a.com\"");
  CHECK(fix_of("ns//a.com") == "\"ns/a.com\"");
  CHECK(fix_of("a.com:443/b") == "\"a.com\"");
  CHECK(fix_of("ns/a.com:443") == "\"ns/a.com\"");
  CHECK(fix_of("*a.com") == "\"*.a.com\"");
  CHECK(fix_of("*-a.com") == "");
  CHECK(fix_of("/a.com") == "\"a.com\"");
  CHECK(fix_of(" a.com") == "\"a.com\"");
  CHECK(fix_of("a.com.") == "\"a.com\"");
  CHECK(fix_of("foo.") == "");
  CHECK(fix_of("NS/a.com") == "\"ns/a.com\"");
}

TEST_CASE("the apex is missed only where another port serves it") {
  const auto two = [](std::string_view first, std::string_view second,
                      std::string_view tls = {}) {
    std::string text = "  - port: {number: 80, name: a, protocol: HTTP}\n";
    text.append(tls).append("    hosts: [").append(first);
    text +=
        "]\n  - port: {number: 443, name: b, protocol: HTTPS}\n"
        "    tls: {mode: SIMPLE, credentialName: b}\n    hosts: [";
    return found_in(gateway(text.append(second) + "]\n"), newest_version);
  };
  CHECK(two("a.com", "'*.a.com'") == "GW239 info T16");
  CHECK(two("'*.a.com'", "'*.a.com'") == "");
  CHECK(two("a.com", "'*.a.com', a.com") == "");
  CHECK(two("a.com", "'*.a.com', '*.com'") == "");
  CHECK(two("a.com", "'*.a.com'", "    tls: {httpsRedirect: true}\n") == "");
}

}  // namespace asmgw
