// Classes of change: settings of the handshake in a mode that does not apply
// them.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <optional>

namespace asmgw {
namespace {

constexpr std::string_view in_istio_mutual = "{mode: ISTIO_MUTUAL}";
constexpr std::string_view ignored =
    "{mode: ISTIO_MUTUAL, minProtocolVersion: TLSV1_3}";

constexpr ChangeExample tls_params_ignored_pairs[] = {
    {
        .level = Impact::none,
        .older = in_istio_mutual,
        .newer = ignored,
        .silent = R"({mode: ISTIO_MUTUAL, minProtocolVersion: TLS_AUTO})",
    },
};

constexpr ChangeExample tls_params_ignored_resolved_pairs[] = {
    {
        .level = Impact::safe,
        .older = ignored,
        .newer = in_istio_mutual,
        .silent = R"({mode: ISTIO_MUTUAL, maxProtocolVersion: TLSV1_3})",
    },
};

/// A setting that is written and says something other than the default.
struct Parameter {
  std::string_view name;
  Spot spot;
};

std::optional<Parameter> ignored_in(const SideServer& server, TlsMode mode,
                                    IstioVersion version) {
  const Tls& tls = *server->tls;
  if (applies_parameters(mode, version)) return std::nullopt;
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

void compare_ignored_parameters(const TlsPair& pair) {
  const SideServer& older = *pair.servers.older;
  const SideServer& newer = *pair.servers.newer;
  const auto before = ignored_in(older, pair.from, pair.version());
  const auto after = ignored_in(newer, pair.to, pair.version());
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
