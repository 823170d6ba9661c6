// Classes of change: the mode, which says where TLS ends and who must show a
// certificate.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

#include <array>
#include <optional>

namespace asmgw {
namespace {

constexpr std::string_view simple = "{mode: SIMPLE, credentialName: shop}";
constexpr std::string_view mutual = "{mode: MUTUAL, credentialName: shop}";
constexpr std::string_view optional_mutual =
    "{mode: OPTIONAL_MUTUAL, credentialName: shop}";
constexpr std::string_view istio_mutual = "{mode: ISTIO_MUTUAL}";
constexpr std::string_view passthrough = "{mode: PASSTHROUGH}";
constexpr std::string_view auto_passthrough = "{mode: AUTO_PASSTHROUGH}";

constexpr ChangeExample tls_client_auth_dropped_pairs[] = {
    {
        .level = Impact::breaking,
        .older = mutual,
        .newer = simple,
        .silent = optional_mutual,
    },
};

constexpr ChangeExample tls_client_auth_optional_pairs[] = {
    {
        .level = Impact::breaking,
        .older = mutual,
        .newer = optional_mutual,
        .silent = simple,
    },
};

constexpr ChangeExample tls_optional_auth_dropped_pairs[] = {
    {
        .level = Impact::risky,
        .older = optional_mutual,
        .newer = simple,
        .silent = mutual,
    },
};

constexpr ChangeExample tls_client_auth_required_pairs[] = {
    {
        .variant = "SIMPLE",
        .level = Impact::breaking,
        .older = simple,
        .newer = mutual,
        .silent = optional_mutual,
    },
    {
        .variant = "OPTIONAL_MUTUAL",
        .level = Impact::breaking,
        .older = optional_mutual,
        .newer = mutual,
        .silent = simple,
    },
};

constexpr ChangeExample tls_client_auth_requested_pairs[] = {
    {
        .level = Impact::risky,
        .older = simple,
        .newer = optional_mutual,
        .silent = mutual,
    },
};

constexpr ChangeExample tls_mode_istio_mutual_pairs[] = {
    {
        .variant = "to",
        .level = Impact::breaking,
        .older = simple,
        .newer = istio_mutual,
        .silent = mutual,
    },
    {
        .variant = "from",
        .level = Impact::breaking,
        .older = istio_mutual,
        .newer = simple,
        .silent = passthrough,
    },
};

constexpr ChangeExample tls_terminate_to_passthrough_pairs[] = {
    {
        .variant = "PASSTHROUGH",
        .level = Impact::breaking,
        .older = simple,
        .newer = passthrough,
        .silent = istio_mutual,
    },
    {
        .variant = "mode deleted",
        .level = Impact::breaking,
        .older = simple,
        .newer = R"({credentialName: shop})",
        .silent = auto_passthrough,
    },
};

constexpr ChangeExample tls_passthrough_to_terminate_pairs[] = {
    {
        .level = Impact::breaking,
        .older = passthrough,
        .newer = simple,
        .silent = auto_passthrough,
    },
    {
        .variant = "mode added",
        .level = Impact::breaking,
        .older = R"({credentialName: shop})",
        .newer = simple,
        .silent = passthrough,
    },
};

constexpr ChangeExample tls_auto_passthrough_enabled_pairs[] = {
    {
        .level = Impact::breaking,
        .older = passthrough,
        .newer = auto_passthrough,
        .silent = simple,
    },
};

constexpr ChangeExample tls_auto_passthrough_disabled_pairs[] = {
    {
        .level = Impact::breaking,
        .older = auto_passthrough,
        .newer = passthrough,
        .silent = R"({mode: AUTO_PASSTHROUGH, minProtocolVersion: TLSV1_2})",
    },
};

/// A change of mode; nothing stands for every mode. The first that fits holds.
struct ModeStep {
  std::optional<TlsMode> from, to;
  const ChangeKind* kind;
  std::string_view title, then;
};

constexpr std::optional<TlsMode> any;

constexpr std::array<ModeStep, 12> steps{{
    {any, TlsMode::auto_passthrough, &changes::tls_auto_passthrough_enabled,
     "passes TLS on to every service of the mesh under its hosts",
     "each such service can be reached by server name on this port, past "
     "VirtualServices"},
    {TlsMode::auto_passthrough, any, &changes::tls_auto_passthrough_disabled,
     "no longer passes TLS on to the services of the mesh",
     "the filter chains of the services go: traffic from other networks "
     "fails"},
    {any, TlsMode::passthrough, &changes::tls_terminate_to_passthrough,
     "passes TLS on instead of ending it",
     "http routes, filters and policies on requests stop; without tls routes "
     "with sniHosts there is no filter chain; clients see the certificate of "
     "the backend"},
    {TlsMode::passthrough, any, &changes::tls_passthrough_to_terminate,
     "ends TLS instead of passing it on",
     "clients see the certificate of the gateway; tls routes are no longer "
     "read, http routes (HTTPS) or tcp routes (TLS) are needed"},
    {any, TlsMode::istio_mutual, &changes::tls_mode_istio_mutual,
     "shows the certificate of the mesh",
     "clients outside the mesh do not trust it and have none of their own: "
     "their handshakes fail; versions, ciphers and curves are not applied"},
    {TlsMode::istio_mutual, any, &changes::tls_mode_istio_mutual,
     "no longer shows the certificate of the mesh",
     "clients of the mesh expect that certificate: their handshakes fail"},
    {TlsMode::mutual, TlsMode::simple, &changes::tls_client_auth_dropped,
     "no longer asks for a client certificate",
     "everyone can connect, and requests no longer carry the identity of a "
     "client"},
    {TlsMode::mutual, TlsMode::optional_mutual,
     &changes::tls_client_auth_optional,
     "no longer requires a client certificate",
     "clients without a certificate are let in; one that is shown is still "
     "checked"},
    {TlsMode::optional_mutual, TlsMode::simple,
     &changes::tls_optional_auth_dropped,
     "no longer asks for a client certificate",
     "requests no longer carry the identity of clients that have one"},
    {TlsMode::simple, TlsMode::mutual, &changes::tls_client_auth_required,
     "requires a client certificate",
     "handshakes of clients without a certificate fail"},
    {TlsMode::optional_mutual, TlsMode::mutual,
     &changes::tls_client_auth_required, "requires a client certificate",
     "handshakes of clients without a certificate fail"},
    {TlsMode::simple, TlsMode::optional_mutual,
     &changes::tls_client_auth_requested, "asks for a client certificate",
     "clients that send a certificate of another CA fail; those without one "
     "are let in"},
}};

const ModeStep* step_of(TlsMode from, TlsMode to) {
  if (from == to) return nullptr;
  for (const ModeStep& step : steps)
    if (step.from.value_or(from) == from && step.to.value_or(to) == to)
      return &step;
  return nullptr;
}

std::string_view state_of(TlsMode mode) {
  switch (mode) {
    case TlsMode::passthrough:
      break;
    case TlsMode::simple:
      return "TLS ends at the gateway, clients need no certificate";
    case TlsMode::mutual:
      return "TLS ends at the gateway, clients must show a certificate";
    case TlsMode::auto_passthrough:
      return "TLS is passed on to services of the mesh, by server name";
    case TlsMode::istio_mutual:
      return "TLS of the mesh ends at the gateway, with its own certificates";
    case TlsMode::optional_mutual:
      return "TLS ends at the gateway, a client certificate is checked if "
             "shown";
  }
  return "TLS is passed on to the backend, by server name";
}

/// Where the CA is looked for that there was no need of before.
void note_new_ca(Change& change, const TlsPair& pair) {
  if (!asks_for_client(pair.to) || asks_for_client(pair.from)) return;
  if (has_credential(pair.newer, pair.version()))
    change.notes.push_back(
        fmt::format("the CA is read from Secret {}{}",
                    visible(client_ca_of(pair, pair.newer)),
                    filled(pair.newer.ca_cert_credential_name)
                        ? ""
                        : ", or from ca.crt in the Secret of the certificate"));
  else
    change.notes.push_back(fmt::format("the CA is read from the file {}",
                                       in_quotes(*pair.newer.ca_certificates)));
}

bool has_no_chain(const SideServer& server) {
  const ServerIn* in = server.facts();
  return in && in->drop.reason == DropReason::no_filter_chain;
}

void note_missing(Change& change, const TlsPair& pair) {
  if (absent(pair.newer.mode))
    change.notes.emplace_back("`mode` is not written: that is PASSTHROUGH");
  const SideServer& server = *pair.servers.newer;
  if (pair.to == TlsMode::passthrough && has_no_chain(server) &&
      !server.side->mesh->virtual_services.empty())
    change.notes.emplace_back(
        "no VirtualService of the inputs has a route for it: its filter chain "
        "is left out");
}

}  // namespace

constinit const ChangeKind changes::tls_client_auth_dropped = {
    .id = "tls-client-auth-dropped",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary = "client certificates are no longer asked for",
    .rationale = R"(Envoy neither requires nor checks a client certificate
any more, so everyone who reaches the port can connect. The identity of the
client is gone from the request as well: the x-forwarded-client-cert header,
and policies that ask for principals.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-client-auth-required"},
    .examples = tls_client_auth_dropped_pairs,
};

constinit const ChangeKind changes::tls_client_auth_optional = {
    .id = "tls-client-auth-optional",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary =
        "client certificates are no longer required, only checked if shown",
    .rationale = R"(Clients without a certificate are let in; whoever shows
one is still checked against the CA. What lies behind the gateway must tell
the two apart itself, or a protection is gone.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-client-auth-required"},
    .examples = tls_client_auth_optional_pairs,
};

constinit const ChangeKind changes::tls_optional_auth_dropped = {
    .id = "tls-optional-auth-dropped",
    .level = Impact::risky,
    .classes = {ChangeClass::security},
    .summary = "client certificates, optional before, are no longer asked for",
    .rationale = R"(Nobody is shut out who was let in before, but clients
that showed a certificate are no longer known by it: headers and policies
that hold their identity find none. Whether something relies on them cannot
be told from the Gateway.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-client-auth-requested"},
    .examples = tls_optional_auth_dropped_pairs,
};

constinit const ChangeKind changes::tls_client_auth_required = {
    .id = "tls-client-auth-required",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "clients must show a certificate",
    .rationale = R"(Handshakes of clients without a certificate fail. The CA
that theirs are checked with must be there: in the Secret
<credentialName>-cacert, under ca.crt or cacert in the Secret of the
certificate, in that of caCertCredentialName, or as a file. Without it no
handshake succeeds.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-client-auth-dropped", "tls-client-auth-optional"},
    .examples = tls_client_auth_required_pairs,
};

constinit const ChangeKind changes::tls_client_auth_requested = {
    .id = "tls-client-auth-requested",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "clients are asked for a certificate, and may go without",
    .rationale = R"(Clients without a certificate are let in as before.
Those that have one and send it when asked, as browsers do, fail if another
CA has signed it. A CA must be there for the check, or the chain cannot be
set up.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext; istio/istio#60618",
    .inverse = {"tls-optional-auth-dropped"},
    .examples = tls_client_auth_requested_pairs,
};

constinit const ChangeKind changes::tls_mode_istio_mutual = {
    .id = "tls-mode-istio-mutual",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "the mode becomes, or was, ISTIO_MUTUAL",
    .rationale = R"(In ISTIO_MUTUAL the gateway shows its own workload
certificate, which only clients of the mesh trust, and asks for theirs;
certificates of the Gateway, versions, ciphers and curves are not read. So
with either change one of the two groups of clients fails: those outside the
mesh, or those in it.)",
    .source =
        "istio pilot/pkg/networking/core/listener.go, BuildListenerTLSContext",
    .inverse = {"tls-mode-istio-mutual"},
    .examples = tls_mode_istio_mutual_pairs,
};

