// The kinds of merging, each by the releases it came with.
#include "model/releases.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

struct MergingSince {
  Merging merging;
  Since since;
};

/// The newest first. Source: the versions of istio pilot/pkg/model/gateway.go.
constexpr std::array<MergingSince, 3> kinds{{
    {Merging::v1_26_8, {{1, 26, 8}, {1, 27, 4}, {1, 28, 1}}},
    {Merging::v1_18_6, {{1, 18, 6}, {1, 19, 4}}},
    {Merging::v1_18, {{1, 18, 0}}},
}};

}  // namespace

Merging merging_of(IstioVersion version) {
  const auto found = std::ranges::find_if(
      kinds, [&](const MergingSince& one) { return one.since.holds(version); });
  return found == kinds.end() ? Merging::v1_16 : found->merging;
}

}  // namespace asmgw
