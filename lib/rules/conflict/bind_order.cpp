// Binds of one port in the order A, B, A: istiod remembers only the last.
#include "base/text.h"
#include "lint/report.h"
#include "model/releases.h"
#include "rules/conflict.h"
#include "rules/conflict/wording.h"

#include <optional>
#include <unordered_map>
#include <vector>

namespace asmgw {
namespace {

/// The release compares with the plaintext server that was added last. Earlier
/// ones do with the first server of the port.
bool compares_with_last(const SetFacts& facts) {
  return merging_of(facts.settings.version) >= Merging::v1_26_8;
}

/// The bind of the first server of each port.
class FirstBinds {
 public:
  explicit FirstBinds(const Effective& effective) {
    for (const ServerIn& server : effective.servers)
      if (server.placed()) binds_.try_emplace(server.port, server.bind);
  }

  [[nodiscard]] std::string_view of(std::uint32_t port) const {
    return binds_.at(port);
  }

 private:
  std::unordered_map<std::uint32_t, std::string_view> binds_;
};

/// What the merge would have refused had it remembered the bind.
bool slipped_through(const SetFacts& facts, const WorkloadFacts& workload,
                     const FirstBinds& first, const Meeting& meeting) {
  const ServerIn& earlier = workload.server(meeting.earlier);
  const ServerIn& later = workload.server(meeting.later);
  if (earlier.bind != later.bind) return false;
  switch (meeting.kind) {
    case Meeting::same_sni:
      return meeting.earlier_host->text == meeting.later_host->text;
    case Meeting::plaintext_twice:
      // Where the port began with this bind, nobody compared them because TLS
      // servers had it: GW404.
      return compares_with_last(facts) || first.of(later.port) != later.bind;
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
  const bool last =
      meeting.kind == Meeting::same_sni || compares_with_last(facts);
  Finding found =
      report.about(facts.model_of(later))
          .at(later->port->number,
              "{} clashes with {} on {}, with another bind {}",
              facts.name_of(later, later), facts.name_of(earlier, later),
              later.place(), last ? "between" : "first");
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
          "istiod compares a server with the {} bind of the port only, so it "
          "does not notice",
          last ? "last" : "first")
      .fix("remove one of the two servers, or give it another port");
}

void check_listener(const SetFacts& facts, const WorkloadFacts& workload,
                    const FirstBinds& first,
                    const std::vector<Meeting>& meetings, Report& report) {
  std::optional<ServerId> reported;
  for (const Meeting& meeting : meetings) {
    if (reported == meeting.later ||
        !slipped_through(facts, workload, first, meeting))
      continue;
    report_one(facts, workload, meeting, report);
    reported = meeting.later;
  }
}

void check(const SetFacts& facts, Report& report) {
  for (const WorkloadFacts& workload : facts.workloads) {
    const FirstBinds first(workload.effective);
    for (const std::vector<Meeting>& meetings : workload.meetings)
      check_listener(facts, workload, first, meetings, report);
  }
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
and Envoy refuses it. Before 1.26.8, 1.27.4 and 1.28.1 the bind remembered for
plaintext is the first of the port: there the order bind A, bind B, bind B goes
unnoticed.)",
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
    .source = "istio pilot/pkg/model, gateway.go mergeGateways",
    .keys = {"L24", "L25"},
    .aliases = {"KIA0301"},
    .check = check,
    .claim = Claim::accuses,
};

}  // namespace asmgw
