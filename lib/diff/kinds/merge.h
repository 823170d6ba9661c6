// Classes of change: what merging makes of it.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, merge, server_dropped, server_unshadowed,
              winner_changed, listener_refused, listener_healed,
              order_dependent, order_dependent_resolved, istiod_crash_pattern,
              istiod_crash_pattern_resolved);

}  // namespace asmgw::changes
