// Classes of change: versions, ciphers and curves of a handshake.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace asmgw {
namespace {

constexpr std::string_view plain = "{mode: SIMPLE, credentialName: shop}";
constexpr std::string_view from_1_0 = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_0, cipherSuites: [AES128-SHA]})";
constexpr std::string_view from_1_2 = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_2})";
constexpr std::string_view from_1_3 = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3})";
constexpr std::string_view up_to_1_2 = R"({mode: SIMPLE, credentialName: shop,
      maxProtocolVersion: TLSV1_2})";
constexpr std::string_view one_cipher = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256]})";
constexpr std::string_view two_ciphers = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES256-GCM-SHA384]})";
constexpr std::string_view in_istio_mutual = "{mode: ISTIO_MUTUAL}";
constexpr std::string_view ignored =
    "{mode: ISTIO_MUTUAL, minProtocolVersion: TLSV1_3}";

constexpr ChangeExample tls_min_lowered_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = from_1_2,
        .newer = from_1_0,
        .silent = plain,
        .context = {},
        .options = {},
    },
    {
        .variant = "1.3",
        .level = Impact::risky,
        .older = from_1_3,
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_3})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_min_raised_pairs[] = {
    {
        .variant = "1.3",
        .level = Impact::breaking,
        .older = plain,
        .newer = from_1_3,
        .silent = from_1_2,
        .context = {},
        .options = {},
    },
    {
        .variant = "1.2",
        .level = Impact::risky,
        .older = from_1_0,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_2, cipherSuites: [AES128-SHA]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_0})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_min_explicit_default_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = plain,
        .newer = from_1_2,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLS_AUTO})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_max_lowered_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = plain,
        .newer = up_to_1_2,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      maxProtocolVersion: TLSV1_3})",
        .context = {},
        .options = {},
    },
    {
        .variant = "below the minimum",
        .level = Impact::breaking,
        .older = from_1_3,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_3})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_max_raised_pairs[] = {
    {
        .variant = {},
        .level = Impact::safe,
        .older = up_to_1_2,
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      maxProtocolVersion: TLSV1_2, minProtocolVersion: TLSV1_2})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_removed_pairs[] = {
    {
        .variant = {},
        .level = Impact::risky,
        .older = two_ciphers,
        .newer = one_cipher,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .context = {},
        .options = {},
    },
    {
        .variant = "list set",
        .level = Impact::risky,
        .older = plain,
        .newer = one_cipher,
        .silent = from_1_2,
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_added_pairs[] = {
    {
        .variant = {},
        .level = Impact::safe,
        .older = one_cipher,
        .newer = two_ciphers,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        tls13]})",
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_list_void_pairs[] = {
    {
        .variant = "list removed",
        .level = Impact::risky,
        .older = one_cipher,
        .newer = plain,
        .silent = two_ciphers,
        .context = {},
        .options = {},
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
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_invalid_changed_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        TLS_AES_128_GCM_SHA256]})",
        .silent = two_ciphers,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_duplicate_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = one_cipher,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .silent = two_ciphers,
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample cipher_reordered_pairs[] = {
    {
        .variant = {},
        .level = Impact::safe,
        .older = two_ciphers,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      cipherSuites: [ECDHE-RSA-AES128-GCM-SHA256,
        ECDHE-RSA-AES256-GCM-SHA384,
        ECDHE-RSA-AES128-GCM-SHA256]})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_params_ignored_pairs[] = {
    {
        .variant = {},
        .level = Impact::none,
        .older = in_istio_mutual,
        .newer = ignored,
        .silent = R"({mode: ISTIO_MUTUAL, minProtocolVersion: TLS_AUTO})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample tls_params_ignored_resolved_pairs[] = {
    {
        .variant = {},
        .level = Impact::safe,
        .older = ignored,
        .newer = in_istio_mutual,
        .silent = R"({mode: ISTIO_MUTUAL, maxProtocolVersion: TLSV1_3})",
        .context = {},
        .options = {},
    },
};

constexpr ChangeExample curves_changed_pairs[] = {
    {
        .variant = "removed",
        .level = Impact::risky,
        .older = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519, P-256]})",
        .newer = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519, P-256, X25519]})",
        .context = {},
        .options = {},
    },
    {
        .variant = "added",
        .level = Impact::safe,
        .older = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519]})",
        .newer = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519, P-256]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519, X25519]})",
        .context = {},
        .options = {},
    },
    {
        .variant = "list removed",
        .level = Impact::risky,
        .older = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519]})",
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519], minProtocolVersion: TLSV1_2})",
        .context = {},
        .options = {},
    },
};

