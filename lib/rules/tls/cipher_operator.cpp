// Entries of cipherSuites that Istio hands on unread.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <vector>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    std::vector<const Field<std::string>*> unread;
    for (const Field<std::string>& item : *server->tls->cipher_suites)
      if (given(item) && is_cipher_operator(*item)) unread.push_back(&item);
    if (unread.empty()) continue;
    Finding found = report.at(*unread.front(),
                              "{} in cipherSuites is handed to Envoy unread",
                              in_quotes(**unread.front()));
    for (std::size_t i = 1; i < unread.size(); ++i)
      found.note(*unread[i], "as well");
    found.consequence("if Envoy cannot parse it, it refuses the whole listener")
        .fix("list the ciphers that are wanted, by name");
  }
}

}  // namespace

constinit const Rule rules::cipher_operator = {
    .id = "GW346",
    .name = "cipher-operator",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "operator or empty string in cipherSuites",
    .rationale = R"(Istio takes an entry that does not begin with a letter or a
digit for an operator of OpenSSL and does not look at it, nor at an empty one.
Envoy's parser is BoringSSL's: what it cannot read makes Envoy refuse the whole
listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites: ["ECDHE-RSA-AES256-GCM-SHA384", "!RC4"]  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls:
    mode: SIMPLE
    credentialName: shop
    cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384])",
    .source = "istio pkg/config/security, IsValidCipherSuite",
    .keys = {"T58"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
