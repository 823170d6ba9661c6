// Classes of change: hosts.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind host_removed;
extern const ChangeKind host_added;
extern const ChangeKind host_captured;
extern const ChangeKind host_released;
extern const ChangeKind hosts_widened_to_any;
extern const ChangeKind hosts_narrowed_from_any;
extern const ChangeKind host_widened;
extern const ChangeKind host_narrowed;
extern const ChangeKind host_scope_narrowed;
extern const ChangeKind host_scope_widened;
extern const ChangeKind host_scope_spelling;
extern const ChangeKind host_case_changed;
extern const ChangeKind host_reordered;
extern const ChangeKind host_duplicate_in_server;
extern const ChangeKind host_moved_server;
extern const ChangeKind host_moved_gateway;
extern const ChangeKind host_moved_port;
extern const ChangeKind host_moved_workload;

inline constexpr std::array<const ChangeKind*, 18> host{
    &host_removed,         &host_added,
    &host_captured,        &host_released,
    &hosts_widened_to_any, &hosts_narrowed_from_any,
    &host_widened,         &host_narrowed,
    &host_scope_narrowed,  &host_scope_widened,
    &host_scope_spelling,  &host_case_changed,
    &host_reordered,       &host_duplicate_in_server,
    &host_moved_server,    &host_moved_gateway,
    &host_moved_port,      &host_moved_workload};

}  // namespace asmgw::changes
