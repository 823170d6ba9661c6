// `bind: 0.0.0.0` beside no bind at all: one address, but two binds to istiod.
#include "base/text.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <vector>

namespace asmgw {
namespace {

/// The first server of the listener whose bind is written, or not.
const ServerIn* first_server(const WorkloadFacts& workload,
                             const EffectiveListener& listener, bool written) {
  const auto at = std::find_if(
      listener.servers.begin(), listener.servers.end(), [&](ServerId id) {
        return workload.effective.servers[id].bind.empty() != written;
      });
  return at == listener.servers.end() ? nullptr
                                      : &workload.effective.servers[*at];
}

const Meeting* first_across(const WorkloadFacts& workload,
                            const std::vector<Meeting>& all) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Meeting& meeting) {
        return meeting.kind != Meeting::sni_passed_on &&
               workload.effective.servers[meeting.earlier].bind !=
                   workload.effective.servers[meeting.later].bind;
      });
  return at == all.end() ? nullptr : &*at;
}

void explain(Finding& found, const WorkloadFacts& workload,
             const Meeting& meeting) {
  const ServerIn& earlier = workload.effective.servers[meeting.earlier];
  const ServerIn& later = workload.effective.servers[meeting.later];
  if (meeting.kind == Meeting::same_sni) {
    found.covers({"T25", "L22"})
        .consequence("both serve {}, unnoticed by istiod; {}",
                     in_quotes(meeting.later_host->dns()), refused_listener)
        .note(*meeting.earlier_host->field, "first definition")
        .note(*meeting.later_host->field, "second definition");
    return;
  }
  found.covers({"T25", "L21"});
  const ServerIn& tls = earlier.plaintext() ? later : earlier;
  // One that passes TLS on has chains for server names only.
  const bool all = tls.ends_tls() && matches_everything(tls);
  if (meeting.kind == Meeting::plaintext_on_tls && !all)
    found.consequence(
        "plaintext and TLS share a listener: every client whose SNI no TLS "
        "server names reaches the plaintext server");
  else
    found.consequence("two filter chains match every connection; {}",
                      refused_listener);
}

void check_listener(const SetFacts& facts, const WorkloadFacts& workload,
                    const EffectiveListener& listener,
                    const std::vector<Meeting>& meetings, Report& report) {
  const ServerIn* with = first_server(workload, listener, true);
  const ServerIn* without = first_server(workload, listener, false);
  if (!with || !without) return;
  Finding found =
      report.about(facts.model_of(*with))
          .at((*with)->bind,
              "bind {} is the same as no bind, which {} has on port {}",
              in_quotes(with->bind), facts.name_of(*without, *with),
              listener.port);
  if (const Meeting* meeting = first_across(workload, meetings))
    explain(found, workload, *meeting);
  else
    found.covers({"T25", "L23"})
        .at_most(Severity::info)
        .consequence("no harm yet: the servers share a listener");
  found.remark("istiod takes them for two binds, Envoy for one listener")
      .fix("write bind in every server of the port, or in none")
      .note((*without)->port->number, "no bind here");
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(facts, [&](const WorkloadFacts& workload,
                               const EffectiveListener& listener,
                               const std::vector<Meeting>& meetings) {
    check_listener(facts, workload, listener, meetings, report);
  });
}

}  // namespace

constinit const Rule rules::bind_spelled_twice = {
    .id = "GW406",
    .name = "bind-spelled-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "bind 0.0.0.0 beside no bind on one port",
    .rationale = R"(While merging, istiod compares bind as text: a server with
0.0.0.0 and one without bind never meet, so plaintext servers are not merged and
a host that stands in both is not noticed. The listener, however, is named after
the address, which is one and the same: all filter chains land in it, and where
two of them match alike Envoy refuses it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 80, name: http-shop, protocol: HTTP}
  bind: 0.0.0.0  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [www.example.com]
- port: {number: 80, name: http-shop, protocol: HTTP}
  hosts: [shop.example.com])",
    .source =
        "istio pilot/pkg/model, mergeGateways against "
        "pilot/pkg/networking/core, getListenerName",
    .keys = {"T25", "L21", "L22", "L23"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
