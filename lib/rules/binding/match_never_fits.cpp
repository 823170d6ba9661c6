// A match whose port or Gateways no server has.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/routing.h"
#include "rules/binding.h"
#include "rules/binding/bound.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace asmgw {
namespace {

/// What matches of `http`, `tls` and `tcp` have in common.
struct Match {
  std::uint32_t port = 0;
  const List<std::string>& gateways;
  Range range;
  PathId path;
  std::string_view kind;
};

/// A server with hosts of the VirtualService, which looks at routes of `kind`.
struct Target {
  std::string gateway;
  const Server* server;
  std::uint32_t port;
  std::string_view kind;
};
using Targets = std::map<VirtualServiceId, std::vector<Target>>;

std::string_view routes_of(Handling kind) {
  if (speaks_http(kind)) return "http";
  return kind == Handling::passthrough ? "tls" : "tcp";
}

/// Those of its own: what delegates ask for is theirs to say.
std::vector<Match> matches_of(const BoundService& bound, VirtualServiceId id) {
  std::vector<Match> all;
  for (std::size_t rule = 0; rule < bound.http.size(); ++rule)
    if (bound.places[rule].service == id)
      for (const HttpMatch& one : bound.http[rule].match)
        all.push_back({one.port, one.gateways, one.range, one.path, "http"});
  for (const L4Route& route : bound.tls)
    for (const L4Match& one : route.match)
      all.push_back({one.port, one.gateways, one.range, one.path, "tls"});
  for (const L4Route& route : bound.tcp)
    for (const L4Match& one : route.match)
      all.push_back({one.port, one.gateways, one.range, one.path, "tcp"});
  return all;
}

bool has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_for(const Match& match, const Target& target) {
  return match.kind == target.kind &&
         (match.gateways.empty() ||
          names_gateway(match.gateways, target.gateway));
}

/// Matches of one VirtualService.
class Check {
 public:
  Check(const SetFacts& facts, VirtualServiceId id,
        const std::vector<Target>& targets, const std::set<std::string>& known,
        Report& report)
      : facts_(facts),
        id_(id),
        bound_(facts.engine.bindings()[id]),
        matches_(matches_of(bound_, id)),
        targets_(targets),
        known_(known),
        report_(report) {}

  void run() {
    for (const Match& match : matches_)
      if (!match.gateways.empty() && !names_bound(match))
        report_gateways(match);
      else if (match.port != 0 && is_decided(match))
        check_port(match);
  }

 private:
  const VirtualService& service() const {
    return facts_.mesh.virtual_services[id_];
  }

  bool names_bound(const Match& match) const {
    return std::any_of(match.gateways.begin(), match.gateways.end(),
                       [&](const Field<std::string>& one) {
                         return !given(one) || has(bound_.gateways, *one);
                       });
  }

  /// All that it may be for is among the inputs.
  bool is_decided(const Match& match) const {
    const bool complete = facts_.settings.complete.of(InputKind::gateway);
    return std::all_of(bound_.gateways.begin(), bound_.gateways.end(),
                       [&](const std::string& gateway) {
                         if (!match.gateways.empty() &&
                             !names_gateway(match.gateways, gateway))
                           return true;
                         return gateway != "mesh" &&
                                (complete || known_.contains(gateway));
                       });
  }

  void check_port(const Match& match) {
    std::set<std::uint32_t> ports;
    const Target* first = nullptr;
    for (const Target& target : targets_) {
      if (!is_for(match, target)) continue;
      if (!first) first = &target;
      ports.insert(target.port);
    }
    if (!first || ports.contains(match.port)) return;
    const bool one = ports.size() == 1;
    Finding found = report_.about(service()).at(
        match.range, match.path, "asks for port {}, and the {} {}", match.port,
        one ? "server is" : "servers are",
        fmt::join(ports, ports.size() == 2 ? " and " : ", "));
    lower(found, match);
    found.consequence("the match never holds")
        .note(first->server->port->number, "port of the server")
        .fix(
            "write {}: match.port is the number of the server, not that of a "
            "Service or pod",
            one ? std::to_string(first->port) : "one of them");
  }

  void lower(Finding& found, const Match& match) const {
    if (!leaves_a_server_without(match.kind) || names_copies(facts_, id_))
      found.at_most(Severity::info);
  }

  /// Some server gets no route of the VirtualService at all, which has some of
  /// the kind that it looks at.
  bool leaves_a_server_without(std::string_view kind) const {
    return std::any_of(
        targets_.begin(), targets_.end(), [&](const Target& target) {
          return target.kind == kind && !has_open_entry(target) &&
                 std::none_of(
                     matches_.begin(), matches_.end(), [&](const Match& match) {
                       return is_for(match, target) &&
                              (match.port == 0 || match.port == target.port);
                     });
        });
  }

