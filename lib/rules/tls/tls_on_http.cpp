// A mode or a certificate on a port that speaks plain HTTP.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <string_view>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!refused_on_http(facts, server)) continue;
    const Tls& tls = *server->tls;
    const std::string_view protocol = text_of(*server.protocol);
    const SettingList files =
        written(tls, facts.settings.version, file_settings);
    const bool by_mode = !is_passthrough(*server.mode);
    Finding found =
        by_mode
            ? report.at(tls.mode, "mode {} on a port that speaks {}",
                        text_of(*server.mode), protocol)
            : report.at(files.front().key, files.front().path,
                        "{} on a port that speaks {}", listed(files), protocol);
    found
        .covers(with_held(
            "X2", server,
            {TlsKey::TLS10, TlsKey::TLS14, TlsKey::TLS16, TlsKey::TLS17}))
        .note(server->port->protocol, "plaintext")
        .consequence("Istio refuses the whole Gateway")
        .fix("write protocol: HTTPS, or keep nothing of tls but httpsRedirect");
  }
}

}  // namespace

constinit const Rule rules::tls_on_http = {
    .id = "GW302",
    .name = "tls-on-http",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "TLS mode or certificate on a plain HTTP port",
    .rationale = R"(A port of protocol HTTP, HTTP2, GRPC or GRPC-WEB serves
plaintext. Istio refuses a Gateway that asks for TLS there: a mode other than
PASSTHROUGH and AUTO_PASSTHROUGH, or the path of a certificate. Only
httpsRedirect has a meaning on such a port.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/validation, validateServer",
    .keys = {"X2", "TLS10", "TLS14", "TLS16", "TLS17"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
