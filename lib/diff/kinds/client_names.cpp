// Classes of change: which names and keys a client certificate must have.
#include "base/text.h"
#include "diff/kinds/client_tls.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <algorithm>

namespace asmgw {
namespace {

using client_tls::ca_in_file;
using client_tls::mutual;
using client_tls::one_name;
using client_tls::pinned;
using client_tls::with_crl;

constexpr std::string_view two_names = R"({mode: MUTUAL, credentialName: shop,
      subjectAltNames: [client.example.com, batch.example.com]})";
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
constexpr ChangeExample san_narrowed_pairs[] = {
    {
        .variant = "list added",
        .level = Impact::breaking,
        .older = mutual,
        .newer = one_name,
        .silent = pinned,
    },
    {
        .variant = "entry removed",
        .level = Impact::breaking,
        .older = two_names,
        .newer = one_name,
        .silent = mutual,
    },
};

constexpr ChangeExample san_widened_pairs[] = {
    {
        .level = Impact::risky,
        .older = one_name,
        .newer = two_names,
        .silent = mutual,
    },
};

constexpr ChangeExample san_removed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = one_name,
        .newer = mutual,
        .silent = two_names,
    },
};

constexpr ChangeExample pin_added_pairs[] = {
    {
        .level = Impact::breaking,
        .older = mutual,
        .newer = pinned,
        .silent = one_name,
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = ca_in_file,
        .newer = pinned_with_files,
        .silent = with_crl,
    },
};

constexpr ChangeExample pin_changed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = pinned,
        .newer = pinned_otherwise,
        .silent = mutual,
    },
    {
        .variant = "only added",
        .level = Impact::risky,
        .older = pinned,
        .newer = pinned_twice,
        .silent = mutual,
    },
};

constexpr ChangeExample pin_removed_pairs[] = {
    {
        .level = Impact::breaking,
        .older = pinned,
        .newer = mutual,
        .silent = pinned_otherwise,
    },
    {
        .variant = "not read",
        .level = Impact::none,
        .older = pinned_with_files,
        .newer = ca_in_file,
        .silent = R"({mode: MUTUAL, serverCertificate: /certs/shop.pem,
      privateKey: /certs/shop.key, caCertificates: /certs/ca.pem,
      verifyCertificateHash: [bb22]})",
    },
};

Change& say_names(const TlsPair& pair, const ChangeKind& kind,
                  std::string_view title, const Texts& names,
                  std::string_view then) {
  Change& change = pair.add(kind, &Tls::subject_alt_names,
                            fmt::format("{} {}", title, listed(names)));
  set_subject(change, pair.servers, listed(names));
  change.then = fmt::format("{}; {}", then, drains);
  return change;
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

}  // namespace

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

void compare_client_names(const TlsPair& pair) {
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

void compare_client_pins(const TlsPair& pair) {
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

}  // namespace asmgw
