// Versions, ciphers or curves in a mode that does not apply them.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.mode || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    if (!parameters_ignored(facts, server) || mode_unset(server)) continue;
    const SettingList ignored =
        written(*server->tls, facts.settings.version, parameter_settings);
    if (ignored.empty()) continue;
    Finding found =
        report.at(ignored.front().key, ignored.front().path,
                  "mode {} ignores {}", text_of(*server.mode), listed(ignored));
    note_others(found, ignored);
    found
        .covers(with_held("T61", server,
                          {TlsKey::TLS1, TlsKey::TLS2, TlsKey::TLS3}))
        .note(server->tls->mode, "the mode")
        .consequence("{}", server.mode == TlsMode::istio_mutual
                               ? "the versions and ciphers of the mesh apply"
                               : "the handshake is the backend's")
        .fix("remove {}", listed(ignored));
  }
}

}  // namespace

constinit const Rule rules::tls_parameters_ignored = {
    .id = "GW349",
    .name = "tls-parameters-ignored",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "versions, ciphers or curves in a mode that ignores them",
    .rationale = R"(istiod applies versions, ciphers and curves in the modes
SIMPLE, MUTUAL and OPTIONAL_MUTUAL alone. ISTIO_MUTUAL has those of the mesh
(its own up to 1.17); with PASSTHROUGH and AUTO_PASSTHROUGH the handshake is the backend's.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls:
    mode: PASSTHROUGH
    minProtocolVersion: TLSV1_3  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "BuildListenerTLSContext",
    .keys = {"T61", "TLS1", "TLS2", "TLS3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
