// Classes of change: cipherSuites.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace asmgw {
namespace {

constexpr std::string_view plain = "{mode: SIMPLE, credentialName: shop}";
constexpr std::string_view from_1_2 = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_2})";
constexpr std::string_view one_cipher = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256]})";
constexpr std::string_view two_ciphers = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES256-GCM-SHA384]})";
constexpr ChangeExample cipher_removed_pairs[] = {
    {
        .level = Impact::risky,
        .older = two_ciphers,
        .newer = one_cipher,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
    },
    {
        .variant = "list set",
        .level = Impact::risky,
        .older = plain,
        .newer = one_cipher,
        .silent = from_1_2,
    },
    {
        .variant = "TLS 1.3",
        .level = Impact::none,
        .older = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES256-GCM-SHA384],
      minProtocolVersion: TLSV1_3})",
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256],
      minProtocolVersion: TLSV1_3})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256],
      minProtocolVersion: TLSV1_3})",
    },
};

constexpr ChangeExample cipher_added_pairs[] = {
    {
        .level = Impact::safe,
        .older = one_cipher,
        .newer = two_ciphers,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        tls13]})",
    },
    {
        .variant = "weak",
        .level = Impact::risky,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        AES128-SHA]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES128-GCM-SHA256]})",
    },
};

constexpr ChangeExample cipher_list_void_pairs[] = {
    {
        .variant = "list removed",
        .level = Impact::risky,
        .older = one_cipher,
        .newer = plain,
        .silent = two_ciphers,
    },
    {
        .variant = "all unknown",
        .level = Impact::risky,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [TLS_AES_128_GCM_SHA256]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        TLS_AES_128_GCM_SHA256]})",
    },
};

constexpr ChangeExample cipher_invalid_changed_pairs[] = {
    {
        .level = Impact::none,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        TLS_AES_128_GCM_SHA256]})",
        .silent = two_ciphers,
    },
};

constexpr ChangeExample cipher_duplicate_pairs[] = {
    {
        .level = Impact::none,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .silent = two_ciphers,
    },
};

constexpr ChangeExample cipher_reordered_pairs[] = {
    {
        .level = Impact::safe,
        .older = two_ciphers,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
    },
};

/// Envoy's, for servers; the same for all releases that are still in use.
constexpr std::array<std::string_view, 6> default_ciphers{
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES128-GCM-SHA256",   "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384"};

/// `cipherSuites` as istiod reads it.
struct CipherList {
  Texts used, invalid, repeated;
};

CipherList ciphers_of(const Tls& tls) {
  CipherList list;
  for (const Field<std::string>& one : *tls.cipher_suites) {
    if (!given(one)) continue;
    const bool valid = is_valid_cipher(*one);
    Texts& all = !valid                 ? list.invalid
                 : has(list.used, *one) ? list.repeated
                                        : list.used;
    all.push_back(*one);
  }
  std::sort(list.invalid.begin(), list.invalid.end());
  std::sort(list.repeated.begin(), list.repeated.end());
  return list;
}

/// CBC, no forward secrecy, 3DES, or not read by Istio.
bool is_weak(std::string_view cipher) {
  return !needs_tls_1_2(cipher) || !cipher.starts_with("ECDHE-");
}

bool is_opaque(std::string_view cipher) {
  return cipher == "ALL" || is_cipher_operator(cipher);
}

/// One of them works with a certificate of this type of key.
bool serves(const Texts& ciphers, std::string_view key) {
  return std::any_of(ciphers.begin(), ciphers.end(), [&](const auto& one) {
    const bool ecdsa = one.find("ECDSA") != std::string::npos;
    return is_opaque(one) || ecdsa == (key == "ECDSA");
  });
}

/// What happens to a list of ciphers, in one comparison.
class CipherComparison {
 public:
  explicit CipherComparison(const TlsPair& pair)
      : pair_(pair),
        before_(ciphers_of(pair.older)),
        after_(ciphers_of(pair.newer)) {}

  void run() {
    if (before_.used.empty() != after_.used.empty()) {
      compare_with_defaults();
      return;
    }
    compare_used();
    if (before_.invalid != after_.invalid) say_invalid();
    if (before_.repeated != after_.repeated) say_repeated();
  }

 private:
  Change& add(const ChangeKind& kind, std::string_view title,
              const Texts& ciphers) {
    Change& change = pair_.add(kind, &Tls::cipher_suites, title);
    set_subject(change, pair_.servers, listed(ciphers));
    return change;
  }

  void compare_with_defaults() {
    if (after_.used.empty()) {
      say_void();
      return;
    }
    before_.used.assign(default_ciphers.begin(), default_ciphers.end());
    const std::size_t had = pair_.out.all().size();
    compare_used();
    if (pair_.out.all().size() == had) say_reordered();
    for (std::size_t i = had; i < pair_.out.all().size(); ++i)
      pair_.out.all()[i].now = "no cipher is chosen: those of Envoy apply";
  }

  void compare_used() {
    const Texts gone = without(before_.used, after_.used);
    const Texts come = without(after_.used, before_.used);
    if (!gone.empty()) say_removed(gone);
    if (!come.empty()) say_added(come);
    if (gone.empty() && come.empty() && before_.used != after_.used)
      say_reordered();
  }

  void say_removed(const Texts& gone) {
    Change& change =
        add(changes::cipher_removed,
            fmt::format("no longer offers {}", listed(gone)), gone);
    change.then = fmt::format(
        "clients of TLS 1.2 and older that have no other cipher fail; {}",
        drains);
    for (std::string_view key : {"RSA", "ECDSA"})
      if (serves(before_.used, key) && !serves(after_.used, key))
        change.notes.push_back(fmt::format(
            "none is left for {} certificates: with one of these, TLS 1.2 and "
            "older fail altogether",
            key));
    judge_version(change);
  }

  void say_added(const Texts& come) {
    Change& change = add(changes::cipher_added,
                         fmt::format("offers {}", listed(come)), come);
    change.then =
        fmt::format("clients of TLS 1.2 and older may use it; {}", drains);
    Texts weak;
    std::copy_if(come.begin(), come.end(), std::back_inserter(weak), is_weak);
    if (!weak.empty())
      set_level(change, Impact::risky,
                listed(weak) +
                    " uses CBC, RSA key exchange or 3DES, or is handed to "
                    "Envoy unread");
    judge_version(change);
  }

  void say_reordered() {
    Change& change = add(changes::cipher_reordered,
                         "prefers its ciphers in another order", after_.used);
    change.then = fmt::format(
        "clients find a cipher as before, but may get another one; {}", drains);
    judge_version(change);
  }

  void say_void() {
    const bool written = !after_.invalid.empty();
    Change& change = add(changes::cipher_list_void,
                         "chooses no ciphers any more", {"cipherSuites"});
    change.now = fmt::format("offers {}", listed(before_.used));
    change.then = fmt::format(
        "the ciphers of the mesh or of Envoy apply, which are usually more; {}",
        drains);
    if (written)
      change.notes.push_back("Istio leaves out what it does not know: " +
                             listed(after_.invalid));
    judge_version(change);
  }

  void say_invalid() {
    Texts names = without(after_.invalid, before_.invalid);
    if (names.empty()) names = without(before_.invalid, after_.invalid);
    add(changes::cipher_invalid_changed,
        "has other names in cipherSuites that are no ciphers", names)
        .then = "Istio leaves them out";
  }

  void say_repeated() {
    Texts names = without(after_.repeated, before_.repeated);
    if (names.empty()) names = without(before_.repeated, after_.repeated);
    add(changes::cipher_duplicate, "repeats ciphers, or no longer does", names)
        .then = "each counts once";
  }

  void judge_version(Change& change) const {
    if (lowest_version(pair_.older) < TlsVersion::v1_3 ||
        lowest_version(pair_.newer) < TlsVersion::v1_3)
      return;
    change.then.clear();
    set_level(change, Impact::none,
              "only TLS 1.3 is spoken, whose ciphers cannot be chosen");
  }

  const TlsPair& pair_;
  CipherList before_, after_;
};

}  // namespace

