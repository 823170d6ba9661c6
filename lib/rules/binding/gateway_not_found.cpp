// A VirtualService that names a Gateway which no input has.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "model/template_marks.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

/// The Gateways of the inputs by full name, and the first of each name.
struct Known {
  std::set<std::string> full;
  std::map<std::string_view, const MeshGateway*> by_name;
};

void check_service(const SetFacts& facts, const Known& known,
                   const VirtualService& service, Report& report) {
  for (const Field<std::string>& gateway : *service.gateways) {
    if (!given(gateway)) continue;
    const std::string name =
        resolved_gateway(*gateway, service.head.namespace_);
    if (holds_placeholder(name)) continue;
    if (name == "mesh" || known.full.contains(name)) continue;
    Finding found = report.about(service).at(
        gateway, "there is no Gateway {} among the inputs", in_quotes(name));
    if (!facts.settings.complete.of(InputKind::gateway))
      found.at_most(Severity::info);
    found.consequence("the VirtualService binds nothing by this name");
    const auto other =
        known.by_name.find(std::string_view(name).substr(name.find('/') + 1));
    if (other != known.by_name.end())
      found.fix("write {}", other->second->full_name())
          .note(other->second->range, "is this meant?");
  }
}

void check(const SetFacts& facts, Report& report) {
  Known known;
  for (const MeshGateway& one : facts.mesh.gateways) {
    if (holds_placeholder(one.full_name())) return;  // it may be any of them
    known.full.insert(one.full_name());
    known.by_name.emplace(one.name, &one);
  }
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
    .claim = Claim::misses,
};

}  // namespace asmgw
