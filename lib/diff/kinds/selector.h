// Classes of change: the workloads that a Gateway applies to.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, selector, selector_changed, selector_narrowed,
              selector_widened, selector_emptied, selector_set,
              selector_reordered);

}  // namespace asmgw::changes
