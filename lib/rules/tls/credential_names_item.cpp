// Items of credentialNames that are empty or stand there twice.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"
#include "rules/tls/situation.h"

namespace asmgw {
namespace {

void check_item(const List<std::string>& list, std::size_t at, Report& report) {
  const Field<std::string>& item = list[at];
  if (item->empty()) {
    report.at(item, "empty item of credentialNames")
        .consequence("the listener waits for a Secret without a name")
        .fix("remove the item, or write the name of a Secret");
    return;
  }
  for (std::size_t i = 0; i < at; ++i) {
    if (!given(list[i]) || *list[i] != *item) continue;
    report.at(item, "{} stands twice in credentialNames", in_quotes(*item))
        .at_most(Severity::warning)
        .note(list[i], "the first")
        .consequence("the listener gets the same certificate twice")
        .fix("remove one of them");
    return;
  }
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!uses_certificate(server)) continue;
    const List<std::string>& list = *server->tls->credential_names;
    for (std::size_t i = 0; i < list.size(); ++i)
      if (given(list[i])) check_item(list, i, report);
  }
}

}  // namespace

constinit const Rule rules::credential_names_item = {
    .id = "GW324",
    .name = "credential-names-item",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 27, 0},
    .until = {},
    .summary = "empty or repeated item of credentialNames",
    .rationale = R"(Each item becomes one certificate of the listener, meant
for one RSA and one ECDSA key. An empty one asks for a Secret without a name,
which never arrives; one that is there twice makes two equal certificates, of
which one is of no use.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialNames: [shop-rsa, ""]}  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialNames: [shop-rsa, shop-ecdsa]})",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .keys = {"T53"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
