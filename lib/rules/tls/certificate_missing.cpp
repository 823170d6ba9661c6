// A mode that presents a certificate, and the certificate or its key is not
// given.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

struct Missing {
  bool certificate = false, key = false;
  std::vector<const Field<std::string>*> places;

  void look(const Field<std::string>& field, bool& missing) {
    if (!blank(field)) return;
    missing = true;
    places.push_back(&field);
  }
};

Missing missing_files(const Tls& tls, IstioVersion version) {
  Missing missing;
  for (const auto& files : certificates_to_check(tls, version)) {
    missing.look(*files.certificate, missing.certificate);
    missing.look(*files.key, missing.key);
  }
  return missing;
}

std::string what(const Missing& missing, bool ca) {
  std::string out;
  const auto add = [&](bool given, std::string_view name) {
    if (!given) return;
    if (!out.empty()) out += " and ";
    out += name;
  };
  add(missing.certificate, "serverCertificate");
  add(missing.key, "privateKey");
  add(ca, "caCertificates");
  return out;
}

/// The list is of a release to come, or empty: that is the mistake.
bool list_refused(const Facts& facts, const Tls& tls) {
  const auto refused = [&](const auto& list) {
    return !absent(list) && (!facts.at_least(26) || !filled(list));
  };
  return refused(tls.credential_names) || refused(tls.tls_certificates);
}

void check(const Facts& facts, Report& report) {
  const IstioVersion version = facts.settings.version;
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS16) &&
        !server.tls_keys.has(TlsKey::TLS17))
      continue;
    const Tls& tls = *server->tls;
    if (refused_by_protocol(facts, server) || list_refused(facts, tls))
      continue;
    const Missing missing = missing_files(tls, version);
    const bool nothing =
        written(tls, version, file_settings).empty() &&
        (blank(tls.tls_certificates) || !knows_certificate_lists(version));
    Finding found = report.at(
        *missing.places.front(), "mode {} without {}", text_of(*server.mode),
        nothing ? "a certificate"
                : what(missing, server.tls_keys.has(TlsKey::TLS14)));
    std::vector<std::string_view> keys =
        held(server, {TlsKey::TLS16, TlsKey::TLS17, TlsKey::TLS14});
    if (facts.at_least(28) && filled(tls.ca_cert_credential_name)) {
      keys.push_back("T48");
      found.note(tls.ca_cert_credential_name,
                 "read only beside a credentialName");
    }
    found.covers(keys)
        .consequence("Istio refuses the whole Gateway")
        .fix(
            "add credentialName: NAME, a Secret beside the gateway pods, or "
            "the paths of files");
    for (std::size_t i = 1; i < missing.places.size(); ++i)
      if (missing.places[i]->range.begin != missing.places.front()->range.begin)
        found.note(*missing.places[i], "here as well");
    if (!knows_certificate_lists(version) && !absent(tls.credential_names))
      found.remark("Istio 1.26 does not count credentialNames yet");
  }
}

}  // namespace

constinit const Rule rules::certificate_missing = {
    .id = "GW310",
    .name = "certificate-missing",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "mode without certificate or key",
    .rationale = R"(SIMPLE, MUTUAL and OPTIONAL_MUTUAL present a certificate:
the Secret that credentialName names, or files in the proxy, certificate and
key. MUTUAL and OPTIONAL_MUTUAL with files need caCertificates too. Istio
refuses the whole Gateway where one of them is missing. Istio 1.26 has
credentialNames and tlsCertificates in its schema but does not count them.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS16", "TLS17", "TLS14", "T48"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
