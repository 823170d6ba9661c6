// Settings of tls that Istio accepts on a plain HTTP port and ignores.
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
    if (!ignored_on_http(facts, server)) continue;
    const Tls& tls = *server->tls;
    const SettingList ignored =
        written(tls, facts.settings.version, tls_settings);
    const bool redirects = given(tls.https_redirect) && *tls.https_redirect;
    std::vector<std::string_view> keys = istio_warnings(server);
    keys.insert(keys.begin(), "T41");
    Finding found = report.at(ignored.front().key, ignored.front().path,
                              "{} on a port that speaks {}", listed(ignored),
                              text_of(*server.protocol));
    note_others(found, ignored);
    found.covers(keys)
        .consequence(
            "nothing of tls but httpsRedirect is read there: {}",
            redirects ? "the port only redirects" : "traffic is plaintext")
        .fix(
            "write protocol: HTTPS and a mode that terminates TLS, or remove "
            "{}",
            listed(ignored));
    if (redirects) found.at_most(Severity::warning);
  }
}

}  // namespace

constinit const Rule rules::tls_ignored_on_http = {
    .id = "GW304",
    .name = "tls-ignored-on-http",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "plain HTTP port with tls settings that are ignored",
    .rationale = R"(On a port of protocol HTTP, HTTP2, GRPC or GRPC-WEB istiod
reads httpsRedirect and nothing else of tls. A mode PASSTHROUGH, a
credentialName, versions and ciphers are accepted there, some with a warning,
and traffic is plaintext all the same. AUTO_PASSTHROUGH on any port also makes
istiod build the SNI clusters of the mesh for the proxy.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {credentialName: shop, minProtocolVersion: TLSV1_2}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop, minProtocolVersion: TLSV1_2})",
    .source = "istio pilot/pkg/model, mergeGateways; validateTLSOptions",
    .keys = {"T41", "TLS10", "TLS1", "TLS2", "TLS3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
