// Hosts that the Gateway does not have.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/near_miss.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// The hosts of a Gateway that is looked at.
class Hosts {
 public:
  explicit Hosts(const MeshGateway& gateway) {
    for (const Field<Server>& server : *gateway.spec().servers)
      if (given(server))
        for (ServedHost& host : served_hosts(server->hosts, gateway.namespace_))
          all_.push_back(std::move(host));
    for (const ServedHost& one : all_) by_name_.add(one.dns(), &one);
  }
  /// Nothing: the Gateway has it.
  [[nodiscard]] std::optional<HostMiss> miss(std::string_view host,
                                             std::string_view ns) const {
    return host_miss(by_name_, host, ns);
  }

 private:
  std::deque<ServedHost> all_;
  ServedHosts by_name_;
};

void add_fix(Finding& found, const HostMiss& miss, const std::string& ns) {
  switch (miss.cause) {
    case MissCause::host_namespace:
      found.fix("write {} in the Gateway, or move the VirtualService",
                in_quotes(ns + '/' + std::string(miss.served->dns())));
      return;
    case MissCause::letter_case:
      found.fix("write it in the same case in both");
      return;
    case MissCause::apex:
      found.fix("add {} to the hosts of a server", in_quotes(miss.host));
      return;
    default:
      found.fix("use a host that a server of the Gateway covers");
  }
}

class Check {
 public:
  Check(const SetFacts& facts, const MeshGateway& gateway, Report& report)
      : facts_(facts), gateway_(gateway), hosts_(gateway), report_(report) {}

  void check(VirtualServiceId id) {
    const VirtualService& service = facts_.mesh.virtual_services[id];
    const std::string& ns = service.head.namespace_;
    std::optional<HostMiss> nearest;
    std::vector<std::pair<const Field<std::string>*, HostMiss>> missed;
    std::deque<std::string> names;
    bool bound = false;
    for (const Field<std::string>& host : *service.hosts) {
      names.push_back(complete_host(*host, ns));
      const auto miss = hosts_.miss(names.back(), ns);
      bound |= !miss;
      if (!miss) continue;
      if (!nearest || nearest->cause < miss->cause) nearest = miss;
      if (miss->cause != MissCause::other_host)
        missed.emplace_back(&host, *miss);
    }
    if (!bound && nearest) tell_all(service, *nearest);
    if (bound && facts_.engine.bindings()[id].gateways.size() == 1)
      for (const auto& [host, miss] : missed) tell_one(service, *host, miss);
  }

 private:
  void tell_all(const VirtualService& service, const HostMiss& miss) {
    Finding found =
        report_.about(service).at(service.hosts,
                                  "no server of Gateway {} has a host of this "
                                  "VirtualService",
                                  gateway_.full_name());
    if (!facts_.settings.complete.of(InputKind::gateway) ||
        facts_.has_copies(gateway_.full_name()))
      found.at_most(Severity::info);
    found.consequence("the VirtualService has no effect on that Gateway");
    if (miss.served && miss.served->field)
      found.note(*miss.served->field, "{}",
                 miss.cause == MissCause::host_namespace
                     ? "for another namespace"
                     : "not the same");
    else
      found.note(gateway_.range, "the Gateway");
    if (miss.cause != MissCause::other_host)
      found.remark("it {}", miss.words(service.head.namespace_));
    add_fix(found, miss, service.head.namespace_);
  }

  /// A host that only looks as if it were served, beside others that are.
  void tell_one(const VirtualService& service, const Field<std::string>& host,
                const HostMiss& miss) {
    Finding found =
        report_.about(service).at(host, "no server of Gateway {} has host {}",
                                  gateway_.full_name(), in_quotes(*host));
    found.at_most(Severity::info)
        .consequence("the VirtualService has no effect for it");
    if (miss.served->field) found.note(*miss.served->field, "not the same");
    add_fix(found, miss, service.head.namespace_);
  }

  const SetFacts& facts_;
  const MeshGateway& gateway_;
  Hosts hosts_;
  Report& report_;
};

void check(const SetFacts& facts, Report& report) {
  for (const MeshGateway& gateway : facts.mesh.gateways) {
    const auto& naming = facts.engine.bindings().naming(gateway.full_name());
    if (naming.empty() || has_unknown_hosts(gateway)) continue;
    Check check(facts, gateway, report);
    for (VirtualServiceId id : naming)
      if (!has_unknown_hosts(facts.mesh.virtual_services[id])) check.check(id);
  }
}

}  // namespace

constinit const Rule rules::host_bound_nowhere = {
    .id = "GW502",
    .name = "host-bound-nowhere",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "VirtualService whose hosts no server of its Gateway has",
    .rationale =
        R"(A VirtualService binds to a server where their hosts have a name in common,
compared with their case and by suffix: *.example.com does not cover
example.com, and a host behind a namespace is seen from that namespace only. If
no server has any of its hosts the VirtualService is without effect. An info if
only some of its hosts miss those of the Gateway by a little.)",
    .bad = R"(
# asmgw: --complete
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [example.com]  # <--
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: ["*.example.com", example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [example.com]
  gateways: [shop]
  http: [{route: [{destination: {host: web}}]}])",
    .source = "istio pkg/config/host, Names.Intersection",
    .keys = {"L45"},
    .aliases = {"IST0132"},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
