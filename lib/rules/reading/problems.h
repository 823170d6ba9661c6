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

}  // namespace asmgw
