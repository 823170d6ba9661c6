// What the three rules on the text of a VirtualService share.
#pragma once

#include "lint/facts.h"
#include "lint/report.h"

namespace asmgw {

/// `effect` is what comes of each fault of the kind.
inline void report_route_faults(const Facts& facts, ProblemKind kind,
                                std::string_view effect, Report& report) {
  for (const Problem& problem : facts.model.problems) {
    if (problem.kind != kind) continue;
    Finding found = report.at(problem, "{}", problem.reason);
    for (const Related& related : problem.related)
      found.note(related.range, "{}", related.message);
    found.consequence("{}", effect).fix("{}", problem.wanted);
    if (!problem.replacement.empty())
      found.edit(problem.range, problem.replacement, problem.safe);
  }
}

}  // namespace asmgw
