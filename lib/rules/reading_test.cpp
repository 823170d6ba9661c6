// Family reading: what the examples do not show.
#include "testing/examples.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

LintOptions release(std::uint16_t minor) {
  LintOptions options;
  options.settings.version = {1, minor, newest_patch};
  return options;
}

/// Errors and warnings as `GW020 A-unknown S1; GW022 A-type`.
std::string loud(const LintedText& linted) {
  std::string out;
  for (const Diagnostic& found : linted.result.diagnostics) {
    if (found.severity < Severity::warning) continue;
    out += out.empty() ? "" : "; ";
    out += found.rule->id;
    for (std::string_view key : found.sources) out += ' ' + std::string(key);
  }
  return out;
}

std::string loud(std::string text, const LintOptions& options = {}) {
  return loud(lint_text(std::move(text), options));
}

const std::string envelope =
    "apiVersion: networking.istio.io/v1beta1\nkind: Gateway\n";
const std::string spec =
    "spec:\n  selector: {istio: ingressgateway}\n  servers:\n"
    "  - port: {number: 80, name: http, protocol: HTTP}\n"
    "    hosts: [a.com]\n";

std::string with_name(std::string_view metadata) {
  return envelope + "metadata: {" + std::string(metadata) + "}\n" + spec;
}

/// A Gateway with one server of this body.
std::string with_server(std::string_view server) {
  return envelope +
         "metadata: {name: shop}\nspec:\n  selector: {istio: ingressgateway}\n"
         "  servers:\n  - {" +
         std::string(server) + "}\n";
}

std::string with_tls(std::string_view tls) {
  return with_server(
      "port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.com], "
      "tls: {" +
      std::string(tls) + "}");
}

}  // namespace

TEST_CASE("names: who refuses which") {
  CHECK(loud(with_name("name: shop")) == "");
  CHECK(loud(with_name("name: Shop")) == "GW027 A-name");
  CHECK(loud(with_name("name: shop_gw")) == "GW027 A-name N1");
  CHECK(loud(with_name("name: shop.gw")) == "GW031 N1");
  CHECK(loud(with_name("name: " + std::string(64, 'a'))) == "GW031 N1");
  CHECK(loud(with_name("name: \"\"")) == "GW031 N1");
  CHECK(loud(with_name("name: 80")) == "GW022 A-type N1");
  CHECK(loud(with_name("generateName: shop-")) == "GW031 N1");
  CHECK(loud(envelope + spec) == "GW031 N1");
}

TEST_CASE("names of objects that stand for the Gateway API are free") {
  const std::string free =
      ", annotations: {internal.istio.io/gateway-semantics: gateway}";
  CHECK(loud(with_name("name: shop.gw" + free)) == "");
  CHECK(loud(with_name("name: shop_gw" + free)) == "GW027 A-name");
  CHECK(loud(with_name("name: shop.gw" + free), release(21)) == "GW031 N1");
  CHECK(loud(with_name("name: shop.gw, annotations: "
                       "{internal.istio.io/gateway-semantics: other}")) ==
        "GW031 N1");
}

TEST_CASE("matchLabels in a selector") {
  const LintedText linted =
      lint_text(envelope +
                "metadata: {name: shop}\nspec:\n  selector: {matchLabels: "
                "{istio: a}}\n  servers:\n"
                "  - {port: {number: 80, name: a, protocol: HTTP}, hosts: "
                "[a.com]}\n");
  REQUIRE(linted.result.diagnostics.size() == 1);
  const Diagnostic& found = linted.result.diagnostics[0];
  CHECK(found.rule->id == "GW022");
  REQUIRE(found.fix.has_value());
  CHECK(found.fix->message == "put its labels right under selector");
}

TEST_CASE("a Gateway without servers, however it is written") {
  for (std::string_view body :
       {"", "spec:\n", "spec: {}\n", "spec: {selector: {a: b}}\n",
        "spec: {selector: {a: b}, servers: }\n",
        "spec: {selector: {a: b}, servers: []}\n"}) {
    CAPTURE(body);
    const std::string found =
        loud(envelope + "metadata: {name: shop}\n" + std::string(body));
    CHECK(found.find("GW032 S1") != std::string::npos);
    CHECK(found.find("GW031") == std::string::npos);
  }
}

TEST_CASE("a misspelt or misplaced servers is one finding") {
  const std::string metadata = "metadata: {name: shop}\n";
  const std::string list =
      "\n  - port: {number: 80, name: http, protocol: HTTP}\n"
      "    hosts: [a.com]\n";
  CHECK(loud(envelope + metadata + "spec:\n  selector: {a: b}\n  Servers:" +
             list) == "GW020 A-unknown S1");
  CHECK(loud(envelope + metadata + "spec:\n  selector: {a: b}\nservers:" +
             list) == "GW020 A-unknown S1");
}

