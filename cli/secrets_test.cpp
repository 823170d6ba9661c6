// Marked bytes are planted where Secrets keep theirs, the texts are broken in
// all ways that come to mind, and no output may hold a mark.
#include "cli/testing/run.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <functional>

namespace asmgw::cli {
namespace {

// The second is base64, as data is.
constexpr std::array<std::string_view, 2> marks{"MARK", "TUFS"};

/// Objects that hold marks, each beside the word gateway, without which a text
/// is passed over.
const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{
      R"(apiVersion: v1
kind: Secret
metadata:
  name: gateway-certs
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","data":{"tls.key":"TUFSS2VkMTIz"},"kind":"Secret"}
data:
  tls.crt: TUFSS2VkMTIz
  tls.key: TUFSS2VkMTIz
stringData:
  token: MARKabc
  config: |
    networking.istio.io
    user: MARKdef
    kind: MARKghi
)",
      R"(apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: {name: s, namespace: istio-system}
  data:
    tls.key: TUFSS2VkMTIz
    more: [TUFSabc, {deep: {deeper: TUFSdef}}]
- apiVersion: networking.istio.io/v2
  kind: Gateway
  metadata: {name: x, namespace: a}
  spec: {selector: {istio: ingressgateway}, servers: []}
- kind: Gateway
  metadata: {name: y, namespace: a}
  spec: {selector: {istio: ingressgateway}, servers: []}
)",
      R"({"apiVersion": "v1", "kind": "Secret",
 "metadata": {"name": "gateway", "annotations": {"x": "networking.istio.io"}},
 "data": {"tls.key": "TUFSS2VkMTIz", "tls.crt": "TUFSS2VkMTIz",
  "a": "TUFSabc"},
 "stringData": {"token": "MARKabc"}}
)",
      R"(apiVersion: v1
"kind": "Secret"
metadata: {name: istio-ingressgateway-certs}
"stringData":
  tls.key: |
    -----BEGIN PRIVATE KEY-----
    TUFSS2VkMTIz
    gateway kind apiVersion: MARKabc
    -----END PRIVATE KEY-----
  password: 'MARK it''s networking.istio.io'
  long: "MARKfirst
    MARKsecond: MARKthird
    name: MARKfourth"
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: x, namespace: a}
spec: {selector: {istio: ingressgateway}, servers: []}
)",
      R"(apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata:
    name: s
    annotations: {applied: &applied MARKapplied}
  data: &data
    tls.key: &key TUFSS2VkMTIz
    host: &host MARK_host.example.com
    deep: &deep [MARK_one, {MARK_two: MARK_three}]
  stringData: {number: &number !!MARK 12}
- apiVersion: networking.istio.io/v1
  kind: Gateway
  metadata: {name: *host, namespace: a, annotations: {x: *applied}}
  spec:
    selector: *data
    *host : 1
    servers:
    - port: {number: *number, name: *key, protocol: *key}
      hosts: [*host, *key, *deep]
      bind: *key
      tls: {mode: *key, credentialName: *host, cipherSuites: *deep}
    - *data
    - {<<: *data}
    - *deep
- apiVersion: networking.istio.io/v1
  kind: VirtualService
  metadata: {name: *key}
  spec:
    hosts: [*host]
    gateways: [*host, a/x]
    http:
    - match: [{uri: {regex: *host}}]
      route: [{destination: {host: *host, port: {number: *key}}}]
    - redirect: {authority: *host}
)",
      R"(apiVersion: istio.alibabacloud.com/v1beta1
kind: ASMCredential
metadata: {name: gateway, namespace: istio-system}
spec:
  key: MARKabc
  cert: MARKdef networking.istio.io
  gateway: [*MARKghi, !MARK!jkl x, &MARKmno "MARK" pqr]
)",
      R"(apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: gateway}
spec:
  encryptedData:
    networking.istio.io: MARKabc
    other: MARKdef
)",
      R"(apiVersion: v1
kind: ConfigMap
metadata: {name: gateway}
data:
  networking.istio.io: MARKabc
  key.pem: >-
    MARKdef
    MARKghi
)",
  };
  return all;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// What people, tools and enemies do to a line.
