// Classes of change: what merging makes of it.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind server_dropped;
extern const ChangeKind server_unshadowed;
extern const ChangeKind winner_changed;
extern const ChangeKind listener_refused;
extern const ChangeKind listener_healed;
extern const ChangeKind order_dependent;
extern const ChangeKind order_dependent_resolved;
extern const ChangeKind istiod_crash_pattern;
extern const ChangeKind istiod_crash_pattern_resolved;

inline constexpr std::array<const ChangeKind*, 9> merge{
    &server_dropped,
    &server_unshadowed,
    &winner_changed,
    &listener_refused,
    &listener_healed,
    &order_dependent,
    &order_dependent_resolved,
    &istiod_crash_pattern,
    &istiod_crash_pattern_resolved};

}  // namespace asmgw::changes
