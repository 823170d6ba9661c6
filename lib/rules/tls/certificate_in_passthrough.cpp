// A certificate given with a mode that does not terminate TLS.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/settings.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

/// Another finding is about the same thing, and says more.
bool told_elsewhere(const Facts& facts, const ServerFacts& server) {
  return server.tls_keys.has(TlsKey::TLS18) || mode_unset(server) ||
         refused_by_protocol(facts, server) || ignored_on_http(facts, server);
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS10) || told_elsewhere(facts, server))
      continue;
    const Tls& tls = *server->tls;
    const SettingList unused =
        written(tls, facts.settings.version, certificate_settings);
    Finding found = report.at(tls.mode, "mode {} does not use {}",
                              text_of(*server.mode), listed(unused));
    for (const TlsSetting& setting : unused)
      found.note(setting.key, "not used");
    found
        .consequence(
            "TLS is not terminated here, the backend has to present "
            "the certificate")
        .fix("write mode: SIMPLE to terminate TLS, or remove {}",
             listed(unused));
  }
}

}  // namespace

constinit const Rule rules::certificate_in_passthrough = {
    .id = "GW314",
    .name = "certificate-in-passthrough",
    .severity = Severity::warning,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "certificate settings with mode PASSTHROUGH or AUTO_PASSTHROUGH",
    .rationale = R"(In these modes the gateway hands TLS on as it comes: the
backend presents the certificate, and what the Gateway gives is ignored. Istio
accepts it with a warning.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH, credentialName: shop}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: tls, protocol: TLS}
  hosts: [shop.example.com]
  tls: {mode: PASSTHROUGH})",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS10"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