constexpr std::string_view drains =
    "the filter chain is replaced, so open connections drain";

/// Envoy's, for servers; the same for all releases that are still in use.
constexpr std::array<std::string_view, 6> default_ciphers{
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES128-GCM-SHA256",   "ECDHE-RSA-CHACHA20-POLY1305",
    "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-RSA-AES256-GCM-SHA384"};

TlsVersion or_default(const Field<TlsVersion>& field, TlsVersion otherwise) {
  return *field == TlsVersion::automatic ? otherwise : *field;
}

TlsVersion least(const Tls& tls) {
  return or_default(tls.min_protocol_version, TlsVersion::v1_2);
}

TlsVersion most(const Tls& tls) {
  return or_default(tls.max_protocol_version, TlsVersion::v1_3);
}

std::string_view spoken(TlsVersion version) {
  switch (version) {
    case TlsVersion::v1_0:
      return "TLS 1.0";
    case TlsVersion::v1_1:
      return "TLS 1.1";
    case TlsVersion::v1_3:
      return "TLS 1.3";
    case TlsVersion::automatic:
    case TlsVersion::v1_2:
      break;
  }
  return "TLS 1.2";
}

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

/// Minimum and maximum have no version between them now.
void judge_crossed(Change& change, const TlsPair& pair) {
  if (least(pair.newer) > most(pair.newer) &&
      least(pair.older) <= most(pair.older))
    raise(change,
          "minProtocolVersion is above maxProtocolVersion: no version "
          "is left, every handshake fails");
}

Change& say_min_lowered(const TlsPair& pair) {
  Change& change =
      pair.add(changes::tls_min_lowered, &Tls::min_protocol_version,
               fmt::format("accepts {}", spoken(least(pair.newer))));
  change.then = fmt::format("handshakes of {} succeed, which failed before; {}",
                            spoken(least(pair.newer)), drains);
  if (least(pair.newer) < TlsVersion::v1_2 &&
      ciphers_of(pair.newer).used.empty())
    change.notes.emplace_back(
        "no cipherSuites are given, and the default ciphers have none for TLS "
        "below 1.2: it may have no effect");
  return change;
}

Change& say_min_raised(const TlsPair& pair) {
  const TlsVersion now = least(pair.newer);
  Change& change = pair.add(
      changes::tls_min_raised, &Tls::min_protocol_version,
      fmt::format("refuses {} and older",
                  spoken(static_cast<TlsVersion>(static_cast<int>(now) - 1))));
  change.then =
      fmt::format("clients without {} get a protocol_version alert; {}",
                  spoken(now), drains);
  const bool only_1_3 = now == TlsVersion::v1_3;
  if (!only_1_3)
    set_level(change, Impact::risky, "few clients have nothing newer");
  if (only_1_3 && !ciphers_of(pair.newer).used.empty())
    change.notes.emplace_back(
        "cipherSuites has no effect with TLS 1.3 alone, and some releases of "
        "Envoy refuse it");
  if (!only_1_3 && ciphers_of(pair.older).used.empty())
    change.notes.emplace_back(
        "no cipherSuites were given, and the default ciphers have none for TLS "
        "below 1.2: perhaps nobody could use it");
  judge_crossed(change, pair);
  return change;
}

Change& say_min_written(const TlsPair& pair) {
  Change& change =
      pair.add(changes::tls_min_explicit_default, &Tls::min_protocol_version,
               "accepts TLS 1.2 and newer, as before");
  change.then =
      "1.2 is the default, unless tlsDefaults of the mesh names another "
      "version";
  return change;
}

void compare_min(const TlsPair& pair) {
  if (*pair.older.min_protocol_version == *pair.newer.min_protocol_version)
    return;
  const TlsVersion before = least(pair.older), after = least(pair.newer);
  Change& change = after < before   ? say_min_lowered(pair)
                   : after > before ? say_min_raised(pair)
                                    : say_min_written(pair);
  change.now = fmt::format("{} is the oldest version", spoken(before));
  set_subject(change, pair.servers, spoken(after));
}

