// What the rules on conflicts share: how they walk over listeners, which
// addresses are which, and what they say in the same words.
#pragma once

#include "lint/report.h"
#include "lint/set_facts.h"

#include <string>
#include <string_view>

namespace asmgw {

/// `use(workload, listener, meetings)` for every listener of every workload.
template <class Use>
void for_each_listener(const SetFacts& facts, Use use) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (std::size_t i = 0; i < workload.meetings.size(); ++i)
      use(workload, workload.effective.listeners[i], workload.meetings[i]);
}

/// `use(workload, server)` for every server that istiod drops for this reason.
template <class Use>
void for_each_dropped(const SetFacts& facts, DropReason reason, Use use) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const ServerIn& server : workload.effective.servers)
      if (server.drop.reason == reason) use(workload, server);
}

/// `HTTPS`: the protocol as Istio spells it.
std::string_view protocol_name(const ServerIn& server);

/// An address of the outside: loopback and sockets are meant to be apart.
bool is_outer_address(std::string_view bind);

/// What follows when Envoy refuses a listener.
inline constexpr std::string_view refused_listener =
    "Envoy refuses the listener: running pods keep the old one, so that "
    "changes to this port do not arrive; new pods have none and never become "
    "ready";

/// Marks up to eight hosts that go down with a dropped server: those that are
/// not contested.
void note_lost_hosts(Finding& found, const ServerIn& dropped);

/// What a conflict between two Gateways depends on: which ports lead to one
/// and, where one is dropped, which is older and which namespace they are of.
void note_two_gateways(Finding& found, const SetFacts& facts,
                       const WorkloadFacts& workload, const ServerIn& winner,
                       const ServerIn& loser);

}  // namespace asmgw
