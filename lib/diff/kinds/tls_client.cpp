// Classes of change: what a client certificate must be.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view mutual = "{mode: MUTUAL, credentialName: shop}";
constexpr std::string_view ca_in_file =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem})";
constexpr std::string_view with_crl =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      caCrl: /certs/ca.crl})";
constexpr std::string_view with_other_crl =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      caCrl: /certs/new.crl})";
constexpr std::string_view one_name = R"({mode: MUTUAL, credentialName: shop,
      subjectAltNames: [client.example.com]})";
constexpr std::string_view two_names = R"({mode: MUTUAL, credentialName: shop,
      subjectAltNames: [client.example.com, batch.example.com]})";
constexpr std::string_view pinned = R"({mode: MUTUAL, credentialName: shop,
      verifyCertificateHash: [aa11]})";
constexpr std::string_view pinned_otherwise =
    R"({mode: MUTUAL, credentialName: shop,
      verifyCertificateHash: [bb22]})";
constexpr std::string_view pinned_twice =
    R"({mode: MUTUAL, credentialName: shop,
      verifyCertificateHash: [aa11, bb22]})";
constexpr std::string_view pinned_with_files =
    R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      verifyCertificateHash: [aa11]})";
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
        .context = {},
        .options = {},
    },
    {
        .variant = "caCertCredentialName",
        .level = Impact::breaking,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: clients-cacert})",
        .silent = one_name,
        .context = {},
        .options = {},
    },
    {
        .variant = "same CA",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: shop-cacert})",
        .silent = pinned,
        .context = {},
        .options = {},
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCertificates: /certs/ca.pem})",
        .silent = pinned,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample crl_removed_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = with_crl,
        .newer = ca_in_file,
        .silent = with_other_crl,
        .context = {},
        .options = {},
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/ca.crl})",
        .newer = mutual,
        .silent = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/new.crl})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample crl_added_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = ca_in_file,
        .newer = with_crl,
        .silent = R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/new-ca.pem})",
        .context = {},
        .options = {},
    },
    {
        .variant = "other file",
        .level = Impact::risky,
        .older = with_crl,
        .newer = with_other_crl,
        .silent = ca_in_file,
        .context = {},
        .options = {},
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = mutual,
        .newer = R"({mode: MUTUAL, credentialName: shop,
      caCrl: /certs/ca.crl})",
        .silent = one_name,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample san_narrowed_pairs[] = {
    {
        .variant = "list added",
        .level = Impact::breaking,
        .older = mutual,
        .newer = one_name,
        .silent = pinned,
        .context = {},
        .options = {},
    },
    {
        .variant = "entry removed",
        .level = Impact::breaking,
        .older = two_names,
        .newer = one_name,
        .silent = mutual,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample san_widened_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = one_name,
        .newer = two_names,
        .silent = mutual,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample san_removed_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = one_name,
        .newer = mutual,
        .silent = two_names,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample pin_added_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = mutual,
        .newer = pinned,
        .silent = one_name,
        .context = {},
        .options = {},
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = ca_in_file,
        .newer = pinned_with_files,
        .silent = with_crl,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample pin_changed_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = pinned,
        .newer = pinned_otherwise,
        .silent = mutual,
        .context = {},
        .options = {},
    },
    {
        .variant = "only added",
        .level = Impact::risky,
        .older = pinned,
        .newer = pinned_twice,
        .silent = mutual,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample pin_removed_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = pinned,
        .newer = mutual,
        .silent = pinned_otherwise,
        .context = {},
        .options = {},
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = pinned_with_files,
        .newer = ca_in_file,
        .silent = R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      verifyCertificateHash: [bb22]})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample skip_verify_enabled_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = mutual,
        .newer = skips_check,
        .silent = checks,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample skip_verify_disabled_pairs[] = {
    {
        .variant = {},
        .level = Impact::breaking,
        .older = skips_check,
        .newer = checks,
        .silent = R"({mode: MUTUAL, credentialName: shop,
      insecureSkipVerify: true, subjectAltNames: [client.example.com]})",
        .context = {},
        .options = {},
    },
};

constexpr std::string_view drains =
    "the filter chain is replaced, so open connections drain";

bool uses_credential(const TlsPair& pair, const Tls& tls) {
  return !credentials_of(tls, pair.version()).empty();
}

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

Change& say_names(const TlsPair& pair, const ChangeKind& kind,
                  std::string_view title, const Texts& names,
                  std::string_view then) {
  Change& change = pair.add(kind, &Tls::subject_alt_names,
                            fmt::format("{} {}", title, listed(names)));
  set_subject(change, pair.servers, listed(names));
  change.then = fmt::format("{}; {}", then, drains);
  return change;
}

void compare_names(const TlsPair& pair) {
  const Texts before = texts_of(pair.older.subject_alt_names);
  const Texts after = texts_of(pair.newer.subject_alt_names);
  const Texts gone = without(before, after), come = without(after, before);
  if (before.empty() && !after.empty())
    say_names(pair, changes::san_narrowed,
              "accepts client certificates only with the names", after,
              "clients whose certificate has none of them fail")
        .now = "every name is accepted";
  if (before.empty()) return;
  if (after.empty()) {
    say_names(pair, changes::san_removed,
              "accepts client certificates without the names", before,
              "every certificate that the CA has signed is let in");
    return;
  }
  if (!gone.empty())
    say_names(pair, changes::san_narrowed,
              "no longer accepts client certificates with the names", gone,
              "clients whose certificate has no other of the names fail");
  if (!come.empty())
    say_names(pair, changes::san_widened,
              "accepts client certificates with the names", come,
              "clients whose certificate has one of them are let in");
}

