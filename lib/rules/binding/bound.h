// What the rules on other objects share.
#pragma once

#include "lint/report.h"
#include "lint/set_facts.h"

#include <map>

namespace asmgw {

/// `use(workload, server)` for every server that is in a group.
template <class Use>
void for_each_live(const SetFacts& facts, Use use) {
  for (const WorkloadFacts& workload : facts.workloads)
    for (const ServerIn& server : workload.effective.servers)
      if (server.placed()) use(workload, server);
}

/// Some of its hosts, or of its Gateways, are filled in later.
bool has_unknown_hosts(const VirtualService& service);
bool has_unknown_gateways(const VirtualService& service);

/// Some Gateway that the VirtualService names is defined more than once.
bool names_copies(const SetFacts& facts, VirtualServiceId id);

/// What the servers that a VirtualService has hosts in common with make of the
/// kinds of its routes.
struct KindFit {
  const ServerIn* bound = nullptr;  ///< the first of them
  bool fits = false;                ///< one looks at the routes that there are
};
/// Of the servers of a workload that are in a group.
std::map<VirtualServiceId, KindFit> fits_of(const SetFacts& facts,
                                            const WorkloadFacts& workload);

/// The VirtualService names the Gateway.
bool names(const BoundService& bound, const MeshGateway& gateway);

}  // namespace asmgw
