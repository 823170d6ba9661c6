// The rules of Istio's validateTLSOptions, its table of ciphers, and the
// spellings of a credential.
#include "model/tls.h"

#include "model/releases.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

using namespace std::string_view_literals;

constexpr std::array named_ciphers{
    "ECDHE-ECDSA-AES128-GCM-SHA256"sv,
    "ECDHE-RSA-AES128-GCM-SHA256"sv,
    "ECDHE-ECDSA-AES256-GCM-SHA384"sv,
    "ECDHE-RSA-AES256-GCM-SHA384"sv,
    "ECDHE-ECDSA-CHACHA20-POLY1305"sv,
    "ECDHE-RSA-CHACHA20-POLY1305"sv,
    "ECDHE-ECDSA-AES128-SHA"sv,
    "ECDHE-RSA-AES128-SHA"sv,
    "ECDHE-ECDSA-AES256-SHA"sv,
    "ECDHE-RSA-AES256-SHA"sv,
    "AES128-GCM-SHA256"sv,
    "AES256-GCM-SHA384"sv,
    "AES128-SHA"sv,
    "AES256-SHA"sv,
    "DES-CBC3-SHA"sv,
};

struct Scheme {
  std::string_view prefix;
  CredentialForm form;
};

constexpr std::array<Scheme, 5> schemes{{
    {"kubernetes-gateway://", CredentialForm::gateway_api},
    {"builtin://", CredentialForm::mesh},
    {"sds://", CredentialForm::external},
    {"invalid://", CredentialForm::never},
    {"configmap://", CredentialForm::config_map},
}};

template <class Table>
bool contains(const Table& table, std::string_view text) {
  return std::find(table.begin(), table.end(), text) != table.end();
}

bool at_least(IstioVersion version, std::uint16_t minor) {
  return version >= IstioVersion{1, minor, 0};
}

bool has_crl(const Tls& tls, IstioVersion version) {
  return at_least(version, 22) && filled(tls.ca_crl);
}

void judge_ciphers(const Tls& tls, TlsKeys& holds) {
  const TlsVersion least = *tls.min_protocol_version;
  const bool old = least == TlsVersion::v1_0 || least == TlsVersion::v1_1;
  holds.add_if(old && blank(tls.cipher_suites), TlsKey::TLS1);
  const List<std::string>& list = *tls.cipher_suites;
  for (auto item = list.begin(); item != list.end(); ++item) {
    if (!given(*item)) continue;
    const bool valid = is_valid_cipher(**item);
    holds.add_if(!valid, TlsKey::TLS2);
    const auto same = [&](const auto& other) { return *other == **item; };
    holds.add_if(valid && std::any_of(list.begin(), item, same), TlsKey::TLS3);
  }
}

void judge_mesh_certificate(const Tls& tls, IstioVersion version,
                            TlsKeys& holds) {
  const bool lists = knows_certificate_lists(version);
  holds.add_if(filled(tls.server_certificate), TlsKey::TLS4);
  holds.add_if(filled(tls.private_key), TlsKey::TLS5);
  holds.add_if(filled(tls.ca_certificates), TlsKey::TLS6);
  holds.add_if(lists && filled(tls.tls_certificates), TlsKey::TLS7);
  holds.add_if(filled(tls.credential_name), TlsKey::TLS8);
  holds.add_if(lists && filled(tls.credential_names), TlsKey::TLS9);
}

bool too_many_sources(const Tls& tls, IstioVersion version) {
  if (!knows_certificate_lists(version)) return false;
  return int{has_file_pair(tls)} + int{filled(tls.credential_name)} +
             int{filled(tls.credential_names)} +
             int{filled(tls.tls_certificates)} >
         1;
}

void judge_passthrough(const Tls& tls, IstioVersion version, TlsKeys& holds) {
  const bool lists =
      knows_certificate_lists(version) && filled(tls.tls_certificates);
  const bool crl = has_crl(tls, version);
  holds.add_if(crl || lists || filled(tls.server_certificate) ||
                   filled(tls.private_key) || filled(tls.ca_certificates) ||
                   has_credential(tls, version),
               TlsKey::TLS10);
  holds.add_if(crl && filled(tls.credential_name), TlsKey::TLS18);
}

void judge_files(const Tls& tls, TlsMode mode, IstioVersion version,
                 TlsKeys& holds) {
  holds.add_if(asks_for_client(mode) && blank(tls.ca_certificates),
               TlsKey::TLS14);
  for (const auto& [certificate, key] : certificates_to_check(tls, version)) {
    holds.add_if(blank(*certificate), TlsKey::TLS16);
    holds.add_if(blank(*key), TlsKey::TLS17);
  }
  holds.add_if(mode == TlsMode::simple && has_crl(tls, version), TlsKey::TLS19);
}

