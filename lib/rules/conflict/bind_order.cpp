// Binds of one port in the order A, B, A: istiod remembers only the last.
#include "base/text.h"
#include "lint/report.h"
#include "listen/merging.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <optional>

namespace asmgw {
namespace {

/// What the merge would have refused had it remembered the bind.
bool slipped_through(const WorkloadFacts& workload, const Meeting& meeting) {
  const ServerIn& earlier = workload.server(meeting.earlier);
  const ServerIn& later = workload.server(meeting.later);
  if (earlier.bind != later.bind) return false;
  switch (meeting.kind) {
    case Meeting::same_sni:
      return meeting.earlier_host->text == meeting.later_host->text;
    case Meeting::plaintext_twice:
      return true;
    case Meeting::plaintext_on_tls:
      return earlier.plaintext();
    case Meeting::sni_passed_on:
      break;
  }
  return false;
}

void report_one(const SetFacts& facts, const WorkloadFacts& workload,
                const Meeting& meeting, Report& report) {
  const ServerIn& earlier = workload.effective.servers[meeting.earlier];
  const ServerIn& later = workload.effective.servers[meeting.later];
  Finding found = report.about(facts.model_of(later))
                      .at(later->port->number,
                          "{} clashes with {} on {}, with another bind between",
                          facts.name_of(later, later),
                          facts.name_of(earlier, later), later.place());
  if (meeting.kind == Meeting::same_sni)
    found.covers({"L24"})
        .note(*meeting.earlier_host->field, "first definition")
        .note(*meeting.later_host->field, "second definition");
  else
    found.covers({"L25"}).note(earlier->port->number, "{} here",
                               protocol_name(earlier));
  if (meeting.kind == Meeting::plaintext_on_tls)
    found.consequence(
        "plaintext and TLS share a listener: every client whose SNI no TLS "
        "server names reaches the plaintext server");
  else
    found.consequence("two filter chains match alike; {}", refused_listener);
  found
      .remark(
          "istiod compares a server with the last bind of the port only, so "
          "it does not notice")
      .fix("remove one of the two servers, or give it another port");
}

void check(const SetFacts& facts, Report& report) {
  for_each_listener(
      facts, [&](const WorkloadFacts& workload, const EffectiveListener&,
                 const std::vector<Meeting>& meetings) {
        std::optional<ServerId> reported;
        for (const Meeting& meeting : meetings) {
          // Older releases never compared the plaintext servers behind TLS
          // ones.
          const bool old = meeting.kind == Meeting::plaintext_twice &&
                           !plaintext_blocks(facts.settings.version);
          if (old || reported == meeting.later ||
              !slipped_through(workload, meeting))
            continue;
          report_one(facts, workload, meeting, report);
          reported = meeting.later;
        }
      });
}

}  // namespace

constinit const Rule rules::bind_order = {
    .id = "GW407",
    .name = "bind-order",
    .severity = Severity::error,
    .layer = Layer::runtime,
    .scope = Scope::set,
    .since = {},
    .until = {},
    .summary = "servers that clash unnoticed because of the order of binds",
    .rationale = R"(istiod remembers one plaintext bind a port and one bind a
host. In the order bind A, bind B, bind A the third server is compared with the
second only: a host that the first has already, or another protocol on its bind,
goes unnoticed. The listener of A then has two filter chains that match alike,
and Envoy refuses it.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-a, protocol: HTTPS}
  bind: 10.0.0.1
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-b, protocol: HTTPS}
  bind: 10.0.0.2
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop}
- port: {number: 443, name: https-c, protocol: HTTPS}  # <--
  bind: 10.0.0.1
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop-new})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 443, name: https-a, protocol: HTTPS}
  bind: 10.0.0.1
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop-new}
- port: {number: 443, name: https-b, protocol: HTTPS}
  bind: 10.0.0.2
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "L24, L25: istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"L24", "L25"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
