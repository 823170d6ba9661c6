// A credential whose name says that it is a CA only.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

#include <string_view>

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers)
    for (const Field<std::string>* name : used_credentials(facts, server)) {
      if (fault_of(**name) != CredentialFault::ca_only) continue;
      const std::string_view plain = std::string_view(**name).substr(
          0, (*name)->size() - ca_suffix.size());
      const Severity level = level_of_fault(facts, server);
      report.at(*name, "credential {} ends in -cacert", in_quotes(**name))
          .at_most(level)
          .consequence(
              "istiod reads it for a CA alone: its certificate never arrives, "
              "and {}",
              end_of_fault(level))
          .fix("write {}, which finds the CA in the Secret {} by itself",
               visible(plain), visible(**name));
    }
}

}  // namespace

constinit const Rule rules::credential_is_ca = {
    .id = "GW321",
    .name = "credential-is-ca",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "credentialName that ends in -cacert",
    .rationale = R"(By the ending -cacert istiod takes a resource for the CA of
clients and delivers nothing else from it. As credentialName it gives no
certificate and no key: the listener waits, then comes up without one, and
handshakes fail. The CA in NAME-cacert is found by credentialName: NAME.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: MUTUAL, credentialName: shop-cacert}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: MUTUAL, credentialName: shop})",
    .source = "istio pilot/pkg/xds/sds.go, generate",
    .keys = {"T46"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
