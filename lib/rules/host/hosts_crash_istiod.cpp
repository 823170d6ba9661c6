// A list of hosts on which istiod panics.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/releases.h"
#include "rules/host.h"
#include "rules/host/star_first.h"

namespace asmgw {
namespace {

void check(const Facts& facts, Report& report) {
  if (!since::star_panic.holds(facts.settings.version)) return;
  for (const ServerFacts& server : facts.servers) {
    const StarFirst hosts = star_first(facts, server);
    if (!hosts.panics) continue;
    report
        .at(*hosts.panics->field, "host {} behind {} makes istiod panic",
            in_quotes(hosts.panics->text()), in_quotes(hosts.all->text()))
        .consequence(
            "istiod crashes as soon as a gateway selects this object, and "
            "again "
            "after every restart")
        .note(*hosts.all->field, "replaces the whole list")
        .fix("remove {}, which {} covers", in_quotes(hosts.panics->text()),
             in_quotes(hosts.all->text()));
  }
}

}  // namespace

constinit const Rule rules::hosts_crash_istiod = {
    .id = "GW237",
    .name = "hosts-crash-istiod",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {1, 26, 5},
    .until = {},
    .summary = "`*/*` followed by a `./` or `*/` host",
    .rationale = R"(While it merges Gateways istiod replaces the hosts of a
server that has "*/*" by the single host "*", but goes on with the old list: a
later "./x" or "*/x" is then written behind the end of the new one. Nothing
recovers from that panic. The bug came with 1.26.5, 1.27.2 and 1.28.0.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*/*"
  - ./shop.example.com  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*/*")",
    .source = "istio pilot/pkg/model, sanitizeServerHostNamespace",
    .keys = {"T14", "L49"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
