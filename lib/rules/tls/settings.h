// Which settings of `tls` are written, as places with names.
#pragma once

#include "lint/facts.h"
#include "lint/report.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct TlsSetting {
  std::string_view name;
  Range key;
  PathId path = root_path;
};
using SettingList = std::vector<TlsSetting>;
using SettingNames = std::span<const std::string_view>;

/// Those of `names` that are written, say something other than the default, and
/// exist in the release; in the order of the manifest.
SettingList written(const Tls& tls, IstioVersion version, SettingNames names);

/// `credentialName`, `caCrl and credentialName`, `a, b and c`
std::string listed(const SettingList& settings);

/// Marks all but the first.
void note_others(Finding& finding, const SettingList& settings);

/// A certificate, its key, the CA of clients.
inline constexpr std::array<std::string_view, 7> certificate_settings{
    "serverCertificate", "privateKey",     "caCertificates", "caCrl",
    "tlsCertificates",   "credentialName", "credentialNames"};
/// Paths of files in the proxy whose presence X2 minds.
inline constexpr std::array<std::string_view, 3> file_settings{
    "serverCertificate", "privateKey", "caCertificates"};
/// What a handshake may use.
inline constexpr std::array<std::string_view, 4> parameter_settings{
    "minProtocolVersion", "maxProtocolVersion", "cipherSuites", "ecdhCurves"};
/// Client certificates that are let in, by fingerprint.
inline constexpr std::array<std::string_view, 2> pin_settings{
    "verifyCertificateSpki", "verifyCertificateHash"};
/// Every setting but httpsRedirect.
inline constexpr std::array<std::string_view, 17> tls_settings{
    "mode",
    "serverCertificate",
    "privateKey",
    "caCertificates",
    "caCrl",
    "tlsCertificates",
    "credentialName",
    "credentialNames",
    "caCertCredentialName",
    "subjectAltNames",
    "verifyCertificateSpki",
    "verifyCertificateHash",
    "minProtocolVersion",
    "maxProtocolVersion",
    "cipherSuites",
    "ecdhCurves",
    "insecureSkipVerify"};

}  // namespace asmgw
