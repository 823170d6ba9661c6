// What the rules of this family share: they turn problems into findings.
#pragma once

#include "lint/facts.h"
#include "model/version.h"
#include "source/problem.h"

#include <algorithm>
#include <vector>

namespace asmgw {

/// A field or word that the release of the run does not have.
inline bool is_too_new(const Facts& facts, const Problem& problem) {
  if (problem.kind != ProblemKind::newer_field) return false;
  const auto first = parse_version(problem.wanted);
  return !first || facts.settings.version < IstioVersion{1, first->minor, 0};
}

/// `path` is `above` or stands below it.
inline bool is_below(const Facts& facts, PathId path, PathId above) {
  while (path != above && path != root_path)
    path = facts.model.paths[path].parent;
  return path == above;
}

/// What the schema says, which does not look into a field it does not have.
inline bool is_of_schema(ProblemKind kind) {
  return kind >= ProblemKind::unknown_field &&
         kind <= ProblemKind::exclusive_fields;
}

template <class Use>
void for_each_problem(const Facts& facts, ProblemKind kind, Use use) {
  std::vector<PathId> unseen;
  if (is_of_schema(kind))
    for (const Problem& problem : facts.model.problems)
      if (is_too_new(facts, problem)) unseen.push_back(problem.path);
  for (const Problem& problem : facts.model.problems)
    if (problem.kind == kind &&
        std::none_of(unseen.begin(), unseen.end(), [&](PathId above) {
          return is_below(facts, problem.path, above);
        }))
      use(problem);
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
