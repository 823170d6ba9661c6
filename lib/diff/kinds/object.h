// Classes of change: gateways as a whole.
#pragma once

#include "base/records.h"
#include "diff/change.h"

namespace asmgw::changes {

ASMGW_RECORDS(ChangeKind, object, gateway_removed, gateway_added,
              gateway_renamed, gateway_recreated, revision_label_changed,
              api_version_changed, metadata_changed, foreign_annotation_changed,
              object_invalid, object_invalid_resolved);

}  // namespace asmgw::changes
