// A pattern among names that are compared exactly.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

#include <string_view>

namespace asmgw {
namespace {

bool is_pattern(std::string_view name) {
  return name.find('*') != std::string_view::npos ||
         (name.starts_with("spiffe://") && name.ends_with('/'));
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.mode || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    if (!asks_for_client(*server.mode) && server.mode != TlsMode::istio_mutual)
      continue;
    for (const Field<std::string>& name : *server->tls->subject_alt_names) {
      if (!filled(name) || !is_pattern(*name)) continue;
      report
          .at(name, "{} in subjectAltNames is compared exactly",
              in_quotes(*name))
          .consequence(
              "clients whose names it was meant to cover are turned "
              "away")
          .fix("write out each name");
    }
  }
}

}  // namespace

constinit const Rule rules::san_pattern = {
    .id = "GW333",
    .name = "san-pattern",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "wildcard or prefix in subjectAltNames",
    .rationale = R"(The names in subjectAltNames are compared with those of the
client certificate as they stand. A `*` or a SPIFFE path that ends in `/`
matches nothing but itself, so clients that were meant are turned away.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    subjectAltNames: ["*.example.com"]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: MUTUAL
    credentialName: shop
    subjectAltNames: [client.example.com])",
    .source = "istio pilot/pkg/util, StringToExactMatch",
    .keys = {"T65"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
