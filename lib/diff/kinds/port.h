// Classes of change: ports, binds and names of servers.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, port, port_removed, port_added, port_number_changed,
              port_number_changed_same_target, port_renamed, bind_changed,
              bind_removed, target_port_changed, server_name_changed,
              default_endpoint_changed, server_reordered, field_changed);

}  // namespace asmgw::changes
