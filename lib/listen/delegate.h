// Delegates: http entries of one VirtualService put into another.
#pragma once

#include "model/context.h"

#include <optional>
#include <string>

namespace asmgw {

/// What takes the place of `root` of an entry of its delegate; nothing: they
/// exclude each other. Source: istio pilot/pkg/model/virtualservice.go,
/// mergeHTTPRoutes.
std::optional<HttpRoute> merged_route(const HttpRoute& root,
                                      const HttpRoute& entry);

/// Why there is none: `path prefix "/app" does not begin with "/up/app"`.
std::string why_excluded(const HttpRoute& root, const HttpRoute& entry);

}  // namespace asmgw