  /// One without match.
  bool has_open_entry(const Target& target) const {
    const auto open = [](const auto& entry) { return entry.match.empty(); };
    if (target.kind == "http")
      return std::any_of(bound_.http.begin(), bound_.http.end(), open);
    return target.kind == "tcp" &&
           std::any_of(bound_.tcp.begin(), bound_.tcp.end(), open);
  }

  void report_gateways(const Match& match) {
    const Field<std::string>& gateway = match.gateways.front();
    Finding found = report_.about(service()).at(
        gateway, "Gateway {} is none of spec.gateways", in_quotes(*gateway));
    lower(found, match);
    found.consequence("the match never holds");
    const auto name = [](std::string_view full) {
      return full.substr(full.find('/') + 1);
    };
    for (const std::string& one : bound_.gateways)
      if (name(one) == name(*gateway)) {
        found.fix("write {}", visible(one));
        return;
      }
    found.fix("add it to spec.gateways, or remove it here");
  }

  const SetFacts& facts_;
  VirtualServiceId id_;
  const BoundService& bound_;
  std::vector<Match> matches_;
  const std::vector<Target>& targets_;
  const std::set<std::string>& known_;
  Report& report_;
};

bool narrows(const BoundService& bound, VirtualServiceId id) {
  const auto matches = matches_of(bound, id);
  return std::any_of(matches.begin(), matches.end(), [](const Match& one) {
    return one.port != 0 || !one.gateways.empty();
  });
}

/// Of the VirtualServices that some match narrows.
Targets targets_of(const SetFacts& facts,
                   const std::set<VirtualServiceId>& wanted) {
  const Bindings& bindings = facts.engine.bindings();
  Targets targets;
  for (const MeshGateway& gateway : facts.mesh.gateways)
    for (const Field<Server>& server : *gateway.spec().servers) {
      const auto kind = handling_of(*server);
      const auto port = number_of(*server);
      if (!kind || !port || *kind == Handling::auto_passthrough) continue;
      const auto hosts = served_hosts(server->hosts, gateway.namespace_);
      for (const SharedHosts& one :
           bindings.sharing(gateway.full_name(), hosts))
        if (wanted.contains(one.id))
          targets[one.id].push_back(
              {gateway.full_name(), &*server, *port, routes_of(*kind)});
    }
  return targets;
}

/// All of what their servers are is known.
std::set<std::string> known_gateways(const SetFacts& facts) {
  std::set<std::string> known, open;
  for (const MeshGateway& one : facts.mesh.gateways) {
    const List<Server>& servers = *one.spec().servers;
    const bool all = !has_unknown_hosts(one) &&
                     std::all_of(servers.begin(), servers.end(),
                                 [](const Field<Server>& server) {
                                   return number_of(*server).has_value();
                                 });
    (all ? known : open).insert(one.full_name());
  }
  for (const std::string& one : open) known.erase(one);
  return known;
}

void check(const SetFacts& facts, Report& report) {
  const Bindings& bindings = facts.engine.bindings();
  std::set<VirtualServiceId> wanted;
  for (VirtualServiceId id = 0; id < facts.mesh.virtual_services.size(); ++id) {
    const VirtualService& service = facts.mesh.virtual_services[id];
    const auto& gateways = bindings[id].gateways;
    const bool bound = std::any_of(
        gateways.begin(), gateways.end(),
        [](const std::string& gateway) { return gateway != "mesh"; });
    if (bound && !has_unknown_gateways(service) && narrows(bindings[id], id))
      wanted.insert(id);
  }
  if (wanted.empty()) return;
  const std::set<std::string> known = known_gateways(facts);
  const Targets targets = targets_of(facts, wanted);
  for (const auto& [id, its] : targets)
    Check(facts, id, its, known, report).run();
}

}  // namespace

constinit const Rule rules::match_never_fits = {
    .id = "GW512",
    .name = "match-never-fits",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "match for a port or Gateway that no server has",
    .rationale =
        R"(match.port is the number that the server of the Gateway declares, not that of
a Service, of the pod or of the backend; match.gateways are compared with
spec.gateways, a name alone being one of the VirtualService's own namespace. A
match that fits no server is left out without a word, and the server answers 404
or gets no filter chain if it has no other route of the VirtualService; an info
if it has.)",
    .bad = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: shop}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match:
    - port: 8443  # <--
    route: [{destination: {host: web}}])",
    .good = R"(
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: shop, namespace: shop}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [a.example.com]
    tls: {mode: SIMPLE, credentialName: shop}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec:
  hosts: [a.example.com]
  gateways: [shop]
  http:
  - match:
    - port: 443
    route: [{destination: {host: web}}])",
    .source = "istio pilot/pkg/networking/core/route, TranslateRoute",
    .keys = {"L52"},
    .aliases = {},
    .check = check,
    .claim = Claim::misses,
};

}  // namespace asmgw
