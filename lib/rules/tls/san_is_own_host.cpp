// The names of the server where those of its clients belong.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/host.h"
#include "rules/tls.h"

#include <algorithm>

namespace asmgw {
namespace {

bool is_own_host(const Server& server, const Field<std::string>& name) {
  return std::any_of(server.hosts->begin(), server.hosts->end(),
                     [&](const Field<std::string>& host) {
                       return equal_ignoring_case(split_host(*host).dns, *name);
                     });
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.mode || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    if (!asks_for_client(*server.mode) && server.mode != TlsMode::istio_mutual)
      continue;
    const auto& names = *server->tls->subject_alt_names;
    const auto is_own = [&](const Field<std::string>& name) {
      return is_own_host(*server, name);
    };
    if (names.empty() || !std::all_of(names.begin(), names.end(), is_own))
      continue;
    report
        .at(names.front(),
            "{} in subjectAltNames is a host of the server itself",
            in_quotes(*names.front()))
        .covers({"T71"})
        .consequence(
            "they are the names that certificates of clients must carry: "
            "clients with names of their own are turned away in the handshake")
        .fix("write the names of the clients, or remove subjectAltNames");
  }
}

}  // namespace

constinit const Rule rules::san_is_own_host = {
    .id = "GW336",
    .name = "san-is-own-host",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "hosts of the server in subjectAltNames",
    .rationale = R"(subjectAltNames of a server does not say what the server is
called: it lists the names of which a client's certificate must carry one. With
the server's own hosts there every other client is refused in the handshake.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    subjectAltNames: [shop.example.com]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    subjectAltNames: [partner.example.org])",
    .source =
        "istio pilot/pkg/networking/core/listener.go, "
        "applyDownstreamTLSDefaults and match_typed_subject_alt_names",
    .keys = {"T71"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
