// Classes of change: by which authority a client certificate is checked.
#include "base/text.h"
#include "diff/kinds/client_tls.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <utility>

namespace asmgw {
namespace {

using client_tls::ca_in_file;
using client_tls::mutual;
using client_tls::one_name;
using client_tls::pinned;
using client_tls::with_crl;

constexpr std::string_view with_other_crl =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      caCrl: /certs/new.crl})";
constexpr std::string_view skips_check = R"({mode: MUTUAL, credentialName: shop,
      insecureSkipVerify: true})";
constexpr std::string_view checks = R"({mode: MUTUAL, credentialName: shop,
      insecureSkipVerify: false})";
constexpr ChangeExample client_ca_changed_pairs[] = {
    {
        .variant = "caCertificates",
        .level = Impact::breaking,
        .older = ca_in_file,
        .newer = R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/new-ca.pem})",
        .silent = with_crl,
    },
    {
        .variant = "caCertCredentialName",
        .level = Impact::breaking,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: clients-cacert})",
        .silent = one_name,
    },
    {
        .variant = "same CA",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: shop-cacert})",
        .silent = pinned,
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertificates: /certs/ca.pem})",
        .silent = pinned,
    },
};

constexpr ChangeExample crl_removed_pairs[] = {
    {
        .level = Impact::risky,
        .older = with_crl,
        .newer = ca_in_file,
        .silent = with_other_crl,
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/ca.crl})",
        .newer = mutual,
        .silent = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/new.crl})",
    },
};

constexpr ChangeExample crl_added_pairs[] = {
    {
        .level = Impact::risky,
        .older = ca_in_file,
        .newer = with_crl,
        .silent = R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/new-ca.pem})",
    },
    {
        .variant = "other file",
        .level = Impact::risky,
        .older = with_crl,
        .newer = with_other_crl,
        .silent = ca_in_file,
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/ca.crl})",
        .silent = one_name,
    },
};

constexpr ChangeExample skip_verify_enabled_pairs[] = {
    {
        .level = Impact::breaking,
        .older = mutual,
        .newer = skips_check,
        .silent = checks,
    },
};

constexpr ChangeExample skip_verify_disabled_pairs[] = {
    {
        .level = Impact::breaking,
        .older = skips_check,
        .newer = checks,
        .silent = R"({mode: MUTUAL, credentialName: shop,
      insecureSkipVerify: true, subjectAltNames: [client.example.com]})",
    },
};

/// The field has another value, but the CA is the same.
void say_same_ca(const TlsPair& pair, const Field<std::string> Tls::*field,
                 std::string why) {
  const std::string& after = *(pair.newer.*field);
  Change& change =
      pair.add(changes::client_ca_changed, field,
               after.empty() ? "names no CA of clients any more"
                             : "names the CA of clients " + visible(after));
  set_subject(change, pair.servers, after);
  set_level(change, Impact::none, std::move(why));
}

void say_ca(const TlsPair& pair, const Field<std::string> Tls::*field,
            const std::string& before, const std::string& after) {
  Change& change =
      pair.add(changes::client_ca_changed, field,
               "checks client certificates with the CA of " + visible(after));
  set_subject(change, pair.servers, after);
  change.now = fmt::format("the CA of {}", visible(before));
  change.then = fmt::format(
      "clients whose certificate the old CA has signed fail, those of the new "
      "one are let in; {}",
      drains);
}

void compare_ca_secret(const TlsPair& pair) {
  const auto field = &Tls::ca_cert_credential_name;
  const std::string before = client_ca_of(pair, pair.older),
                    after = client_ca_of(pair, pair.newer);
  if (*(pair.older.*field) == *(pair.newer.*field)) return;
  if (before == after)
    say_same_ca(pair, field, "the CA is read from the same Secret");
  else
    say_ca(pair, field, before, after);
}

void compare_ca_file(const TlsPair& pair) {
  const std::string& before = *pair.older.ca_certificates;
  const std::string& after = *pair.newer.ca_certificates;
  if (before != after) say_ca(pair, &Tls::ca_certificates, before, after);
}

/// Of a field that the source of the certificates leaves unread.
void compare_unread_ca(const TlsPair& pair,
                       const Field<std::string> Tls::*field, std::string why) {
  if (*(pair.older.*field) != *(pair.newer.*field))
    say_same_ca(pair, field, std::move(why));
}

/// Where the certificates come from elsewhere, that is said already.
void compare_ca(const TlsPair& pair) {
  const bool secret = uses_credential(pair, pair.newer);
  if (secret != uses_credential(pair, pair.older)) return;
  if (secret) {
    compare_ca_secret(pair);
    compare_unread_ca(pair, &Tls::ca_certificates,
                      "it is not read beside a credential");
  } else {
    compare_ca_file(pair);
    compare_unread_ca(pair, &Tls::ca_cert_credential_name,
                      "it is read beside a credential only");
  }
}

