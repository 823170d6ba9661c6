// Classes of change: hosts.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, host, host_removed, host_added, host_captured,
              host_released, hosts_widened_to_any, hosts_narrowed_from_any,
              host_widened, host_narrowed, host_scope_narrowed,
              host_scope_widened, host_scope_spelling, host_case_changed,
              host_reordered, host_duplicate_in_server, host_moved_server,
              host_moved_gateway, host_moved_port, host_moved_workload);

}  // namespace asmgw::changes
