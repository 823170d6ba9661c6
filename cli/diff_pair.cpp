// The context of both is shared before they are compared.
#include "cli/diff_pair.h"

#include "base/text.h"
#include "diff/context.h"
#include "output/lint_delta.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw::cli {

DiffPair::DiffPair(std::string group, SideMesh& older, SideMesh& newer,
                   SideMesh* live)
    : older_(older),
      newer_(newer),
      live_(live),
      older_gateways_(older.mesh().gateways.size() + older.unmerged_gateways),
      newer_gateways_(newer.mesh().gateways.size() + newer.unmerged_gateways) {
  if (live) live_gateways_ = live->mesh().gateways.size();
  for (const SideMesh* side : {&older, &newer})
    for (const std::string& one : side->notes)
      if (std::find(notes_.begin(), notes_.end(), one) == notes_.end())
        notes_.push_back(one);
  note_context();
  drift_.group = group;
  result_.group = std::move(group);
}

std::vector<SideMesh*> DiffPair::sides() const {
  std::vector<SideMesh*> all{&older_, &newer_};
  if (live_) all.push_back(live_);
  return all;
}

/// `2 objects of other kinds differ ...`
void DiffPair::note_context() {
  constexpr std::size_t most = 4;
  const auto names =
      differing_context((live_ ? *live_ : older_).mesh(), newer_.mesh());
  if (names.empty()) return;
  std::string text;
  std::size_t count = 0;
  for (const std::string& name : names)
    if (++count <= most) text += (count > 1 ? ", " : "") + visible(name);
  if (names.size() > most)
    text += fmt::format(", +{} more", names.size() - most);
  note(fmt::format(
      "{} of other kinds differ{} ({}): both sides are merged "
      "with those of NEW",
      counted(names.size(), "object"), names.size() == 1 ? "s" : "", text));
}

Filtered DiffPair::compare(const MeshSettings& settings, const Sources& sources,
                           std::span<const ExpectedRequest> requests,
                           const std::vector<IgnoredChange>& ignored,
                           const std::vector<Approval>& approvals) {
  const std::string group = result_.group;
  Mesh& from = (live_ ? *live_ : older_).mesh();
  if (live_) {
    Mesh copy = from;
    share_context(copy, older_.mesh());
    drift_ = asmgw::diff(copy, older_.mesh(), settings, sources);
    drift_.group = group;
  }
  share_context(from, newer_.mesh());
  result_ = asmgw::diff(from, newer_.mesh(), settings, sources, requests);
  result_.group = group;
  return filter_changes(result_, ignored, approvals);
}

DiffReport DiffPair::report(const Sides& sides, const Sources& sources) const {
  DiffReport report{sources,
                    {sides.old_side.name, older_gateways_},
                    {sides.new_side.name, newer_gateways_},
                    result_};
  report.lint = lint_delta(sources, older_.linted.result, newer_.linted.result);
  report.not_compared = std::max(older_.others, newer_.others);
  report.notes = notes_;
  if (!live_) return report;
  report.live = DiffSideName{sides.live->name, live_gateways_};
  report.drift = &drift_;
  return report;
}

}  // namespace asmgw::cli
