// An object against its schema, as the API server checks it.
#pragma once

#include "model/fault_writer.h"
#include "model/virtual_service_schema.h"

namespace asmgw {

/// Judges the mapping `id`, an alias or not, that stands under `key`.
void check_schema(FaultWriter& out, NodeId id, Range key, PathId path,
                  const SchemaObject& type);

/// A field stands in the mapping that `type` does not have.
bool has_unknown_field(const Mapping& mapping, const SchemaObject& type);

}  // namespace asmgw