/// caCrl as far as istiod reads it.
std::string crl_of(const TlsPair& pair, const Tls& tls) {
  return uses_credential(pair, tls) ? std::string() : *tls.ca_crl;
}

void compare_crl(const TlsPair& pair) {
  const std::string before = crl_of(pair, pair.older),
                    after = crl_of(pair, pair.newer);
  const bool read = before != after;
  if (!read && *pair.older.ca_crl == *pair.newer.ca_crl) return;
  const bool removed = read ? after.empty() : pair.newer.ca_crl->empty();
  Change& change = pair.add(
      removed ? changes::crl_removed : changes::crl_added, &Tls::ca_crl,
      removed ? "has no list of revoked client certificates any more"
              : "refuses the client certificates that " +
                    visible(*pair.newer.ca_crl) + " revokes");
  set_subject(change, pair.servers,
              *(removed ? pair.older.ca_crl : pair.newer.ca_crl));
  change.then = fmt::format("{}; {}",
                            removed ? "clients with a revoked certificate are "
                                      "let in"
                                    : "clients with a revoked certificate "
                                      "fail",
                            drains);
  if (read) return;
  change.title =
      pair.label() + " names another caCrl, or none, which is not read";
  change.then.clear();
  set_level(change, Impact::none,
            "beside a credential the list is read from the Secret");
}

void compare_skip(const TlsPair& pair) {
  const bool before = *pair.older.insecure_skip_verify;
  const bool after = *pair.newer.insecure_skip_verify;
  if (before == after) return;
  Change& change = pair.add(
      after ? changes::skip_verify_enabled : changes::skip_verify_disabled,
      &Tls::insecure_skip_verify,
      after ? "accepts any client certificate"
            : "checks client certificates again");
  set_subject(change, pair.servers, "insecureSkipVerify");
  change.then = fmt::format(
      "{}; {}",
      after ? "certificates that no CA has signed are let in"
            : "clients whose certificate the CA has not signed fail",
      drains);
}

}  // namespace

constinit const ChangeKind changes::client_ca_changed = {
    .id = "client-ca-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "client certificates are checked with another CA",
    .rationale = R"(Certificates that the old CA has signed are refused, and
those of the new one let in. A CA file that holds both keeps the old clients,
but that cannot be seen from the Gateway. caCertificates is read where the
certificates come from files, caCertCredentialName where they come from a
Secret; no effect for the one that is not read, or if the name is that of the
CA which was read anyway.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"client-ca-changed"},
    .examples = client_ca_changed_pairs,
};

constinit const ChangeKind changes::crl_removed = {
    .id = "crl-removed",
    .level = Impact::risky,
    .classes = {ChangeClass::security},
    .summary = "revoked client certificates are no longer refused",
    .rationale = R"(Without a list of revoked certificates every certificate
of the CA is let in, also one whose key was stolen. caCrl is read where the
certificates come from files; with a Secret the list is a key of the Secret,
and the field has no effect.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"crl-added"},
    .examples = crl_removed_pairs,
};

constinit const ChangeKind changes::crl_added = {
    .id = "crl-added",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary =
        "client certificates on another list of revoked ones are refused",
    .rationale = R"(Clients whose certificate is on the list fail. A list
that lacks a CA of the chain, or is out of date, or is not in the pod, can
shut out all of them. caCrl is read where the certificates come from files;
with a Secret the list is a key of the Secret, and the field has no effect.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"crl-removed", "crl-added"},
    .examples = crl_added_pairs,
};

constinit const ChangeKind changes::skip_verify_enabled = {
    .id = "skip-verify-enabled",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary = "any client certificate is accepted",
    .rationale = R"(Envoy takes client certificates that no CA has signed
(ACCEPT_UNTRUSTED): whoever makes one for himself is let in, under any name.
What lies behind the gateway cannot rely on the identity of clients.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"skip-verify-disabled"},
    .examples = skip_verify_enabled_pairs,
};

constinit const ChangeKind changes::skip_verify_disabled = {
    .id = "skip-verify-disabled",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "client certificates are checked, and were not before",
    .rationale = R"(Clients whose certificate is not signed by the CA fail,
and the CA must be there: in the Secret, in one of its own, or as a file.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"skip-verify-enabled"},
    .examples = skip_verify_disabled_pairs,
};

void compare_client_checks(const TlsPair& pair) {
  if (pair.both(asks_for_client)) {
    compare_ca(pair);
    compare_client_pins(pair);
  }
  compare_crl(pair);
  compare_client_names(pair);
  compare_skip(pair);
}

}  // namespace asmgw
