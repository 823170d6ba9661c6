// Names that give no certificate, and to which pods.
#include "listen/credentials.h"

#include <doctest/doctest.h>

#include <string_view>

namespace asmgw {
namespace {

Workload pods_in(std::string_view ns, bool inferred) {
  Workload pods;
  pods.namespace_ = ns;
  pods.inferred = inferred;
  return pods;
}

}  // namespace

TEST_CASE("credentials that can give no certificate") {
  for (const std::string_view fine :
       {"shop", "shop.example.com", "infra/shop", "kubernetes://infra/shop",
        "builtin://", "sds://shop", "${CERT}", "$(NS)/Shop_TLS"}) {
    CAPTURE(fine);
    CHECK(fault_of(fine) == CredentialFault::none);
  }
  CHECK(fault_of("Shop_TLS") == CredentialFault::no_name);
  CHECK(fault_of("infra/Shop") == CredentialFault::no_name);
  CHECK(fault_of("a.b/shop") == CredentialFault::no_name);
  CHECK(fault_of("vault://shop") == CredentialFault::unknown_form);
  CHECK(fault_of("shop-cacert") == CredentialFault::ca_only);
  CHECK(fault_of("infra/shop-cacert") == CredentialFault::ca_only);
}

TEST_CASE("Secrets go to pods of their own namespace") {
  const auto fault = [](std::string_view credential, const Workload& pods) {
    return fault_of(credential, pods, "shop");
  };
  const Workload given = pods_in("dev", false);
  CHECK(fault("dev/tls", given) == CredentialFault::none);
  CHECK(fault("tls", given) == CredentialFault::none);
  CHECK(fault("$NS/tls", given) == CredentialFault::none);
  CHECK(fault("istio-system/tls", given) == CredentialFault::other_namespace);
  CHECK(fault("kubernetes://shop/tls", given) ==
        CredentialFault::other_namespace);
  const Workload inferred = pods_in("istio-system", true);
  CHECK(fault("istio-system/tls", inferred) == CredentialFault::none);
  CHECK(fault("shop/tls", inferred) == CredentialFault::none);
  CHECK(fault("dev/tls", inferred) == CredentialFault::other_namespace);
}

TEST_CASE("a certificate that arrives is enough") {
  TlsContext tls;
  tls.secrets = {{"kubernetes://Shop", "Secret", "a", "Shop", std::nullopt,
                  CredentialFault::no_name},
                 {"kubernetes://shop", "Secret", "a", "shop", std::nullopt,
                  CredentialFault::none}};
  CHECK(missing_secret(tls) == nullptr);
  tls.secrets.pop_back();
  CHECK(missing_secret(tls) == &tls.secrets.front());
}

}  // namespace asmgw