void compare_max(const TlsPair& pair) {
  const TlsVersion before = most(pair.older), after = most(pair.newer);
  if (before == after) return;
  const bool lowered = after < before;
  Change& change =
      pair.add(lowered ? changes::tls_max_lowered : changes::tls_max_raised,
               &Tls::max_protocol_version,
               fmt::format("{} {}", lowered ? "no longer speaks" : "speaks",
                           spoken(std::max(before, after))));
  set_subject(change, pair.servers, spoken(after));
  change.now = fmt::format("{} is the newest version", spoken(before));
  change.then = fmt::format(
      "{}; {}",
      lowered ? "clients that insist on the newer version fail, others use an "
                "older one"
              : "clients that know the newer version use it",
      drains);
  judge_crossed(change, pair);
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
    if (least(pair_.older) < TlsVersion::v1_3 ||
        least(pair_.newer) < TlsVersion::v1_3)
      return;
    change.then.clear();
    set_level(change, Impact::none,
              "only TLS 1.3 is spoken, whose ciphers cannot be chosen");
  }

  const TlsPair& pair_;
  CipherList before_, after_;
};

void judge_curves(Change& change, const Texts& before, const Texts& after) {
  const Texts come = without(after, before);
  const auto unknown =
      std::find_if_not(come.begin(), come.end(), is_known_curve);
  if (unknown != come.end())
    change.notes.push_back(
        fmt::format("{} is no curve that Istio knows: if Envoy does not know "
                    "it either, it refuses the listener",
                    in_quotes(*unknown)));
  else if (!before.empty() && !after.empty() && without(before, after).empty())
    set_level(change, Impact::safe, "no curve goes");
}

void compare_curves(const TlsPair& pair) {
  const Texts before = texts_of(pair.older.ecdh_curves);
  const Texts after = texts_of(pair.newer.ecdh_curves);
  if (before == after) return;
  Change& change =
      pair.add(changes::curves_changed, &Tls::ecdh_curves,
               after.empty() ? "chooses no curves any more"
                             : "offers the curves " + listed(after));
  set_subject(change, pair.servers, listed(after));
  if (!before.empty()) change.now = "offers " + listed(before);
  if (before.empty() || after.empty())
    change.notes.emplace_back("without a list the curves of Envoy apply");
  change.then = fmt::format(
      "{}; {}",
      without(before, after).empty() && !before.empty()
          ? "clients may use another curve"
          : "clients that have none of the curves fail, others may use another",
      drains);
  judge_curves(change, before, after);
}

/// A setting that is written and says something other than the default.
struct Parameter {
  std::string_view name;
  Spot spot;
};

std::optional<Parameter> ignored_in(const SideServer& server, TlsMode mode) {
  const Tls& tls = *server->tls;
  if (presents_certificate(mode)) return std::nullopt;
  if (*tls.min_protocol_version != TlsVersion::automatic)
    return Parameter{"minProtocolVersion",
                     spot_in_tls(server, &Tls::min_protocol_version)};
  if (*tls.max_protocol_version != TlsVersion::automatic)
    return Parameter{"maxProtocolVersion",
                     spot_in_tls(server, &Tls::max_protocol_version)};
  if (filled(tls.cipher_suites))
    return Parameter{"cipherSuites", spot_in_tls(server, &Tls::cipher_suites)};
  if (filled(tls.ecdh_curves))
    return Parameter{"ecdhCurves", spot_in_tls(server, &Tls::ecdh_curves)};
  return std::nullopt;
}

}  // namespace

constinit const ChangeKind changes::tls_min_lowered = {
    .id = "tls-min-lowered",
    .level = Impact::risky,
    .classes = {ChangeClass::security},
    .summary = "older versions of TLS are accepted",
    .rationale = R"(Clients that could not connect before can, with weaker
handshakes. TLS 1.0 and 1.1 need ciphers that Envoy does not have among its
defaults: without cipherSuites the lower minimum may come to nothing, and the
change says so.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"tls-min-raised"},
    .examples = tls_min_lowered_pairs,
};

constinit const ChangeKind changes::tls_min_raised = {
    .id = "tls-min-raised",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "older versions of TLS are no longer accepted",
    .rationale = R"(Clients that speak nothing newer get the alert
protocol_version. There are such clients of TLS 1.2 everywhere, so a minimum
of 1.3 is breaking; those of 1.0 and 1.1 are few, so up to 1.2 it is risky,
unless maxProtocolVersion is below it and no version is left. With 1.3 alone
cipherSuites has no effect, and some releases of Envoy refuse it.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings; "
        "istio/istio#50410, #59011",
    .inverse = {"tls-min-lowered"},
    .examples = tls_min_raised_pairs,
};

