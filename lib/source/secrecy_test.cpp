// What is taken for a Secret, and what a line of one may show.
#include "source/secrecy.h"

#include "source/source.h"

#include <doctest/doctest.h>

namespace asmgw {
namespace {

constexpr std::string_view head =
    "apiVersion: networking.istio.io/v1\nkind: Gateway\n";

std::string object(std::string_view rest) {
  return std::string(head) + std::string(rest);
}

}  // namespace

TEST_CASE("secrecy: what says that it is something else is free") {
  for (const std::string& text :
       {object(""), object("metadata: {name: data}\n"),
        object("spec: {selector: {app: data}}\n"),
        object("spec: {hosts: [secret.example.com]}\n"),
        object("      privateKey: /etc/certs/tls.key\n"),
        object("      credentialName: my-secret\n"),
        object("  hosts: [*.a.com]\n"), "# a comment\n" + object("\t"),
        "<<<<<<< HEAD\n" + object(""), "--- # one\n" + object(""),
        std::string(
            "{\"apiVersion\": \"v1\",\n\"kind\": \"List\", \"items\": ["),
        std::string("apiVersion: networking.istio.io/v1\nspec: {servers: []}"),
        std::string("in: a.yaml\nrequests: {http://a/: 404}\n")}) {
    CAPTURE(text);
    CHECK(!may_hold_secrets(text));
  }
}

TEST_CASE("secrecy: what looks like a Secret, or like nothing, is not") {
  for (const std::string& text : {std::string("apiVersion: v1\nkind: Secret\n"),
                                  std::string("kind: \"Secret\"\n"),
                                  std::string("kind: 'ASMCredential'"),
                                  std::string("kind: SecretList"),
                                  std::string("kind: SealedSecret"),
                                  std::string("kind: Secert"),
                                  std::string("kind: &a Secret"),
                                  std::string("kind: !!binary U2VjcmV0"),
                                  std::string("kind:\n  Secret"),
                                  std::string("kind: |\n  Secret"),
                                  std::string("\"kind\" : \"Secret\""),
                                  std::string("{\"kind\":\"Secr\\u0065t\"}"),
                                  std::string("kind: \"Secr\\\n  et\""),
                                  object("data:\n  a: b\n"),
                                  object("  data : {}"),
                                  object("x: {data: {}}"),
                                  object("\"data\": 1"),
                                  object("\"d\\x61ta\": 1"),
                                  object("? data\n"),
                                  object("data\n  a: b"),
                                  object("stringData: {}"),
                                  object("- kind: Secret\n"),
                                  object("encryptedData:"),
                                  object("tls.key: x"),
                                  object("# -----BEGIN PRIVATE KEY-----"),
                                  std::string("token: x"),
                                  std::string("VE9QU0VDUkVU\n") + object(""),
                                  "  token: x\n" + object(""),
                                  std::string(""),
                                  std::string("kind: {{x}}"),
                                  std::string("-----BEGIN CERTIFICATE-----"),
                                  std::string("k\0i\0n\0d\0", 8)}) {
    CAPTURE(text);
    CHECK(may_hold_secrets(text));
  }
}

TEST_CASE("secrecy: each document for itself, but not what is torn off") {
  const std::string secret = "kind: Secret\n";
  const SourceFile file("a", secret + "---\n" + object("") + "---\n" + secret +
                                 "--- torn\n" + object("") + "---\n" +
                                 object("") + "-----END\n" + object(""));
  std::vector<bool> found;
  for (std::uint32_t line = 1; line <= file.line_count(); ++line)
    if (file.text().substr(file.line_begin(line)).starts_with("kind"))
      found.push_back(file.is_secret(file.line_begin(line)));
  CHECK(found == std::vector<bool>{true, false, true, true, false, false});
}

TEST_CASE("secrecy: a line shows its indentation and a usual key") {
  const auto shown = [](std::string_view line) {
    return line.substr(0, shown_of(line));
  };
  CHECK(shown("  tls.key: abc") == "  tls.key:");
  CHECK(shown("- \"data\" : {a: b}") == "- \"data\" :");
  CHECK(shown("{\"apiVersion\": \"v1\"}") == "{\"apiVersion\":");
  CHECK(shown("  VE9Q: x") == "  ");
  CHECK(shown("  tokens: x") == "  ");
  CHECK(shown("  data") == "  ");
  CHECK(shown("abc") == "");
  CHECK(shown("") == "");
}

TEST_CASE("secrecy: a message keeps what it does not quote") {
  CHECK(concealed("no anchor is called \"a\"; quote it: \"*a\"") ==
        "no anchor is called …");
  CHECK(concealed("a \":\" here; quote \"abc: d\"") == "a \":\" here; quote …");
  CHECK(concealed("no quote") == "no quote");
  CHECK(concealed("one \" only") == "one \" only");
}

}  // namespace asmgw
