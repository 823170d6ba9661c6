// A lowest TLS version above the highest.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    const TlsRefusal* refusal =
        find(server.refusals, TlsRefusalCause::versions_crossed);
    if (!refusal) continue;
    const Tls& tls = *server->tls;
    Finding found = report.at(
        tls.max_protocol_version, "maxProtocolVersion {} is below {}",
        text_of(*tls.max_protocol_version),
        refusal->sure ? "minProtocolVersion"
                      : "TLS 1.2, the lowest version where none is written");
    found.consequence("no version is left: every handshake fails")
        .fix(
            "write a maxProtocolVersion that is not below the lowest version, "
            "or remove it");
    if (refusal->sure)
      found.note(tls.min_protocol_version, "the lowest version");
    else
      found.at_most(Severity::warning);
  }
}

}  // namespace

constinit const Rule rules::tls_versions_crossed = {
    .id = "GW344",
    .name = "tls-versions-crossed",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "minProtocolVersion above maxProtocolVersion",
    .rationale = R"(Both are handed to Envoy as they are. No version lies
between them, so every handshake fails. The lowest version that is not written
is TLS 1.2, which a maxProtocolVersion of TLSV1_0 or TLSV1_1 falls below.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_3
    maxProtocolVersion: TLSV1_2  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    minProtocolVersion: TLSV1_2
    maxProtocolVersion: TLSV1_3)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "applyServerTLSSettings",
    .keys = {"T55"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
