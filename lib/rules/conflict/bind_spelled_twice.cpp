// `bind: 0.0.0.0` beside no bind at all: one address, but two binds to istiod.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <algorithm>
#include <vector>

namespace asmgw {
namespace {

/// The first server of the listener whose bind is written, or not.
const Candidate* first_server(const Merged& merged, const Listener& listener,
                              bool written) {
  const auto at = std::find_if(
      listener.servers.begin(), listener.servers.end(),
      [&](ServerId id) { return merged.servers[id].bind.empty() != written; });
  return at == listener.servers.end() ? nullptr : &merged.servers[*at];
}

const Meeting* first_across(const Merged& merged,
                            const std::vector<Meeting>& all) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Meeting& meeting) {
        return meeting.kind != Meeting::sni_passed_on &&
               merged.servers[meeting.earlier].bind !=
                   merged.servers[meeting.later].bind;
      });
  return at == all.end() ? nullptr : &*at;
}

void explain(Finding& found, const Merged& merged, const Meeting& meeting) {
  const Candidate& earlier = merged.servers[meeting.earlier];
  const Candidate& later = merged.servers[meeting.later];
  if (meeting.kind == Meeting::same_sni) {
    found.covers({"T25", "L22"})
        .consequence("both serve {}, unnoticed by istiod; {}",
                     quoted(meeting.later_host->dns()), refused_listener)
        .note(*meeting.earlier_host->field, "first definition")
        .note(*meeting.later_host->field, "second definition");
    return;
  }
  found.covers({"T25", "L21"});
  const Candidate& tls = earlier.plaintext() ? later : earlier;
  if (meeting.kind == Meeting::plaintext_on_tls && !matches_everything(tls))
    found.consequence(
        "plaintext and TLS share a listener: every client whose SNI no TLS "
        "server names reaches the plaintext server");
  else
    found.consequence("two filter chains match every connection; {}",
                      refused_listener);
}

void check_listener(const Merged& merged, const Listener& listener,
                    Report& report) {
  const Candidate* with = first_server(merged, listener, true);
  const Candidate* without = first_server(merged, listener, false);
  if (!with || !without) return;
  Finding found = report.at(
      (*with)->bind, "bind {} is the same as no bind, which {} has on port {}",
      quoted(with->bind), server_name(*without), listener.port);
  const std::vector<Meeting> all = meetings(merged, listener);
  if (const Meeting* meeting = first_across(merged, all))
    explain(found, merged, *meeting);
  else
    found.covers({"T25", "L23"})
        .at_most(Severity::info)
        .consequence("no harm yet: the servers share a listener");
  found.remark("istiod takes them for two binds, Envoy for one listener")
      .fix("write bind in every server of the port, or in none")
      .note((*without)->port->number, "no bind here");
}

void check(const Facts& facts, Report& report) {
  const Merged& merged = facts.merged();
  for (const Listener& listener : merged.listeners)
    check_listener(merged, listener, report);
}

}  // namespace

constinit const Rule rules::bind_spelled_twice = {
    .id = "GW406",
    .name = "bind-spelled-twice",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
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
        "T25, L21-L23: istio pilot/pkg/model, mergeGateways against "
        "pilot/pkg/networking/core, getListenerName",
    .keys = {"T25", "L21", "L22", "L23"},
    .aliases = {"KIA0301"},
    .check = check,
};

}  // namespace asmgw
