// Two spellings of one IPv6 address.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace asmgw {
namespace {

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    std::map<std::pair<std::uint32_t, std::string>, const EffectiveListener*>
        known;
    for (const EffectiveListener& listener : workload.effective.listeners) {
      const std::string bytes = ipv6_bytes(listener.address);
      if (bytes.empty() || listener.servers.empty() || listener.quic) continue;
      const auto [at, fresh] =
          known.try_emplace({listener.port, bytes}, &listener);
      if (fresh) continue;
      const auto [earlier, later] =
          std::minmax(at->second->servers.front(), listener.servers.front());
      const ServerIn& first = workload.server(earlier);
      const ServerIn& second = workload.server(later);
      if (first.bind.empty() || second.bind.empty()) continue;
      report.about(facts.model_of(second))
          .at(second->bind, "bind {} is the same address as {} of {}",
              in_quotes(second.bind), in_quotes(first.bind),
              facts.name_of(first, second))
          .consequence("{}", refused_listener)
          .note(first->bind, "first spelling")
          .fix("write the address the same way in both servers");
    }
  }
}

}  // namespace

constinit const Rule rules::address_spelled_twice = {
    .id = "GW418",
    .name = "address-spelled-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "one address in two spellings on a port",
    .rationale =
        R"(istiod and Envoy name listeners by the text of bind, so two spellings of
one IPv6 address make two listeners. The second one cannot bind the address that
the first one has: Envoy refuses it, or it never opens.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  bind: "2001:db8::1"
  hosts: [www.example.com]
- port: {number: 80, name: http-shop, protocol: HTTP}
  bind: "2001:db8:0::1"  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  bind: "2001:db8::1"
  hosts: [www.example.com]
- port: {number: 80, name: http-shop, protocol: HTTP}
  bind: "2001:db8::1"
  hosts: [shop.example.com])",
    .source = "istio pilot/pkg/networking/core, getListenerName",
    .keys = {"L51"},
    .aliases = {},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