/// Either list lets a certificate in, so they count as one.
Texts written_pins(const Tls& tls) {
  Texts all = texts_of(tls.verify_certificate_spki);
  for (const std::string& one : texts_of(tls.verify_certificate_hash))
    if (!has(all, one)) all.push_back(one);
  std::sort(all.begin(), all.end());
  return all;
}

Texts read_pins(const TlsPair& pair, const Tls& tls) {
  return uses_credential(pair, tls) ? written_pins(tls) : Texts();
}

struct PinWords {
  const ChangeKind* kind;
  std::string_view title, then;
};

PinWords words_for(const Texts& before, const Texts& after) {
  if (before.empty())
    return {&changes::pin_added, "accepts pinned client certificates only",
            "clients with another certificate or key fail"};
  if (after.empty())
    return {&changes::pin_removed, "no longer pins client certificates",
            "every certificate that the CA has signed is let in"};
  return {&changes::pin_changed, "pins other client certificates",
          "clients that match none of the entries left fail"};
}

/// The field whose entries differ.
const Field<List<std::string>> Tls::*pin_field(const TlsPair& pair) {
  const Texts before = texts_of(pair.older.verify_certificate_spki);
  const Texts after = texts_of(pair.newer.verify_certificate_spki);
  return before == after ? &Tls::verify_certificate_hash
                         : &Tls::verify_certificate_spki;
}

void compare_pins(const TlsPair& pair) {
  Texts before = read_pins(pair, pair.older);
  Texts after = read_pins(pair, pair.newer);
  const bool read = before != after;
  if (!read) {
    before = written_pins(pair.older);
    after = written_pins(pair.newer);
  }
  if (before == after) return;
  const PinWords words = words_for(before, after);
  Change& change = pair.add(*words.kind, pin_field(pair), words.title);
  set_subject(change, pair.servers, listed(after.empty() ? before : after));
  if (!read) {
    change.title = pair.label() + " has other pins, which are not read";
    set_level(change, Impact::none,
              "pins are read beside a credential, in MUTUAL and "
              "OPTIONAL_MUTUAL only");
    return;
  }
  const bool only_more = !before.empty() && without(before, after).empty();
  change.then = fmt::format(
      "{}; {}",
      only_more ? "clients of the new entries are let in" : words.then, drains);
  if (only_more) set_level(change, Impact::risky, "no entry goes");
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

constinit const ChangeKind changes::san_narrowed = {
    .id = "san-narrowed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "fewer names are accepted in client certificates",
    .rationale = R"(A client certificate must hold one of subjectAltNames,
compared exactly. Clients whose certificate has none of those left fail. A
list where there was none counts as well, for without a list every name is
accepted.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"san-widened", "san-removed"},
    .examples = san_narrowed_pairs,
};

constinit const ChangeKind changes::san_widened = {
    .id = "san-widened",
    .level = Impact::risky,
    .classes = {ChangeClass::security},
    .summary = "more names are accepted in client certificates",
    .rationale = R"(Clients whose certificate holds the new name are let in
beside those that were. Whether they should be cannot be told from the
Gateway.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"san-narrowed"},
    .examples = san_widened_pairs,
};

constinit const ChangeKind changes::san_removed = {
    .id = "san-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary = "the names in client certificates no longer matter",
    .rationale = R"(Every certificate that the CA has signed is let in. If
the CA is one that signs for others too, so are theirs.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"san-narrowed"},
    .examples = san_removed_pairs,
};

constinit const ChangeKind changes::pin_added = {
    .id = "pin-added",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "only client certificates with given fingerprints are accepted",
    .rationale = R"(A client certificate must match one entry of
verifyCertificateSpki or verifyCertificateHash beside being signed by the CA;
all other clients fail, also after they renew their certificate. Read only
where a Secret gives the certificates, and in MUTUAL and OPTIONAL_MUTUAL.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"pin-removed"},
    .examples = pin_added_pairs,
};

constinit const ChangeKind changes::pin_changed = {
    .id = "pin-changed",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "other fingerprints of client certificates are accepted",
    .rationale = R"(Clients whose certificate or key matches none of the
entries left fail, and those of the new entries are let in. Risky where
entries are only added. Read only where a Secret gives the certificates, and
in MUTUAL and OPTIONAL_MUTUAL.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"pin-changed"},
    .examples = pin_changed_pairs,
};

constinit const ChangeKind changes::pin_removed = {
    .id = "pin-removed",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary = "client certificates with any fingerprint are accepted",
    .rationale = R"(Every certificate that the CA has signed is let in. No
effect where the pins were not read: they are only where a Secret gives the
certificates, and in MUTUAL and OPTIONAL_MUTUAL.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"pin-added"},
    .examples = pin_removed_pairs,
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
    compare_pins(pair);
  }
  compare_crl(pair);
  compare_names(pair);
  compare_skip(pair);
}

}  // namespace asmgw
