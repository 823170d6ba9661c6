// An SNI host that two VirtualServices pass through.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding/bound.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

namespace asmgw {
namespace {

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const SkippedSni& one : workload.effective.skipped_sni) {
      if (one.virtual_service == one.earlier) continue;
      const auto& services = facts.mesh.virtual_services;
      const ObjectHead& earlier = services[one.earlier].head;
      Finding found =
          report.about(services[one.virtual_service])
              .at(one.range, one.path,
                  "{} is already passed through for VirtualService {}/{}; "
                  "istiod skips this match",
                  in_quotes(one.host), earlier.namespace_, earlier.name);
      if (names_copies(facts, one.virtual_service) ||
          names_copies(facts, one.earlier))
        found.at_most(Severity::info);
      found.consequence("none of the sniHosts of the match reach this route")
          .note(one.earlier_range, "first definition")
          .fix("name every SNI host in one VirtualService only");
    }
}

}  // namespace

constinit const Rule rules::sni_hosts_taken = {
    .id = "GW413",
    .name = "sni-hosts-taken",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService whose sniHosts an earlier one has",
    .rationale =
        R"(For a PASSTHROUGH server every match of a VirtualService's tls routes makes
one filter chain. If an earlier VirtualService has one of its sniHosts on the
same port and bind, istiod skips the whole match, with all its other hosts, and
only its log says so.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: ["*.example.com"]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  tls:
  - match: [{sniHosts: [a.example.com]}]
    route: [{destination: {host: a}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [a.example.com, b.example.com]
  gateways: [shop]
  tls:
  - match:
    - sniHosts:
      - b.example.com
      - a.example.com  # <--
    route: [{destination: {host: b}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: tls, protocol: TLS}
    hosts: ["*.example.com"]
    tls: {mode: PASSTHROUGH}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  tls:
  - match: [{sniHosts: [a.example.com]}]
    route: [{destination: {host: a}}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: b, namespace: shop}
spec:
  hosts: [b.example.com]
  gateways: [shop]
  tls:
  - match: [{sniHosts: [b.example.com]}]
    route: [{destination: {host: b}}])",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayNetworkFiltersFromTLSRoutes",
    .keys = {"L32"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