const std::vector<std::function<void(std::vector<std::string>&, std::size_t)>>&
mutations() {
  using Lines = std::vector<std::string>;
  const auto erase = [](std::string& line, char c, bool last) {
    const auto at = last ? line.rfind(c) : line.find(c);
    if (at != std::string::npos) line.erase(at, 1);
  };
  static const std::vector<std::function<void(Lines&, std::size_t)>> all{
      [](Lines& lines, std::size_t i) { lines[i] += ": x"; },
      [](Lines& lines, std::size_t i) { lines[i] += " ["; },
      [](Lines& lines, std::size_t i) { lines[i] += "\""; },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "\t"); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "   "); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "- "); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "--- "); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "...\n"); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "---\n"); },
      [](Lines& lines, std::size_t i) { lines[i].insert(0, "\x01"); },
      [](Lines& lines, std::size_t i) {
        lines[i].erase(0, lines[i].find_first_not_of(' '));
      },
      [](Lines& lines, std::size_t i) { lines[i].clear(); },
      [](Lines& lines, std::size_t i) {
        lines.insert(lines.begin() + 1, lines[i]);
      },
      [](Lines& lines, std::size_t i) { lines.resize(i + 1); },
      [](Lines& lines, std::size_t i) {
        lines.erase(lines.begin(),
                    lines.begin() + static_cast<std::ptrdiff_t>(i));
      },
      [=](Lines& lines, std::size_t i) { erase(lines[i], ':', false); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], ':', true); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], '"', false); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], '"', true); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], ',', false); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], '{', false); },
      [=](Lines& lines, std::size_t i) { erase(lines[i], '}', true); },
      [](Lines& lines, std::size_t i) {
        const auto at = lines[i].find(": ");
        if (at != std::string::npos) lines[i].insert(at + 2, "*");
      },
  };
  return all;
}

/// The first line with a mark, "" if there is none.
std::string leak(const Ran& ran) {
  for (const std::string* text : {&ran.out, &ran.err})
    for (std::string_view mark : marks)
      if (const auto at = text->find(mark); at != std::string::npos) {
        const auto begin = text->rfind('\n', at) + 1;
        return text->substr(begin, text->find('\n', at) - begin);
      }
  return "";
}

#ifdef ASMGW_SANITIZED
constexpr std::size_t step = 5;  // of mutants that are tried
#else
constexpr std::size_t step = 1;
#endif

void check(const std::string& text, std::vector<std::string> arguments) {
  CAPTURE(text);
  CAPTURE(arguments.front());
  const Ran ran = run_asmgw(std::move(arguments), piped(text));
  CHECK(leak(ran) == "");
  CHECK(ran.status != 3);
}

void check_every_command(const std::string& text, const TemporaryFolder& in) {
  for (const char* format : {"full", "concise", "json"})
    check(text, {"lint", "-", "-o", format, "-v", "--min-level", "info"});
  for (const char* format :
       {"table", "wide", "json", "yaml", "markdown", "mermaid", "dot"})
    check(text, {"render", "-", "-o", format, "-v"});
  for (const char* format : {"full", "brief", "json", "markdown"}) {
    check(text, {"diff", "-", "g.yaml", "-o", format, "--level", "none"});
    check(text, {"diff", "g.yaml", "-", "-o", format, "--show-metadata"});
  }
  check(text, {"diff", "g.yaml", "g.yaml", "--context", "-"});
  for (const char* format : {"full", "json"})
    check(text, {"resolve", "http://a.b/", "--in", "-", "-o", format});
  in.write("t.test.yaml", text);
  for (const char* format : {"full", "json", "junit"})
    check(text, {"test", "t.test.yaml", "-o", format});
  check(text, {"test", "--write", "-", "--in", "-"});
  check(text, {"diff", "g.yaml", "g.yaml", "--requests", "t.test.yaml"});
  check(text, {"diff", "g.yaml", "g.yaml", "--approve", "t.test.yaml"});
}

