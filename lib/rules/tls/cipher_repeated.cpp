// A cipher that stands in the list twice.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <algorithm>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS3) || parameters_ignored(facts, server))
      continue;
    if (uses_certificate(server) && only_tls_1_3(*server->tls)) continue;
    const List<std::string>& list = *server->tls->cipher_suites;
    for (auto item = list.begin(); item != list.end(); ++item) {
      if (!given(*item) || !is_valid_cipher(**item)) continue;
      const auto first =
          std::find_if(list.begin(), item,
                       [&](const auto& other) { return *other == **item; });
      if (first == item) continue;
      report.at(*item, "cipher {} stands twice", in_quotes(**item))
          .note(*first, "the first")
          .consequence("Istio drops the second")
          .fix("remove one of them");
    }
  }
}

}  // namespace

constinit const Rule rules::cipher_repeated = {
    .id = "GW342",
    .name = "cipher-repeated",
    .severity = Severity::warning,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "cipherSuites with a name twice",
    .rationale = R"(Istio keeps the first and drops the others, and says so in
a warning. Often one of the two was meant to be another cipher: the ECDSA twin
of an RSA name, say.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites:
    - ECDHE-RSA-AES256-GCM-SHA384
    - ECDHE-RSA-AES256-GCM-SHA384  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites:
    - ECDHE-RSA-AES256-GCM-SHA384
    - ECDHE-ECDSA-AES256-GCM-SHA384)",
    .source = "istio pkg/config/validation, validateTLSOptions",
    .keys = {"TLS3"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
