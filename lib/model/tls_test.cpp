#include "model/tls.h"

#include <doctest/doctest.h>

#include <array>
#include <sstream>
#include <string>

namespace asmgw {
namespace {

template <class T>
void set(Field<T>& field, T value) {
  field.value = std::move(value);
  field.given = Given::yes;
}

template <class T>
void add(Field<List<T>>& list, T value) {
  list.given = Given::yes;
  set(list.value.emplace_back(), std::move(value));
}

void add_files(Tls& tls, bool key) {
  TlsCertificate files;
  set(files.server_certificate, std::string("/tls.crt"));
  if (key) set(files.private_key, std::string("/tls.key"));
  add(tls.tls_certificates, std::move(files));
}

void put(Tls& tls, std::string_view word) {
  const std::string text = "x";
  if (word == "cert" || word == "pair") set(tls.server_certificate, text);
  if (word == "key" || word == "pair") set(tls.private_key, text);
  if (word == "ca") set(tls.ca_certificates, text);
  if (word == "crl") set(tls.ca_crl, text);
  if (word == "cred") set(tls.credential_name, text);
  if (word == "empty-cred") set(tls.credential_name, std::string());
  if (word == "names") add(tls.credential_names, text);
  if (word == "empty-name") add(tls.credential_names, std::string());
  if (word == "list") add_files(tls, true);
  if (word == "half-list") add_files(tls, false);
  if (word == "ca-cred") set(tls.ca_cert_credential_name, text);
  if (word == "san") add(tls.subject_alt_names, text);
  if (word == "pin") add(tls.verify_certificate_hash, text);
  if (word == "old") set(tls.min_protocol_version, TlsVersion::v1_1);
  if (word == "max-old") set(tls.max_protocol_version, TlsVersion::v1_0);
  if (word == "cipher") add(tls.cipher_suites, std::string("AES128-SHA"));
  if (word == "bad-cipher") add(tls.cipher_suites, std::string("aes128"));
  if (word == "curve") add(tls.ecdh_curves, text);
}

Tls tls_of(std::string_view words, TlsMode mode) {
  Tls tls;
  set(tls.mode, mode);
  std::istringstream in{std::string(words)};
  for (std::string word; in >> word;) put(tls, word);
  return tls;
}

/// The numbers that hold: `14 16 17`.
std::string held(const Tls& tls, IstioVersion version) {
  std::string out;
  for (std::string_view name : judge_tls(tls, version).names())
    out.append(out.empty() ? "" : " ").append(name.substr(3));
  return out;
}

constexpr std::array modes{TlsMode::passthrough, TlsMode::simple,
                           TlsMode::mutual, TlsMode::istio_mutual};

struct Row {
  std::string_view words;
  std::array<std::string_view, 4> held;  ///< for each of `modes`
};

constexpr Row matrix[] = {
    {"", {"", "16 17", "14 16 17", ""}},
    {"cert", {"10", "17", "14 17", "4"}},
    {"key", {"10", "16", "14 16", "5"}},
    {"ca", {"10", "16 17", "16 17", "6"}},
    {"crl", {"10", "16 17 19", "14 16 17", ""}},
    {"pair", {"10", "", "14", "4 5"}},
    {"pair ca", {"10", "", "", "4 5 6"}},
    {"pair crl", {"10", "19", "14", "4 5"}},
    {"pair ca crl", {"10", "19", "", "4 5 6"}},
    {"cred", {"10", "", "", "8"}},
    {"cred ca crl", {"10 18", "", "", "6 8"}},
    {"empty-cred crl", {"10", "16 17 19", "14 16 17", ""}},
    {"names", {"10", "", "", "9"}},
    {"names crl", {"10", "", "", "9"}},
    {"empty-name", {"10", "", "", "9"}},
    {"empty-cred names", {"10", "", "", "9"}},
    {"cred names", {"10 13", "13", "13", "8 9"}},
    {"cred pair", {"10 13", "13", "13", "4 5 8"}},
    {"cred list", {"10 13", "13", "13", "7 8"}},
    {"pair list", {"10 13", "13", "13 14", "4 5 7"}},
    {"cred cert", {"10", "", "", "4 8"}},
    {"cred key", {"10", "", "", "5 8"}},
    {"list cert", {"10", "", "14", "4 7"}},
    {"list ca", {"10", "", "", "6 7"}},
    {"half-list ca", {"10", "17", "17", "6 7"}},
    {"ca-cred", {"", "16 17", "14 16 17", ""}},
    {"pair ca-cred", {"10", "", "14", "4 5"}},
    {"cred ca-cred san pin curve", {"10", "", "", "8"}},
    {"cred old", {"1 10", "1", "1", "1 8"}},
    {"cred old cipher", {"10", "", "", "8"}},
    {"cred old max-old bad-cipher", {"2 10", "2", "2", "2 8"}},
    {"cred bad-cipher bad-cipher", {"2 10", "2", "2", "2 8"}},
    {"cred cipher cipher", {"3 10", "3", "3", "3 8"}},
};

}  // namespace

TEST_CASE("mode and fields: what Istio's validator says") {
  for (const Row& row : matrix)
    for (std::size_t i = 0; i < modes.size(); ++i) {
      CAPTURE(row.words);
      CAPTURE(text_of(modes[i]));
      CHECK(held(tls_of(row.words, modes[i]), newest_version) == row.held[i]);
    }
}

TEST_CASE("modes that are judged alike") {
  for (const Row& row : matrix) {
    CAPTURE(row.words);
    CHECK(held(tls_of(row.words, TlsMode::auto_passthrough), newest_version) ==
          row.held[0]);
    CHECK(held(tls_of(row.words, TlsMode::optional_mutual), newest_version) ==
          row.held[2]);
    Tls unset = tls_of(row.words, TlsMode::passthrough);
    unset.mode.given = Given::absent;
    CHECK(held(unset, newest_version) == row.held[0]);
  }
}

TEST_CASE("older releases do not know every field") {
  const IstioVersion v26{1, 26, newest_patch}, v21{1, 21, newest_patch};
  const auto simple = [](std::string_view words) {
    return tls_of(words, TlsMode::simple);
  };
  CHECK(held(simple("names"), v26) == "16 17");
  CHECK(held(simple("list"), v26) == "16 17");
  CHECK(held(simple("cred pair"), v26) == "");
  CHECK(held(simple("pair crl"), v26) == "19");
  CHECK(held(simple("pair crl"), v21) == "");
  CHECK(held(tls_of("names list", TlsMode::istio_mutual), v26) == "");
  CHECK(held(tls_of("names list", TlsMode::passthrough), v26) == "");
  CHECK(held(tls_of("cred crl", TlsMode::passthrough), v21) == "10");
}

TEST_CASE("what cannot be read counts as given, an unreadable mode as none") {
  Tls tls = tls_of("", TlsMode::simple);
  tls.credential_name.given = Given::unreadable;
  CHECK(held(tls, newest_version) == "");
  tls = tls_of("key", TlsMode::simple);
  tls.server_certificate.given = Given::unreadable;
  CHECK(held(tls, newest_version) == "");
  tls = tls_of("old bad-cipher", TlsMode::simple);
  tls.mode.given = Given::unreadable;
  CHECK(held(tls, newest_version) == "");
}

TEST_CASE("ciphers that Istio takes") {
  for (std::string_view text :
       {"", "ALL", "ECDHE-ECDSA-AES128-GCM-SHA256",
        "ECDHE-RSA-CHACHA20-POLY1305", "AES256-SHA", "DES-CBC3-SHA", "!RC4",
        "-AES128-SHA", "+X", "@STRENGTH", "[A|B]", " AES128-SHA", "_", "{",
        "\xD7\x90"}) {
    CAPTURE(text);
    CHECK(is_valid_cipher(text));
  }
  for (std::string_view text :
       {"all", "aes128-sha", "TLS_AES_128_GCM_SHA256", "AES128-SHA ",
        "TLS_RSA_WITH_AES_128_CBC_SHA", "3DES", "0", "\xC3\xA9", "\xE5\x8A\xA0",
        "\xF0\x9F\x94\x92"}) {
    CAPTURE(text);
    CHECK(!is_valid_cipher(text));
  }
  CHECK(is_cipher_operator("!RC4"));
  CHECK(is_cipher_operator(""));
  CHECK(!is_cipher_operator("ALL"));
  CHECK(needs_tls_1_2("AES128-GCM-SHA256"));
  CHECK(!needs_tls_1_2("AES128-SHA"));
  CHECK(!needs_tls_1_2("ALL"));
}

TEST_CASE("spellings of a credential") {
  const auto form = [](std::string_view text) {
    return parse_credential(text).form;
  };
  CHECK(form("shop.example.com") == CredentialForm::name);
  CHECK(form("kubernetes://shop") == CredentialForm::name);
  CHECK(form("kubernetes-gateway://ns/shop") == CredentialForm::gateway_api);
  CHECK(form("configmap://ns/ca") == CredentialForm::config_map);
  CHECK(form("builtin://") == CredentialForm::mesh);
  CHECK(form("sds://shop") == CredentialForm::external);
  CHECK(form("vault://shop") == CredentialForm::unknown);
  for (std::string_view text : {"ns/shop", "kubernetes://ns/shop"}) {
    const Credential credential = parse_credential(text);
    CHECK(credential.form == CredentialForm::namespaced);
    CHECK(credential.namespace_ == "ns");
    CHECK(credential.name == "shop");
  }
}

}  // namespace asmgw
