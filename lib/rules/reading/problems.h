// What the rules of this family share: they turn problems into findings.
#pragma once

#include "lint/facts.h"
#include "source/problem.h"

namespace asmgw {

template <class Use>
void for_each_problem(const Facts& facts, ProblemKind kind, Use use) {
  for (const Problem& problem : facts.model.problems)
    if (problem.kind == kind) use(problem);
}

/// The object stands for a Gateway of the Kubernetes Gateway API, whose name
/// Istio does not check since 1.22.
inline bool has_free_name(const Facts& facts) {
  if (!facts.at_least(22)) return false;
  const Pair* semantics = find_pair(facts.gateway()->metadata->annotations,
                                    "internal.istio.io/gateway-semantics");
  return semantics && *semantics->value == "gateway";
}

}  // namespace asmgw
