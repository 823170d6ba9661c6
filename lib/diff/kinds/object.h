// Classes of change: gateways as a whole.
#pragma once

#include "diff/change.h"

#include <array>

namespace asmgw::changes {

extern const ChangeKind gateway_removed;
extern const ChangeKind gateway_added;
extern const ChangeKind gateway_renamed;
extern const ChangeKind gateway_recreated;
extern const ChangeKind revision_label_changed;
extern const ChangeKind api_version_changed;
extern const ChangeKind metadata_changed;
extern const ChangeKind foreign_annotation_changed;
extern const ChangeKind object_invalid;
extern const ChangeKind object_invalid_resolved;

inline constexpr std::array<const ChangeKind*, 10> object{
    &gateway_removed,        &gateway_added,
    &gateway_renamed,        &gateway_recreated,
    &revision_label_changed, &api_version_changed,
    &metadata_changed,       &foreign_annotation_changed,
    &object_invalid,         &object_invalid_resolved};

}  // namespace asmgw::changes
