// tls on a port that speaks TCP and the like.
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!refused_on_tcp(facts, server)) continue;
    report
        .at_key(server->tls, "tls on a port that speaks {}",
                text_of(*server.protocol))
        .covers(with_held(
            "X3", server,
            {TlsKey::TLS10, TlsKey::TLS14, TlsKey::TLS16, TlsKey::TLS17}))
        .note(server->port->protocol, "not a protocol with TLS")
        .consequence("Istio refuses the whole Gateway")
        .fix("write protocol: TLS, or remove tls");
  }
}

}  // namespace

constinit const Rule rules::tls_on_tcp = {
    .id = "GW303",
    .name = "tls-on-tcp",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "tls on a TCP, MONGO, REDIS, MYSQL or UDP port",
    .rationale = R"(Istio refuses any tls on a port of these protocols, even an
empty one. TLS in front of a TCP service is protocol TLS: it is terminated with
mode SIMPLE or MUTUAL, or routed by SNI with PASSTHROUGH.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 3306, name: mysql, protocol: MYSQL}
  hosts: [mysql.example.com]
  tls: {mode: SIMPLE, credentialName: mysql}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 3306, name: mysql, protocol: TLS}
  hosts: [mysql.example.com]
  tls: {mode: SIMPLE, credentialName: mysql})",
    .source = "istio pkg/config/validation, validateServer",
    .keys = {"X3", "TLS10", "TLS14", "TLS16", "TLS17"},
    .aliases = {"IST0106"},
    .check = check,
};

}  // namespace asmgw
