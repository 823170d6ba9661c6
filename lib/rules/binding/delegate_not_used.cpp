// Delegates that give their root no route.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/delegate.h"
#include "model/template_marks.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace asmgw {
namespace {

using Entry = std::pair<VirtualServiceId, std::size_t>;

class Check {
 public:
  Check(const SetFacts& facts, Report& report)
      : facts_(facts), bindings_(facts.engine.bindings()), report_(report) {
    for (VirtualServiceId id = 0; id < services().size(); ++id)
      if (bindings_[id].is_delegate)
        by_name_.emplace(services()[id].head.name, id);
  }

  void run() {
    for (VirtualServiceId id = 0; id < services().size(); ++id) {
      for (const EntryPlace& place : bindings_[id].places)
        if (place.service != id) used_[place.service].insert(place.entry);
      if (is_bound(id))
        for (const DeadDelegate& dead : bindings_[id].dead)
          check_dead(id, dead);
    }
    for (const auto& [id, entries] : used_) check_rest(id, entries);
  }

 private:
  [[nodiscard]] const SharedList<VirtualService>& services() const {
    return facts_.mesh.virtual_services;
  }
  [[nodiscard]] bool is_bound(VirtualServiceId id) const {
    const auto& gateways = bindings_[id].gateways;
    return std::any_of(
        gateways.begin(), gateways.end(),
        [](const std::string& gateway) { return gateway != "mesh"; });
  }
  [[nodiscard]] bool all_are_given() const {
    return facts_.settings.complete.of(InputKind::virtual_service);
  }

  void check_dead(VirtualServiceId id, const DeadDelegate& dead) {
    const VirtualService& service = services()[id];
    const HttpRoute& entry = service.http[dead.entry];
    if (holds_placeholder(dead.name)) return;
    Finding found =
        report_.about(service).at(entry.delegate->range, entry.path, "{}",
                                  words_of(dead, facts_.mesh, id));
    if (dead.fault == DelegateFault::missing && !all_are_given())
      found.at_most(Severity::info);
    found.consequence("istiod leaves this entry of http out");
    if (dead.found) found.note(services()[*dead.found].head.range, "this one");
    add_fix(found, service, dead);
  }

  void add_fix(Finding& found, const VirtualService& root,
               const DeadDelegate& dead) const {
    switch (dead.fault) {
      case DelegateFault::missing:
        return add_namesake(found, root, dead);
      case DelegateFault::refused:
        found.fix("mend that VirtualService: see its own findings");
        return;
      case DelegateFault::has_hosts:
        found.fix("remove hosts and gateways of that VirtualService");
        return;
      case DelegateFault::not_exported:
        found.fix("add {} to its exportTo", in_quotes(root.head.namespace_));
        return;
      case DelegateFault::empty:
      case DelegateFault::nested:
        found.fix("write its routes into it");
        return;
      case DelegateFault::excluded:
        found.fix(
            "let what the delegate matches be part of what this entry "
            "matches, or remove its match");
    }
  }

  void add_namesake(Finding& found, const VirtualService& root,
                    const DeadDelegate& dead) const {
    const std::string_view name =
        std::string_view(dead.name).substr(dead.name.find('/') + 1);
    const auto at = by_name_.find(name);
    if (at == by_name_.end()) {
      found.fix("write the name of a VirtualService without hosts");
      return;
    }
    const ObjectHead& other = services()[at->second].head;
    found.note(other.range, "is this meant?");
    if (other.namespace_ == root.head.namespace_)
      found.fix("remove namespace, or write {}", other.namespace_);
    else
      found.fix("write namespace {}", other.namespace_);
  }

  /// Entries of a delegate of which others are used.
  void check_rest(VirtualServiceId id, const std::set<std::size_t>& used) {
    const VirtualService& service = services()[id];
    for (std::size_t i = 0; i < service.http.size(); ++i) {
      const HttpRoute& entry = service.http[i];
      if (used.contains(i)) continue;
      Finding found = report_.about(service).at(
          entry.range, entry.path, "{}",
          entry.delegate
              ? "a delegate has no delegates"
              : "what this entry matches excludes what its roots match");
      if (!all_are_given() && !entry.delegate) found.at_most(Severity::info);
      found.at_most(Severity::warning)
          .consequence("istiod leaves this entry of http out")
          .fix("{}",
               entry.delegate
                   ? "write the routes here"
                   : "let what it matches be part of what a root matches");
    }
  }

  const SetFacts& facts_;
  const Bindings& bindings_;
  Report& report_;
  /// Delegates, the first of each name.
  std::map<std::string_view, VirtualServiceId> by_name_;
  std::map<VirtualServiceId, std::set<std::size_t>> used_;
};

void check(const SetFacts& facts, Report& report) {
  Check(facts, report).run();
}

}  // namespace

constinit const Rule rules::delegate_not_used = {
    .id = "GW515",
    .name = "delegate-not-used",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "delegate that gives its root no route",
    .rationale =
        R"(An entry of http with a delegate stands for the entries of another
VirtualService: one without hosts, in the namespace that the entry names or else
in its own, exported to the root's namespace, without delegates of its own. Of
what both match only what can hold together is left: a path of the delegate must
begin with the prefix of the root, regular expressions exclude each other. If
nothing is left, istiod leaves the entry out, and its requests get 404 or the
next route. An info if the delegate is just not among the inputs.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: root, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /shop/web}}]
    delegate:
      name: web  # <--
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  http:
  - match: [{uri: {prefix: /web}}]
    route: [{destination: {host: web}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 80, name: http, protocol: HTTP}
    hosts: [a.example.com]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: root, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match: [{uri: {prefix: /shop/web}}]
    delegate:
      name: web
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec:
  http:
  - match: [{uri: {prefix: /shop/web}}]
    route: [{destination: {host: web}}])",
    .source = "istio pilot/pkg/model/virtualservice.go, mergeHTTPRoutes",
    .keys = {"L55"},
    .aliases = {},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
