// What stands beside Gateways and is no YAML.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/reading.h"

#include <string>
#include <string_view>

namespace asmgw {
namespace {

void report_one(const SetFacts& facts, const Unreadable& one, Report& report) {
  const Problem& problem = one.problems.front();
  const std::string kind = one.object.kind.value_or("document");
  Finding found =
      report.about({&one.object, &facts.no_paths, nullptr})
          .at(problem.range, root_path, "this {} cannot be read{}{}", kind,
              problem.reason.empty() ? "" : ": ", problem.reason);
  for (const Related& related : problem.related)
    found.note(related.range, "{}", related.message);
  found.consequence(
      "Kubernetes cannot read the document: nothing of it is applied");
  if (!one.decides) found.at_most(Severity::info);
}

void check(const SetFacts& facts, Report& report) {
  for (const Unreadable& one : facts.mesh.unreadable)
    if (!one.is_template && !one.problems.empty())
      report_one(facts, one, report);
}

}  // namespace

constinit const Rule rules::unreadable_object = {
    .id = "GW034",
    .name = "unreadable-object",
    .severity = Severity::error,
    .layer = Layer::reading,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "document beside the Gateways that is not YAML",
    .rationale =
        R"(Kubernetes cannot read the document, so what it defines is not there. It is an
error for the kinds that decide what a request meets: VirtualService, Service,
ServiceEntry, DestinationRule, IstioGateway. Of others (a Secret, a ConfigMap, a
Deployment, what has no kind) it is an info, and so it is of those that no Gateway
of the inputs has to do with.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [*.example.com]  # <--
  gateways: [shop])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [shop.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [shop.example.com]
  gateways: [shop]
  http:
  - route: [{destination: {host: shop}}])",
    .source = "Kubernetes: sigs.k8s.io/yaml",
    .keys = {},
    .aliases = {},
    .check = check,
    .claim = Claim::evidence,
};

}  // namespace asmgw
