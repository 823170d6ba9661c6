// Classes of change: minProtocolVersion and maxProtocolVersion.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

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
constexpr ChangeExample tls_min_lowered_pairs[] = {
    {
        .level = Impact::risky,
        .older = from_1_2,
        .newer = from_1_0,
        .silent = plain,
    },
    {
        .variant = "1.3",
        .level = Impact::risky,
        .older = from_1_3,
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_3})",
    },
};

constexpr ChangeExample tls_min_raised_pairs[] = {
    {
        .variant = "1.3",
        .level = Impact::breaking,
        .older = plain,
        .newer = from_1_3,
        .silent = from_1_2,
    },
    {
        .variant = "1.2",
        .level = Impact::risky,
        .older = from_1_0,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_2, cipherSuites: [AES128-SHA]})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_0})",
    },
};

constexpr ChangeExample tls_min_explicit_default_pairs[] = {
    {
        .level = Impact::none,
        .older = plain,
        .newer = from_1_2,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLS_AUTO})",
    },
};

constexpr ChangeExample tls_max_lowered_pairs[] = {
    {
        .level = Impact::risky,
        .older = plain,
        .newer = up_to_1_2,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      maxProtocolVersion: TLSV1_3})",
    },
    {
        .variant = "below the minimum",
        .level = Impact::breaking,
        .older = from_1_3,
        .newer = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_2})",
        .silent = R"({mode: SIMPLE, credentialName: shop,
      minProtocolVersion: TLSV1_3, maxProtocolVersion: TLSV1_3})",
    },
};

constexpr ChangeExample tls_max_raised_pairs[] = {
    {
        .level = Impact::safe,
        .older = up_to_1_2,
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      maxProtocolVersion: TLSV1_2, minProtocolVersion: TLSV1_2})",
    },
};

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

/// Minimum and maximum have no version between them now.
void judge_crossed(Change& change, const TlsPair& pair) {
  if (versions_cross(pair.newer) && !versions_cross(pair.older))
    raise(change,
          "minProtocolVersion is above maxProtocolVersion: no version "
          "is left, every handshake fails");
}

Change& say_min_lowered(const TlsPair& pair) {
  Change& change =
      pair.add(changes::tls_min_lowered, &Tls::min_protocol_version,
               fmt::format("accepts {}", spoken(lowest_version(pair.newer))));
  change.then = fmt::format("handshakes of {} succeed, which failed before; {}",
                            spoken(lowest_version(pair.newer)), drains);
  if (lowest_version(pair.newer) < TlsVersion::v1_2 &&
      !chooses_ciphers(pair.newer))
    change.notes.emplace_back(
        "no cipherSuites are given, and the default ciphers have none for TLS "
        "below 1.2: it may have no effect");
  return change;
}

Change& say_min_raised(const TlsPair& pair) {
  const TlsVersion now = lowest_version(pair.newer);
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
  if (only_1_3 && chooses_ciphers(pair.newer))
    change.notes.emplace_back(
        "cipherSuites has no effect with TLS 1.3 alone, and some releases of "
        "Envoy refuse it");
  if (!only_1_3 && !chooses_ciphers(pair.older))
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
  const TlsVersion before = lowest_version(pair.older),
                   after = lowest_version(pair.newer);
  Change& change = after < before   ? say_min_lowered(pair)
                   : after > before ? say_min_raised(pair)
                                    : say_min_written(pair);
  change.now = fmt::format("{} is the oldest version", spoken(before));
  set_subject(change, pair.servers, spoken(after));
}

void compare_max(const TlsPair& pair) {
  const TlsVersion before = highest_version(pair.older),
                   after = highest_version(pair.newer);
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

void compare_versions(const TlsPair& pair) {
  compare_min(pair);
  compare_max(pair);
}

}  // namespace asmgw
