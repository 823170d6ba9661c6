// Two spellings of one IPv6 address.
#include "base/text.h"
#include "lint/report.h"
#include "lint/set_facts.h"
#include "listen/same_address.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>

namespace asmgw {
namespace {

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const auto& [first_one, later_one] :
         same_addresses(workload.effective)) {
      const auto [earlier, later] =
          std::minmax(first_one->servers.front(), later_one->servers.front());
      const ServerIn& first = workload.server(earlier);
      const ServerIn& second = workload.server(later);
      report.about(facts.model_of(second))
          .at(second->bind, "bind {} is the same address as {} of {}",
              in_quotes(second.bind), in_quotes(first.bind),
              facts.name_of(first, second))
          .consequence("{}", refused_listener)
          .note(first->bind, "first spelling")
          .fix("write the address the same way in both servers");
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
