// Classes of change: ecdhCurves.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::string_view plain = "{mode: SIMPLE, credentialName: shop}";
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
    },
    {
        .variant = "list removed",
        .level = Impact::risky,
        .older = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519]})",
        .newer = plain,
        .silent = R"({mode: SIMPLE, credentialName: shop,
      ecdhCurves: [X25519], minProtocolVersion: TLSV1_2})",
    },
};

void judge_curves(Change& change, const Texts& before, const Texts& after) {
  const Texts come = without(after, before);
  const auto unknown =
      std::find_if_not(come.begin(), come.end(), is_known_curve);
  if (unknown != come.end())
    change.notes.push_back(fmt::format(
        "{} is no curve that Envoy of today knows: if yours does not know "
        "it either, it refuses the listener",
        in_quotes(*unknown)));
  else if (!before.empty() && !after.empty() && without(before, after).empty())
    set_level(change, Impact::safe, "no curve goes");
}

}  // namespace

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

}  // namespace asmgw