constinit const ChangeKind changes::tls_min_explicit_default = {
    .id = "tls-min-explicit-default",
    .level = Impact::none,
    .classes = {},
    .summary =
        "the minimum is written, or no longer written, and is TLS 1.2 either "
        "way",
    .rationale = R"(A gateway whose minProtocolVersion is not set, or is
TLS_AUTO, takes the default of Envoy for servers. Since Istio 1.14 that is
TLS 1.2. Where tlsDefaults of the mesh names another version, the written one
takes its place.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"tls-min-explicit-default"},
    .examples = tls_min_explicit_default_pairs,
};

constinit const ChangeKind changes::tls_max_lowered = {
    .id = "tls-max-lowered",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "newer versions of TLS are no longer accepted",
    .rationale = R"(Clients that insist on the newer version fail; all
others fall back to an older handshake. Breaking if the maximum is now below
the minimum, for then no version is left and every handshake fails.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"tls-max-raised"},
    .examples = tls_max_lowered_pairs,
};

constinit const ChangeKind changes::tls_max_raised = {
    .id = "tls-max-raised",
    .level = Impact::safe,
    .classes = {},
    .summary = "newer versions of TLS are accepted",
    .rationale = R"(Handshakes that worked keep working; clients that know
the newer version use it from now on.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"tls-max-lowered"},
    .examples = tls_max_raised_pairs,
};

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

constinit const ChangeKind changes::tls_params_ignored = {
    .id = "tls-params-ignored",
    .level = Impact::none,
    .classes = {},
    .summary = "versions, ciphers or curves in a mode that does not apply them",
    .rationale = R"(istiod applies minProtocolVersion, maxProtocolVersion,
cipherSuites and ecdhCurves in the modes SIMPLE, MUTUAL and OPTIONAL_MUTUAL
alone. With ISTIO_MUTUAL those of the mesh hold; with PASSTHROUGH and
AUTO_PASSTHROUGH the handshake is that of the backend. Whoever writes them
there may count on a protection that is not there.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"tls-params-ignored-resolved"},
    .examples = tls_params_ignored_pairs,
};

constinit const ChangeKind changes::tls_params_ignored_resolved = {
    .id = "tls-params-ignored-resolved",
    .level = Impact::safe,
    .classes = {},
    .summary =
        "no versions, ciphers or curves any more that the mode does not apply",
    .rationale = R"(The settings are gone, or the mode is one that applies
them. What they had no effect on does not change by their absence.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"tls-params-ignored"},
    .examples = tls_params_ignored_resolved_pairs,
};

constinit const ChangeKind changes::curves_changed = {
    .id = "curves-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "other curves for the key exchange",
    .rationale = R"(Clients that have none of the curves left fail. Safe
where curves are only added, or stand in another order. A list where there
was none, or none where there was a list, changes to or from the defaults of
Envoy, which depend on its release. Istio does not check the names: one that
Envoy does not know makes it refuse the listener.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, applyServerTLSSettings",
    .inverse = {"curves-changed"},
    .examples = curves_changed_pairs,
};

void compare_parameters(const TlsPair& pair) {
  compare_min(pair);
  compare_max(pair);
  CipherComparison(pair).run();
  compare_curves(pair);
}

void compare_ignored_parameters(const TlsPair& pair) {
  const SideServer& older = *pair.servers.older;
  const SideServer& newer = *pair.servers.newer;
  const auto before = ignored_in(older, pair.from);
  const auto after = ignored_in(newer, pair.to);
  if (before.has_value() == after.has_value()) return;
  const Parameter& one = after ? *after : *before;
  Change& change = pair.add(
      after ? changes::tls_params_ignored
            : changes::tls_params_ignored_resolved,
      before ? before->spot : spot_in_tls(older, &Tls::mode),
      after ? after->spot : spot_in_tls(newer, &Tls::mode),
      fmt::format("{} {}", after ? "does not apply its" : "no longer ignores",
                  one.name));
  set_subject(change, pair.servers, one.name);
  change.then = after
                    ? fmt::format("mode {} does not read it", text_of(pair.to))
                    : "what it had no effect on stays as it is";
}

}  // namespace asmgw
