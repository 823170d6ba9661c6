// `*/*` and other hosts in one server.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/releases.h"
#include "rules/host.h"
#include "rules/host/star_first.h"

#include <algorithm>

namespace asmgw {
namespace {

bool is_plain_star(const HostFacts& host) {
  return host.pattern.dns == "*" &&
         (!host.pattern.namespace_ || *host.pattern.namespace_ == "*");
}

bool panics(const Facts& facts, const StarFirst& hosts) {
  return hosts.panics && since::star_panic.holds(facts.settings.version);
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    const StarFirst hosts = star_first(facts, server);
    if (!hosts.all || panics(facts, hosts)) continue;
    const auto all = facts.hosts_of(server);
    const auto other = std::find_if(
        all.begin(), all.end(),
        [](const HostFacts& host) { return !is_plain_star(host); });
    if (other == all.end()) continue;
    report
        .at(*hosts.all->field,
            "host {} discards the other hosts of this server",
            in_quotes(hosts.all->text()))
        .consequence(
            "istiod replaces the whole list by \"*\": every host of every "
            "namespace")
        .note(*other->field, "has no effect")
        .fix("keep either {} or the others", in_quotes(hosts.all->text()));
  }
}

}  // namespace

constinit const Rule rules::catch_all_discards_hosts = {
    .id = "GW238",
    .name = "catch-all-discards-hosts",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "`*/*` beside other hosts",
    .rationale = R"("*/*" stands for all hosts of all namespaces. istiod
replaces the whole list of the server by "*" as soon as it meets it, so that
names and namespaces beside it limit nothing.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop/shop.example.com
  - "*/*"  # <--)",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - "*/*")",
    .source = "istio pilot/pkg/model, sanitizeServerHostNamespace",
    .keys = {"T15"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
