// What no other comparison looks at: a field that the schema has come to know.
#include "diff/canonical.h"
#include "diff/compare.h"
#include "diff/kinds/port.h"

#include <fmt/core.h>

#include <array>

namespace asmgw {
namespace {

/// Fields that the other comparisons know what to say of.
constexpr auto known_fields = std::to_array<std::string_view>({
    "number",
    "protocol",
    "name",
    "targetPort",
    "hosts",
    "bind",
    "defaultEndpoint",
    "httpsRedirect",
    "mode",
    "serverCertificate",
    "privateKey",
    "caCertificates",
    "caCrl",
    "subjectAltNames",
    "credentialName",
    "credentialNames",
    "tlsCertificates",
    "caCertCredentialName",
    "verifyCertificateSpki",
    "verifyCertificateHash",
    "minProtocolVersion",
    "maxProtocolVersion",
    "cipherSuites",
    "ecdhCurves",
    "insecureSkipVerify",
});

}  // namespace

void compare_fields(const ServerPair& pair, ChangeList& out) {
  static const bool all_known = other_fields(Server(), known_fields).empty();
  if (!all_known) compare_fields(pair, known_fields, out);
}

void compare_fields(const ServerPair& pair,
                    std::span<const std::string_view> known, ChangeList& out) {
  const auto before = other_fields(**pair.older, known);
  const auto after = other_fields(**pair.newer, known);
  for (const auto& [path, text] : after) {
    if (before.at(path) == text) continue;
    Change& change = out.add(changes::field_changed, pair);
    change.title = fmt::format("{} has another {}", pair.newer->label(), path);
    change.subject = {path};
    change.then = "what that does to traffic is not known here";
  }
}

}  // namespace asmgw
