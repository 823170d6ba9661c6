// Demands on client certificates in a mode that asks for none.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// Names are T36 beside a credential; a CA without one is T48.
SettingList ignored(const Tls& tls, TlsMode mode, IstioVersion version) {
  std::vector<std::string_view> names(pin_settings.begin(), pin_settings.end());
  const bool credential =
      mode == TlsMode::simple && has_credential(tls, version);
  if (mode != TlsMode::istio_mutual)
    names.push_back(credential ? "caCertCredentialName" : "subjectAltNames");
  return written(tls, version, names);
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.mode || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    if (asks_for_client(*server.mode) || mode_unset(server)) continue;
    const SettingList unread =
        ignored(*server->tls, *server.mode, facts.settings.version);
    if (unread.empty()) continue;
    Finding found = report.at(unread.front().key, unread.front().path,
                              "mode {} does not read {}", text_of(*server.mode),
                              listed(unread));
    note_others(found, unread);
    found.note(server->tls->mode, "the mode")
        .consequence("clients are let in without this check")
        .fix("write mode: MUTUAL, or remove {}", listed(unread));
  }
}

}  // namespace

constinit const Rule rules::client_check_ignored = {
    .id = "GW332",
    .name = "client-check-ignored",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "client certificate settings in a mode that does not read them",
    .rationale = R"(SIMPLE, PASSTHROUGH and AUTO_PASSTHROUGH ask for no client
certificate, so names, fingerprints and a CA for clients do nothing there.
ISTIO_MUTUAL verifies by the mesh's CA and names, and ignores fingerprints.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    verifyCertificateSpki:  # <--
    - NvqYIYSbgK2vCJpQhObf77vv+bQWtc5ek5RIOwPiC9A=)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    verifyCertificateSpki:
    - NvqYIYSbgK2vCJpQhObf77vv+bQWtc5ek5RIOwPiC9A=)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "BuildListenerTLSContext",
    .keys = {"T64"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
