// What stands below `status`: of no effect, but looked at by strict clients.
#pragma once

#include "model/gateway.h"
#include "yaml/tree.h"

namespace asmgw {

/// Reports fields that the items of its lists do not have. What else stands
/// there the API server keeps, or drops unseen.
void read_status(const Tree& tree, NodeId gateway, FileId file, Model& model);

}  // namespace asmgw
