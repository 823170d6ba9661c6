// A VirtualService that names a Gateway which no input has.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/near_miss.h"
#include "model/template_marks.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {
namespace {

/// The Gateways of the inputs by full name, and by their own.
struct Known {
  std::set<std::string> full;
  std::map<std::string_view, std::vector<const MeshGateway*>> by_name;
};

const std::vector<const MeshGateway*>& namesakes(const Known& known,
                                                 std::string_view name) {
  static const std::vector<const MeshGateway*> none;
  const auto at = known.by_name.find(name.substr(name.find('/') + 1));
  return at == known.by_name.end() ? none : at->second;
}

bool serves(const MeshGateway& gateway, const BoundService& bound,
            const std::string& ns) {
  for (const Field<Server>& server : *gateway.spec().servers) {
    ServedHosts hosts;
    const auto served = served_hosts(server->hosts, gateway.namespace_);
    for (const ServedHost& one : served) hosts.add(one.dns(), &one);
    if (std::any_of(bound.hosts.begin(), bound.hosts.end(),
                    [&](const std::string& host) {
                      return !host_miss(hosts, host, ns);
                    }))
      return true;
  }
  return false;
}

/// The VirtualService is in a namespace that it or who applies it names, in
/// which the Gateway is not, and the only Gateway of the name serves its hosts.
bool is_meant(const SetFacts& facts, VirtualServiceId id,
              std::string_view written, const std::string& name,
              const std::vector<const MeshGateway*>& others) {
  const VirtualService& service = facts.mesh.virtual_services[id];
  const std::string& ns = service.head.namespace_;
  const BoundService& bound = facts.engine.bindings()[id];
  if (others.size() != 1 || ns == facts.settings.default_namespace ||
      written.find('.') != std::string_view::npos ||
      name.substr(0, name.find('/')) != ns || names(bound, *others.front()))
    return false;
  return serves(*others.front(), bound, ns);
}

void check_service(const SetFacts& facts, const Known& known,
                   VirtualServiceId id, Report& report) {
  const VirtualService& service = facts.mesh.virtual_services[id];
  for (const Field<std::string>& gateway : *service.gateways) {
    if (!given(gateway)) continue;
    const std::string name =
        resolved_gateway(*gateway, service.head.namespace_);
    if (holds_placeholder(name)) continue;
    if (name == "mesh" || known.full.contains(name)) continue;
    const auto& others = namesakes(known, name);
    Finding found = report.about(service).at(
        gateway, "there is no Gateway {} among the inputs", in_quotes(name));
    if (!facts.settings.complete.of(InputKind::gateway))
      found.at_most(is_meant(facts, id, *gateway, name, others)
                        ? Severity::warning
                        : Severity::info);
    found.consequence("the VirtualService binds nothing by this name");
    if (!others.empty())
      found.fix("write {}", others.front()->full_name())
          .note(others.front()->range, "is this meant?");
  }
}

void check(const SetFacts& facts, Report& report) {
  Known known;
  for (const MeshGateway& one : facts.mesh.gateways) {
    if (holds_placeholder(one.full_name())) return;  // it may be any of them
    known.full.insert(one.full_name());
    known.by_name[one.name].push_back(&one);
  }
  for (VirtualServiceId id = 0; id < facts.mesh.virtual_services.size(); ++id)
    check_service(facts, known, id, report);
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
and nothing says so. The Gateway may live elsewhere, hence an info; a warning if
the VirtualService says its namespace and names a Gateway of it, and the one
Gateway of that name is in another and serves its hosts; an error if the input
is declared complete.)",
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
