// Tree -> Gateway, as strictly as the API server; what does not fit becomes a
// Problem in the Model.
#pragma once

#include "model/gateway.h"
#include "yaml/read.h"

namespace asmgw {

enum class Repair : bool {
  no,   ///< unknown fields are dropped, as the API server would
  yes,  ///< a misspelt field is read as the known one it resembles
};

/// Decodes the mapping `node` into `model.gateway`.
void decode_gateway(const Tree& tree, NodeId node, FileId file, Repair repair,
                    Model& model);

}  // namespace asmgw