TEST_CASE("a misplaced credential is one finding that names what follows") {
  const std::string found = loud(with_server(
      "port: {number: 443, name: https, protocol: HTTPS}, hosts: [a.com], "
      "tls: {mode: SIMPLE}, credentialName: shop"));
  CHECK(found.find(';') == std::string::npos);
  CHECK(found.substr(0, 15) == "GW020 A-unknown");
  CHECK(found.find("TLS16") != std::string::npos);
}

TEST_CASE("an enum of another type covers both keys") {
  CHECK(loud(with_tls("mode: 1, credentialName: shop")) ==
        "GW022 A-type A-enum");
  CHECK(loud(with_tls("mode: Simple, credentialName: shop")) == "GW023 A-enum");
}

TEST_CASE("CEL rules are not judged beside another schema error") {
  CHECK(loud(with_tls("mode: SIMPLE, credentialName: a, credentialNames: "
                      "[b]"))
            .find("A-cel") != std::string::npos);
  CHECK(loud(with_tls("mode: SIMPLE, credentialName: a, credentialNames: "
                      "[]"))
            .find("A-cel") == std::string::npos);
}

TEST_CASE("a missing port is the schema's since 1.20, Istio's before") {
  const std::string text = with_server("hosts: [a.com]");
  CHECK(loud(text) == "GW021 A-required P1");
  CHECK(loud(text, release(19)) == "GW033 P1");
}

TEST_CASE("numbers past 32 bits are refused by the schema since 1.22") {
  const std::string text = with_server(
      "port: {number: 4294967296, name: a, protocol: HTTP}, hosts: [a.com]");
  const auto layer = [&](std::uint16_t minor) {
    const LintedText linted = lint_text(text, release(minor));
    REQUIRE(linted.result.diagnostics.size() == 1);
    return linted.result.diagnostics[0].layer;
  };
  CHECK((layer(22) == Layer::api_server));
  CHECK((layer(21) == Layer::istio));
}

TEST_CASE("what a release does not know yet") {
  const std::string mutual =
      with_tls("mode: OPTIONAL_MUTUAL, credentialName: shop");
  CHECK(loud(mutual, release(19)) == "");
  CHECK(loud(mutual, release(18)) == "GW029 A-enum");
  const std::string field = with_tls(
      "mode: MUTUAL, credentialName: a, caCertCredentialName: "
      "b-cacert");
  CHECK(loud(field, release(28)) == "");
  CHECK(loud(field, release(27)) == "GW029 A-unknown");
  for (std::string_view value : {"null", "[x]", "{a: b}"}) {
    CAPTURE(value);
    const std::string odd =
        with_tls("mode: MUTUAL, credentialName: a, caCertCredentialName: " +
                 std::string(value));
    CHECK(loud(odd, release(27)) == "GW029 A-unknown");
    CHECK((loud(odd, release(28)) == "") == (value == "null"));
  }
  CHECK(loud(with_tls("mode: SIMPLE, credentialName: a, "
                      "tlsCertificates: [{foo: x}, null]"),
             release(25)) == "GW029 A-unknown");
  std::string v1 = with_name("name: shop");
  v1.replace(v1.find("v1beta1"), 7, "v1");
  CHECK(loud(v1, release(22)) == "");
  CHECK(loud(v1, release(21)) == "GW029 E-version");
}

TEST_CASE("annotations are banned from the release on that bans them") {
  const std::string text =
      with_name("name: shop, annotations: {internal.istio.io/parents: x}");
  CHECK(loud(text) == "GW030 M4");
  CHECK(loud(text, release(26)) == "");
}

TEST_CASE("bytes and limits") {
  CHECK(loud(with_name("name: shop") + "# \xFF\n") == "GW001 Y");
  CHECK(loud(with_name("name: shop") + "# \x01\n") == "GW002 Y");
  CHECK(loud(with_name("name: shop") + "# a\xEF\xBB\xBF\n") == "GW003");
  LintOptions options;
  options.settings.limits.depth = 3;
  CHECK(loud(with_name("name: shop"), options) == "GW007 Y");
  options = {};
  options.settings.limits.nodes = 5;
  CHECK(loud(with_name("name: shop"), options) == "GW007 Y");
}

TEST_CASE("a file with a duplicated key is judged otherwise") {
  const std::string found =
      loud(with_name("name: shop") + "metadata: {name: shop.gw}\n");
  CHECK(found.find("GW008 Y-duplicate") != std::string::npos);
  CHECK(found.find("GW031 N1") != std::string::npos);
}

TEST_CASE("what is recognised is an info, once") {
  const LintedText linted =
      lint_text(envelope + "metadata: {name: {{ .Release.Name }}}\n---\n" +
                envelope + "metadata: {name: {{ .Release.Name }}}\n");
  REQUIRE(linted.result.diagnostics.size() == 1);
  CHECK((linted.result.diagnostics[0].severity == Severity::info));
  CHECK(linted.result.counts.skipped == 2);
}

}  // namespace asmgw