constexpr std::string_view gateway =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\n"
    "metadata: {name: x, namespace: a}\n"
    "spec:\n  selector: {istio: ingressgateway}\n  servers:\n"
    "  - port: {number: 80, name: http, protocol: HTTP}\n"
    "    hosts: [a.example.com]\n";

}  // namespace

TEST_CASE("secrets: no byte of a value is in any output") {
  const TemporaryFolder folder;
  folder.write("g.yaml", gateway);
  for (const std::string& text : texts()) {
    check_every_command(text, folder);
    check_every_command(text + "---\n" + std::string(gateway), folder);
  }
}

TEST_CASE("secrets: nor where the text is broken") {
  const TemporaryFolder folder;
  folder.write("g.yaml", gateway);
  std::size_t mutant = 0;
  for (const std::string& text : texts())
    for (std::size_t i = 0; i < lines_of(text).size(); ++i)
      for (const auto& mutate : mutations()) {
        if (++mutant % step != 0) continue;
        std::vector<std::string> lines = lines_of(text);
        mutate(lines, i);
        std::string broken;
        for (const std::string& line : lines) broken += line + '\n';
        check(broken, {"lint", "-"});
        if (mutant % 7 == 0) check(broken, {"diff", "g.yaml", "-"});
        if (mutant % 95 == 0) check_every_command(broken, folder);
      }
  CHECK(mutant > 1000);
}

TEST_CASE("secrets: kubectl's folders show which values differ") {
  const TemporaryFolder folder;
  std::string text = texts().front();
  folder.write("LIVE-1/v1.Secret.shop.s", text);
  text.replace(text.find("TUFSS2VkMTIz\n  tls.key"), 12, "TUFSother");
  folder.write("MERGED-1/v1.Secret.shop.s", text);
  folder.write("MERGED-1/v1.ConfigMap.shop.new", texts().back());
  folder.write("MERGED-1/v1.Secret.shop.torn", "data:\n\ttoken: MARKabc\n");
  for (const char* format : {"full", "brief", "json", "markdown"}) {
    CAPTURE(format);
    const Ran ran = run_asmgw({"diff", "LIVE-1", "MERGED-1", "-o", format});
    CHECK(leak(ran) == "");
    CHECK(ran.status == 1);
  }
  const std::string out = run_asmgw({"diff", "LIVE-1", "MERGED-1"}).out;
  CHECK(out.find("-data.tls.crt: <hidden, 12 bytes, sha256 ") !=
        std::string::npos);
  CHECK(out.find("+data.tls.crt: <hidden, 9 bytes, sha256 ") !=
        std::string::npos);
  CHECK(out.find("data.tls.key") == std::string::npos);
  CHECK(out.find("+metadata.name: gateway\n") != std::string::npos);
}

TEST_CASE("secrets: a key in a Gateway is not printed") {
  const TemporaryFolder folder;
  folder.write("g.yaml", gateway);
  std::string text(gateway);
  for (const char* field : {"privateKey", "credentialName", "sni"}) {
    const std::string tls = fmt::format(
        "    tls:\n      mode: SIMPLE\n      {}: |\n"
        "        -----BEGIN PRIVATE KEY-----\n        MARKabc\n",
        field);
    check_every_command(text + tls, folder);
  }
}

TEST_CASE("secrets: a file of approvals that is none is not quoted") {
  const TemporaryFolder folder;
  folder.write("g.yaml", gateway);
  folder.write("key", "MARKabcdef\n");
  const Ran ran = run_asmgw({"diff", "g.yaml", "g.yaml", "--approve", "key"});
  CHECK(leak(ran) == "");
  CHECK(ran.status == 2);
}

TEST_CASE("secrets: of other texts every byte is shown") {
  const std::string text(gateway);
  for (const std::string& broken :
       {text + "    tls: [", "# data for all\n" + text + "    x: *.a.com\n",
        text + "---\n" + text + "  a b\n"}) {
    CAPTURE(broken);
    const Ran ran = run_asmgw({"lint", "-"}, piped(broken));
    CHECK(ran.status == 1);
    CHECK(ran.out.find("**") == std::string::npos);
  }
}

}  // namespace asmgw::cli