constinit const ChangeKind changes::tls_terminate_to_passthrough = {
    .id = "tls-terminate-to-passthrough",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "TLS no longer ends at the gateway, but is passed on",
    .rationale = R"(The gateway reads nothing but the server name any more:
http routes, filters and policies on requests stop. It needs a VirtualService
with tls routes and sniHosts, or there is no filter chain. Clients see the
certificate of the backend. A mode that is not written is PASSTHROUGH, so
deleting the line does the same.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-passthrough-to-terminate"},
    .examples = tls_terminate_to_passthrough_pairs,
};

constinit const ChangeKind changes::tls_passthrough_to_terminate = {
    .id = "tls-passthrough-to-terminate",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "TLS ends at the gateway, and was passed on before",
    .rationale = R"(The gateway shows its own certificate and sees the
traffic in the clear; encryption from end to end is over. tls routes of
VirtualServices are not read any more: HTTPS servers need http routes, TLS
servers tcp routes.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayListenerTLSContext",
    .inverse = {"tls-terminate-to-passthrough"},
    .examples = tls_passthrough_to_terminate_pairs,
};

constinit const ChangeKind changes::tls_auto_passthrough_enabled = {
    .id = "tls-auto-passthrough-enabled",
    .level = Impact::breaking,
    .classes = {ChangeClass::exposure},
    .summary = "the mode becomes AUTO_PASSTHROUGH",
    .rationale = R"(Every service of the mesh whose name is under one of the
hosts gets a filter chain of its own: whoever reaches the port can address it
by server name, and no VirtualService or policy of the gateway stands
between. What the server did before is over.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "builtAutoPassthroughFilterChains",
    .inverse = {"tls-auto-passthrough-disabled"},
    .examples = tls_auto_passthrough_enabled_pairs,
};

constinit const ChangeKind changes::tls_auto_passthrough_disabled = {
    .id = "tls-auto-passthrough-disabled",
    .level = Impact::breaking,
    .classes = {ChangeClass::availability},
    .summary = "the mode is no longer AUTO_PASSTHROUGH",
    .rationale = R"(Other networks of the mesh reach the services behind
this gateway by the chains that are made for each of them. These chains go,
so traffic between the networks fails.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "builtAutoPassthroughFilterChains",
    .inverse = {"tls-auto-passthrough-enabled"},
    .examples = tls_auto_passthrough_disabled_pairs,
};

void compare_mode(const TlsPair& pair) {
  const ModeStep* step = step_of(pair.from, pair.to);
  if (!step) return;
  Change& change = pair.add(*step->kind, &Tls::mode, step->title);
  set_subject(change, pair.servers, text_of(pair.to));
  change.now = state_of(pair.from);
  change.then = step->then;
  note_new_ca(change, pair);
  note_missing(change, pair);
}

}  // namespace asmgw
