// Two TLS servers whose hosts differ as text, but not as server names.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

std::vector<std::string_view> keys_of(const Meeting& meeting) {
  const std::string_view a = meeting.earlier_host->dns();
  const std::string_view b = meeting.later_host->dns();
  if (a == "*") return {"T6", "L07"};
  if (a == b) return {"T3", "L05"};
  return {"T7", "L06"};
}

void advise(Finding& found, const Meeting& meeting) {
  if (meeting.earlier_host->dns() != meeting.later_host->dns())
    found
        .remark(
            "istiod compares hosts with their case, Envoy compares them "
            "without")
        .fix("write the host in lower case, and in one of the servers only");
  else
    found
        .remark(
            "istiod compares hosts with their namespace prefix, which is no "
            "part of the server name that Envoy compares")
        .fix("put both hosts into one server, or drop one of them");
}

/// Not for want of VirtualServices among the inputs.
bool lacks_chain(const SetFacts& facts, const ServerIn& server) {
  return server.drop.reason == DropReason::no_filter_chain &&
         chains_not_given(server, facts.mesh, facts.settings).empty();
}

void check_one(const SetFacts& facts, const WorkloadFacts& workload,
               const Meeting& meeting, Report& report) {
  const ServerIn& earlier = workload.server(meeting.earlier);
  const ServerIn& later = workload.server(meeting.later);
  const Field<std::string>& host = *meeting.later_host->field;
  const std::string name = facts.name_of(earlier, later);
  report.about(facts.model_of(later));
  Finding found =
      meeting.later_host->dns() == "*"
          ? report.at(host, "{} matches every server name on {}, as {} does",
                      in_quotes(*host), later.place(), name)
          : report.at(host, "the server name of {} is taken on {} by {}",
                      in_quotes(*host), later.place(), name);
  found.covers(keys_of(meeting)).consequence("{}", refused_listener);
  advise(found, meeting);
  if (lacks_chain(facts, earlier) || lacks_chain(facts, later))
    found.at_most(Severity::info)
        .remark("today one of them has no route, and so no filter chain");
  found.note(*meeting.earlier_host->field, "first definition");
  note_two_gateways(found, facts, workload, earlier, later);
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(
      facts, [&](const WorkloadFacts& workload, const EffectiveListener&,
                 const std::vector<Meeting>& meetings) {
        for (const Meeting& meeting : meetings) {
          const bool one_bind = workload.server(meeting.earlier).bind ==
                                workload.server(meeting.later).bind;
          if (meeting.kind == Meeting::same_sni && one_bind &&
              meeting.earlier_host->text != meeting.later_host->text)
            check_one(facts, workload, meeting, report);
        }
      });
}

}  // namespace

constinit const Rule rules::sni_served_twice = {
    .id = "GW402",
    .name = "sni-served-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "two TLS servers with one server name, spelled differently",
    .rationale = R"(istiod looks for a host twice on a port by its text, with
namespace prefix and case. The filter chains that it builds match by server name
(SNI), which has no prefix and no case. So ns1/a.com beside ns2/a.com, A.com
beside a.com, or * beside ns/* pass its check and give two chains with one
match, for which Envoy refuses the whole listener.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop/www.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-blog, protocol: HTTPS}
  hosts: [blog/www.example.com]  # <--
  tls: {mode: SIMPLE, credentialName: blog})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-shop, protocol: HTTPS}
  hosts: [shop/www.example.com, blog/www.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "istio pilot/pkg/model, GetSNIHostsForServer; Envoy "
        "filter_chain_manager_impl.cc",
    .keys = {"T3", "T6", "T7", "L05", "L06", "L07"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
