// A VirtualService that names a Gateway which no input has.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <set>
#include <string>

namespace asmgw {
namespace {

void check_service(const SetFacts& facts, const std::set<std::string>& known,
                   const VirtualService& service, Report& report) {
  for (const Field<std::string>& gateway : *service.gateways) {
    if (!given(gateway)) continue;
    const std::string name =
        resolved_gateway(*gateway, service.head.namespace_);
    if (name == "mesh" || known.count(name) > 0) continue;
    Finding found = report.about(service).at(
        gateway, "there is no Gateway {} among the inputs", quoted(name));
    if (!facts.settings.complete) found.at_most(Severity::info);
    found.consequence("the VirtualService binds nothing by this name");
    for (const MeshGateway& one : facts.mesh.gateways)
      if (one.name == name.substr(name.find('/') + 1)) {
        found.fix("write {}", one.full_name())
            .note(one.range, "is this meant?");
        break;
      }
  }
}

void check(const SetFacts& facts, Report& report) {
  std::set<std::string> known;
  for (const MeshGateway& one : facts.mesh.gateways)
    known.insert(one.full_name());
  for (const VirtualService& service : facts.mesh.virtual_services)
    check_service(facts, known, service, report);
}

}  // namespace

constinit const Rule rules::gateway_not_found = {
    .id = "GW501",
    .name = "gateway-not-found",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService for a Gateway that is not there",
    .rationale =
        R"(A VirtualService names its Gateways as namespace/name; a name alone means its
own namespace, gw.ns the old way round. A name that no Gateway has binds nothing,
and nothing says so. The Gateway may live elsewhere, hence an info; an error if
the input is declared complete.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: infra}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways:
  - shop  # <--
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: infra}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways:
  - infra/shop
  http: [{route: [{destination: {host: web}}]}])",
    .source = "istio pilot/pkg/model, resolveGatewayName",
    .keys = {},
    .aliases = {"IST0101", "KIA1102"},
    .check = check,
};

}  // namespace asmgw
