// A port that unprivileged pods do not open.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

namespace asmgw {
namespace {

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const ServerIn& server : workload.effective.servers) {
      if (server.drop.reason != DropReason::privileged_port) continue;
      Finding found =
          report.about(facts.model_of(server))
              .at(server->port->number,
                  "{} is unprivileged, so istiod leaves port {} out",
                  workload.effective.workload.id, server.port);
      // A Service that is not among the inputs may map it.
      if (workload.effective.targets.empty() && !facts.settings.unprivileged &&
          !facts.settings.complete.of(InputKind::service))
        found.at_most(Severity::info);
      found.consequence("connections are refused")
          .fix("map the port to one above 1023 in the Service");
    }
}

}  // namespace

constinit const Rule rules::privileged_port = {
    .id = "GW509",
    .name = "privileged-port",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "port below 1024 on pods that may not open it",
    .rationale =
        R"(With ISTIO_META_UNPRIVILEGED_POD=true istiod leaves out every listener on a
port below 1024, port 0 of a socket included, and says so only in its log.
Current charts lower the kernel's limit instead and do not set it.)",
    .bad = "",
    .good = "",
    .source = "istio pilot/pkg/networking/core, buildGatewayListeners",
    .keys = {"L47"},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
