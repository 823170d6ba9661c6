// Fingerprints of both sides, compared as sets.
#include "output/lint_delta.h"

#include "output/fingerprint.h"

#include <unordered_set>

namespace asmgw {
namespace {

std::vector<std::string> fingerprints(const Sources& sources,
                                      const LintResult& result) {
  std::vector<std::string> all;
  Fingerprints next(sources, result);
  for (const Diagnostic& found : result.diagnostics)
    all.push_back(next.next(found));
  return all;
}

/// Findings of `result` whose fingerprints are not among `others`.
std::vector<const Diagnostic*> missing(const LintResult& result,
                                       const std::vector<std::string>& own,
                                       const std::vector<std::string>& others) {
  const std::unordered_set<std::string_view> known(others.begin(),
                                                   others.end());
  std::vector<const Diagnostic*> found;
  for (std::size_t i = 0; i < own.size(); ++i)
    if (!known.contains(own[i])) found.push_back(&result.diagnostics[i]);
  return found;
}

}  // namespace

LintDelta lint_delta(const Sources& sources, const LintResult& older,
                     const LintResult& newer) {
  const auto before = fingerprints(sources, older),
             after = fingerprints(sources, newer);
  LintDelta delta;
  delta.older = &older;
  delta.newer = &newer;
  delta.introduced = missing(newer, after, before);
  delta.fixed = missing(older, before, after);
  delta.unchanged = after.size() - delta.introduced.size();
  return delta;
}

}  // namespace asmgw