/// A credential that cannot be read is there all the same.
bool names_credential(const Tls& tls, IstioVersion version) {
  return !blank(tls.credential_name) ||
         (knows_certificate_lists(version) && !blank(tls.credential_names));
}

}  // namespace

std::string_view text_of(TlsKey key) {
  constexpr std::array names{"TLS1"sv,  "TLS2"sv,  "TLS3"sv,  "TLS4"sv,
                             "TLS5"sv,  "TLS6"sv,  "TLS7"sv,  "TLS8"sv,
                             "TLS9"sv,  "TLS10"sv, "TLS13"sv, "TLS14"sv,
                             "TLS16"sv, "TLS17"sv, "TLS18"sv, "TLS19"sv};
  return names[static_cast<std::size_t>(key)];
}

TlsKeys judge_tls(const Tls& tls, IstioVersion version) {
  TlsKeys holds;
  if (tls.mode.given == Given::unreadable) return holds;
  const TlsMode mode = *tls.mode;
  judge_ciphers(tls, holds);
  if (mode == TlsMode::istio_mutual) {
    judge_mesh_certificate(tls, version, holds);
    return holds;
  }
  holds.add_if(too_many_sources(tls, version), TlsKey::TLS13);
  if (is_passthrough(mode))
    judge_passthrough(tls, version, holds);
  else if (!names_credential(tls, version))
    judge_files(tls, mode, version, holds);
  return holds;
}

bool presents_certificate(TlsMode mode) {
  return mode == TlsMode::simple || asks_for_client(mode);
}

bool applies_parameters(TlsMode mode, IstioVersion version) {
  return presents_certificate(mode) ||
         (mode == TlsMode::istio_mutual &&
          !since::mesh_parameters_fixed.holds(version));
}

bool asks_for_client(TlsMode mode) {
  return mode == TlsMode::mutual || mode == TlsMode::optional_mutual;
}

bool is_passthrough(TlsMode mode) {
  return mode == TlsMode::passthrough || mode == TlsMode::auto_passthrough;
}

bool knows_certificate_lists(IstioVersion version) {
  return since::certificate_lists.holds(version);
}

bool has_credential(const Tls& tls, IstioVersion version) {
  return filled(tls.credential_name) ||
         (knows_certificate_lists(version) && filled(tls.credential_names));
}

std::vector<CertificateFiles> certificates_to_check(const Tls& tls,
                                                    IstioVersion version) {
  if (!knows_certificate_lists(version) || blank(tls.tls_certificates))
    return {{&tls.server_certificate, &tls.private_key}};
  std::vector<CertificateFiles> all;
  for (const Field<TlsCertificate>& item : *tls.tls_certificates)
    if (given(item))
      all.push_back({&item->server_certificate, &item->private_key});
  return all;
}

bool is_valid_cipher(std::string_view text) {
  return text == "ALL" || is_cipher_operator(text) ||
         contains(named_ciphers, text);
}

bool is_cipher_operator(std::string_view text) {
  if (text.empty()) return true;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto within = [&](char low, char high) {
    return first >= static_cast<unsigned char>(low) &&
           first <= static_cast<unsigned char>(high);
  };
  // Istio takes the first byte for a character of Latin-1: of those that can
  // begin a character of UTF-8 only 0xD7, a multiplication sign, is no letter.
  if (first >= 0x80) return first == 0xD7;
  return !within('0', '9') && !within('A', 'Z') && !within('a', 'z');
}

bool needs_tls_1_2(std::string_view cipher) {
  return contains(named_ciphers, cipher) && !cipher.ends_with("-SHA");
}

bool is_known_curve(std::string_view text) {
  return contains(curve_names, text);
}

Credential parse_credential(std::string_view text) {
  constexpr std::string_view kubernetes = "kubernetes://";
  for (const Scheme& scheme : schemes)
    if (text.starts_with(scheme.prefix))
      return {scheme.form, {}, text.substr(scheme.prefix.size())};
  if (text.starts_with(kubernetes)) text.remove_prefix(kubernetes.size());
  if (text.find("://") != std::string_view::npos)
    return {CredentialForm::unknown, {}, text};
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return {CredentialForm::name, {}, text};
  return {CredentialForm::namespaced, text.substr(0, slash),
          text.substr(slash + 1)};
}

bool is_ca_only(std::string_view credential) {
  return credential.ends_with(ca_suffix);
}

}  // namespace asmgw
