// Which policies act on a workload.
#pragma once

#include "listen/effective.h"
#include "mesh/mesh.h"

#include <cstdint>
#include <vector>

namespace asmgw {

/// Of what the inputs tell only in part. Ordered: the least of several holds
/// where all have to.
enum class Sureness : std::uint8_t { no, perhaps, yes };

/// Labels and namespace, as istiod compares them (model.AuthorizationPolicies,
/// WorkloadSelectionOpts): a policy of the root namespace selects in all. Of a
/// workload that is made up the labels of a selector alone are known.
Sureness selects(const WorkloadPolicy& policy, const Workload& workload);

struct ActingPolicy {
  const WorkloadPolicy* policy;
  Sureness sure;  ///< that it selects the workload
};

/// Those that select the workload or may, in input order. AUDIT changes
/// nothing, and DENY without rules neither: they are left out.
std::vector<ActingPolicy> acting_policies(const Mesh& mesh,
                                          const Workload& workload);

}  // namespace asmgw