constinit const ChangeKind changes::cipher_removed = {
    .id = "cipher-removed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "a cipher is no longer offered",
    .rationale = R"(Clients that speak TLS 1.2 or older and have no other
cipher in common with the gateway fail. A list where there was none counts
against the defaults of Envoy. No effect where TLS 1.3 is the minimum, for
its ciphers cannot be chosen.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"cipher-added", "cipher-list-void"},
    .examples = cipher_removed_pairs,
};

constinit const ChangeKind changes::cipher_added = {
    .id = "cipher-added",
    .level = Impact::safe,
    .classes = {ChangeClass::security},
    .summary = "a cipher is offered that was not before",
    .rationale = R"(Handshakes that worked keep working, though they may use
the new cipher. Risky if it is one of CBC mode (-SHA), without forward
secrecy (RSA key exchange) or 3DES, or one that Istio hands to Envoy without
reading it. No effect where TLS 1.3 is the minimum.)",
    .source = "istio pkg/config/security/security.go, IsValidCipherSuite",
    .inverse = {"cipher-removed", "cipher-list-void"},
    .examples = cipher_added_pairs,
};

constinit const ChangeKind changes::cipher_list_void = {
    .id = "cipher-list-void",
    .level = Impact::risky,
    .classes = {ChangeClass::security},
    .summary = "no cipher is chosen any more: the defaults apply",
    .rationale = R"(The list is gone, or no name in it is one that Istio
knows; it leaves out all others, and an empty list means the ciphers of the
mesh or of Envoy. They are usually more than the list allowed, and a cipher
that some client needs may not be among them.)",
    .source = "istio pkg/config/security/security.go, IsValidCipherSuite",
    .inverse = {"cipher-removed", "cipher-added", "cipher-reordered"},
    .examples = cipher_list_void_pairs,
};

constinit const ChangeKind changes::cipher_invalid_changed = {
    .id = "cipher-invalid-changed",
    .level = Impact::none,
    .classes = {},
    .summary = "cipherSuites has other names that Istio does not know",
    .rationale = R"(Names that Istio does not know, those of TLS 1.3 among
them, are left out before Envoy sees the list.)",
    .source = "istio pkg/config/security/security.go, IsValidCipherSuite",
    .inverse = {"cipher-invalid-changed"},
    .examples = cipher_invalid_changed_pairs,
};

constinit const ChangeKind changes::cipher_duplicate = {
    .id = "cipher-duplicate",
    .level = Impact::none,
    .classes = {},
    .summary = "a cipher is repeated, or no longer repeated",
    .rationale = R"(Istio hands each cipher to Envoy once, at its first
place in the list.)",
    .source = "istio pkg/config/security/security.go, IsValidCipherSuite",
    .inverse = {"cipher-duplicate"},
    .examples = cipher_duplicate_pairs,
};

constinit const ChangeKind changes::cipher_reordered = {
    .id = "cipher-reordered",
    .level = Impact::safe,
    .classes = {},
    .summary = "the same ciphers stand in another order",
    .rationale = R"(The order is what the gateway prefers. Every client
still finds a cipher, but may get another one.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"cipher-reordered", "cipher-list-void"},
    .examples = cipher_reordered_pairs,
};

bool chooses_ciphers(const Tls& tls) { return !ciphers_of(tls).used.empty(); }

void compare_ciphers(const TlsPair& pair) { CipherComparison(pair).run(); }

}  // namespace asmgw
