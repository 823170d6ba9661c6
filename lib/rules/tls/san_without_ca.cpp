// Names demanded of clients where no CA verifies them.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!find(server.refusals, TlsRefusalCause::names_without_ca)) continue;
    const Tls& tls = *server->tls;
    report
        .at_key(tls.subject_alt_names,
                "subjectAltNames with mode SIMPLE and a credential")
        .note(tls.mode, "no client certificate, no CA")
        .consequence(
            "Envoy refuses the listener: every server on this port is "
            "stuck on its old configuration")
        .fix("write mode: MUTUAL, or remove subjectAltNames");
  }
}

}  // namespace

constinit const Rule rules::san_without_ca = {
    .id = "GW330",
    .name = "san-without-ca",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "SIMPLE with a credential and subjectAltNames",
    .rationale = R"(SIMPLE asks for no client certificate and has no CA. With a
credential istiod still writes the names into the listener, and Envoy refuses a
check of names without a trusted CA: the whole listener is rejected, so every
server on that port keeps its old configuration or none.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    subjectAltNames: [client.example.com]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    subjectAltNames: [client.example.com])",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .keys = {"T36"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
