// A certificate, but no mode that would use it.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

#include <string_view>
#include <vector>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!mode_unset(server) || server.tls_keys.has(TlsKey::TLS18)) continue;
    const Tls& tls = *server->tls;
    const SettingList unused =
        written(tls, facts.settings.version, certificate_settings);
    if (unused.empty()) continue;
    std::vector<std::string_view> keys = istio_warnings(server);
    keys.insert(keys.begin(), "T37");
    Finding found = report.at(
        tls.mode, "{} without mode, which is then PASSTHROUGH", listed(unused));
    for (const TlsSetting& setting : unused)
      found.note(setting.key, "not used");
    found.covers(keys)
        .consequence(
            "TLS is not terminated: the certificate is not presented "
            "and HTTP routes are not used")
        .fix("add mode: {}", filled(tls.ca_certificates) ? "MUTUAL" : "SIMPLE");
  }
}

}  // namespace

constinit const Rule rules::certificate_without_mode = {
    .id = "GW305",
    .name = "certificate-without-mode",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "tls with a certificate but without mode",
    .rationale = R"(The mode that is not written is PASSTHROUGH: the gateway
does not terminate TLS, presents no certificate, and routes by SNI to what the
tls routes of a VirtualService name. HTTP routes are never used. Istio accepts
it with a warning.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {credentialName: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "enum TLSmode, PASSTHROUGH is 0; istio "
        "pkg/config/validation, validateTLSOptions",
    .keys = {"T37", "TLS10", "TLS1", "TLS2", "TLS3"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
