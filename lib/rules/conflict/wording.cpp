// Names of servers, addresses, and lists of hosts for people.
#include "rules/conflict/wording.h"

#include "base/text.h"

#include <cstddef>

namespace asmgw {

std::string_view protocol_name(const ServerIn& server) {
  return server.known ? text_of(*server.known) : server.protocol;
}

bool is_outer_address(std::string_view bind) {
  return !bind.empty() && bind != "0.0.0.0" && bind != "::" &&
         bind.substr(0, 4) != "127." && bind != "::1" &&
         bind.substr(0, 7) != "unix://";
}

void note_lost_hosts(Finding& found, const ServerIn& dropped) {
  constexpr std::size_t shown = 8;
  const auto& contested = dropped.drop.contested;
  std::size_t lost = 0;
  auto next = contested.begin();  // in the order of the hosts
  for (std::size_t i = 0; i < dropped.hosts.size(); ++i) {
    if (next != contested.end() && next->host == i) {
      ++next;
      continue;
    }
    if (++lost <= shown) found.note(*dropped.hosts[i].field, "lost with it");
  }
  if (lost > shown)
    found.remark("{} more are lost with it", counted(lost - shown, "host"));
}

namespace {

/// The revision of istiod that a Gateway is for, "" where it does not say.
std::string_view revision(const MeshGateway& gateway) {
  const Pair* label =
      find_pair(gateway.model.gateway->metadata->labels, "istio.io/rev");
  return label ? std::string_view(*label->value) : std::string_view();
}

}  // namespace

void note_two_gateways(Finding& found, const SetFacts& facts,
                       const WorkloadFacts& workload, const ServerIn& winner,
                       const ServerIn& loser) {
  if (winner.declared != loser.declared)
    found.covers_too("L26").remark(
        "ports {} and {} both lead to {}, says the Service", winner.declared,
        loser.declared, loser.port);
  const bool dropped = loser.drop.reason != DropReason::none;
  if (winner.gateway == loser.gateway || !dropped) return;
  const MeshGateway& first = facts.gateway_of(winner);
  const MeshGateway& second = facts.gateway_of(loser);
  const std::string_view one = revision(first), other = revision(second);
  if (!one.empty() && !other.empty() && one != other)
    found.at_most(Severity::info)
        .remark("an istiod that takes only one of the revisions drops nothing");
  const std::string& ns = workload.effective.workload.namespace_;
  if (first.namespace_ != ns && second.namespace_ == ns)
    found.covers_too("L40").remark(
        "the one that wins is of namespace {}, the gateway pods are of {}",
        first.namespace_, ns);
  if (loser.drop.order_sensitive)
    found.remark(
        "of two Gateways the older one wins; of the same age, the one whose "
        "name comes first: {} before {}",
        first.full_name(), second.full_name());
}

}  // namespace asmgw
