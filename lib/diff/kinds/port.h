// Classes of change: ports, binds and names of servers.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind port_removed;
extern const ChangeKind port_added;
extern const ChangeKind port_number_changed;
extern const ChangeKind port_number_changed_same_target;
extern const ChangeKind port_renamed;
extern const ChangeKind bind_changed;
extern const ChangeKind bind_removed;
extern const ChangeKind target_port_changed;
extern const ChangeKind server_name_changed;
extern const ChangeKind default_endpoint_changed;
extern const ChangeKind server_reordered;

inline constexpr std::array<const ChangeKind*, 11> port{
    &port_removed,        &port_added,
    &port_number_changed, &port_number_changed_same_target,
    &port_renamed,        &bind_changed,
    &bind_removed,        &target_port_changed,
    &server_name_changed, &default_endpoint_changed,
    &server_reordered};

}  // namespace asmgw::changes
