// HTTP/3 asks for no client certificate.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/releases.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

void check(const SetFacts& facts, Report& report) {
  if (!since::quic_without_client_check.holds(facts.settings.version)) return;
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>&) {
    if (!listener.quic) return;
    for (const Chain& chain : listener.chains) {
      const ServerIn& server = workload.server(chain.servers.front());
      if (server.mode != TlsMode::mutual) continue;
      report.about(facts.model_of(server))
          .at(server->tls->mode,
              "HTTP/3 on port {} asks for no client certificate", server.port)
          .consequence("over QUIC anybody gets in")
          .fix("take the UDP port out of the Service, or switch QUIC off");
    }
  });
}

}  // namespace

constinit const Rule rules::quic_without_client_check = {
    .id = "GW417",
    .name = "quic-without-client-check",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "MUTUAL on a server that also answers HTTP/3",
    .rationale =
        R"(Where istiod builds QUIC listeners (PILOT_ENABLE_QUIC_LISTENERS, here
--quic), an HTTPS server whose port is UDP in the Service as well gets an HTTP/3
listener, and that one never asks for a client certificate, whatever the
mode. 1.16 did ask.)",
    .bad = "",
    .good = "",
    .source = "istio pilot/pkg/networking/core, buildGatewayListenerTLSContext",
    .keys = {"L48"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
