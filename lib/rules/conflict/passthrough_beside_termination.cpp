// One server ends TLS for a name, another passes the same name on.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <string>

namespace asmgw {
namespace {

/// What the VirtualService of a wildcard names is not known: less certain.
Severity level_of(std::string_view dns) {
  if (dns == "*") return Severity::info;
  return dns.front() == '*' ? Severity::warning : Severity::error;
}

void check_one(const SetFacts& facts, const WorkloadFacts& workload,
               const Meeting& meeting, Report& report) {
  const ServerIn& earlier = workload.effective.servers[meeting.earlier];
  const ServerIn& later = workload.effective.servers[meeting.later];
  const bool passed_first = earlier.kind() == Handling::passthrough;
  const ServerIn& passed = passed_first ? earlier : later;
  const ServerIn& ended = passed_first ? later : earlier;
  const Field<std::string>& host = *meeting.later_host->field;
  report.about(facts.model_of(later))
      .at(host, "{} on {} is passed through by {} and terminated by {}",
          in_quotes(meeting.later_host->dns()), later.place(),
          facts.name_of(passed, later), facts.name_of(ended, later))
      .at_most(level_of(meeting.later_host->dns()))
      .consequence(
          "once a VirtualService routes this SNI for {}, there are two filter "
          "chains for it and {}",
          facts.name_of(passed, later), refused_listener)
      .fix("keep the host in one of the servers, or use two ports")
      .note(*meeting.earlier_host->field, "first definition");
}

/// Certain by the routes of a VirtualService, which another rule reports.
bool is_certain(const EffectiveListener& listener) {
  const auto passes = [&](std::size_t chain) {
    return listener.chains[chain].kind == Handling::passthrough;
  };
  return listener.clash &&
         (passes(listener.clash->first) || passes(listener.clash->second));
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>& meetings) {
    if (is_certain(listener)) return;
    for (const Meeting& meeting : meetings)
      if (meeting.kind == Meeting::sni_passed_on)
        check_one(facts, workload, meeting, report);
  });
}

}  // namespace

constinit const Rule rules::passthrough_beside_termination = {
    .id = "GW403",
    .name = "passthrough-beside-termination",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "host passed through by one server and terminated by another",
    .rationale = R"(A PASSTHROUGH server gets its filter chains from the SNI
hosts of VirtualServices, a terminating one from its own hosts. Where both cover
one name under different spellings, istiod lets both stay, and Envoy refuses the
listener for two chains with one match. Equal spellings are another case: the
later server is dropped.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: tls-shop, protocol: TLS}
  hosts: [legacy/shop.example.com]  # <--
  tls: {mode: PASSTHROUGH})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: tls-shop, protocol: TLS}
  hosts: [legacy/old.example.com]
  tls: {mode: PASSTHROUGH})",
    .source =
        "istio pilot/pkg/networking/core, "
        "buildGatewayNetworkFiltersFromTLSRoutes",
    .keys = {"T68", "L33"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
