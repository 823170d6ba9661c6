// Ciphers that Istio does not know, beside others that it does.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <vector>

namespace asmgw {
namespace {

/// Another finding is about the same list, and says more.
bool told_elsewhere(const Facts& facts, const ServerFacts& server) {
  const Tls& tls = *server->tls;
  return parameters_ignored(facts, server) ||
         (uses_certificate(server) &&
          (all_ciphers_unknown(tls) || only_tls_1_3(tls)));
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!server.tls_keys.has(TlsKey::TLS2) || told_elsewhere(facts, server))
      continue;
    std::vector<const Field<std::string>*> unknown;
    for (const Field<std::string>& item : *server->tls->cipher_suites)
      if (given(item) && !is_valid_cipher(*item)) unknown.push_back(&item);
    Finding found = report.at(*unknown.front(), "unknown cipher {}",
                              in_quotes(**unknown.front()));
    for (std::size_t i = 1; i < unknown.size(); ++i)
      found.note(*unknown[i], "unknown as well");
    found.consequence("Istio drops it from the list")
        .fix(
            "write OpenSSL's name of a cipher of TLS 1.2, as "
            "ECDHE-RSA-AES256-GCM-SHA384; those of TLS 1.3 cannot be chosen");
  }
}

}  // namespace

constinit const Rule rules::cipher_unknown = {
    .id = "GW341",
    .name = "cipher-unknown",
    .severity = Severity::warning,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "cipherSuites with an unknown name",
    .rationale = R"(Istio knows the ciphers by OpenSSL's names in upper case.
Names of TLS 1.3, IANA names such as TLS_RSA_WITH_AES_128_CBC_SHA, and lower
case are not among them: it warns and drops them from the list.)",
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
    - TLS_AES_256_GCM_SHA384  # <--)",
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
    .source =
        "istio pkg/config/security, IsValidCipherSuite and "
        "FilterCipherSuites",
    .keys = {"TLS2"},
    .aliases = {"IST0133"},
    .check = check,
};

}  // namespace asmgw
