// Delegates: http entries of one VirtualService put into another.
#pragma once

#include "model/context.h"

#include <vector>

namespace asmgw {

/// The entries that take the place of `root`, whose delegate has `entries`.
/// Source: istio pilot/pkg/model/virtualservice.go, mergeHTTPRoutes.
std::vector<HttpRoute> merged_routes(const HttpRoute& root,
                                     const std::vector<HttpRoute>& entries);

}  // namespace asmgw
