// Classes of change: the workloads that a Gateway applies to.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind selector_changed;
extern const ChangeKind selector_narrowed;
extern const ChangeKind selector_widened;
extern const ChangeKind selector_emptied;
extern const ChangeKind selector_set;
extern const ChangeKind selector_reordered;

inline constexpr std::array<const ChangeKind*, 6> selector{
    &selector_changed, &selector_narrowed, &selector_widened,
    &selector_emptied, &selector_set,      &selector_reordered};

}  // namespace asmgw::changes
