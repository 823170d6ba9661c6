// The headers of a request as Envoy leaves them before it looks for a route.
#pragma once

#include "resolve/request.h"

#include <string>
#include <utility>
#include <vector>

namespace asmgw {

/// Without what a proxy does not pass on or does not believe of strangers, and
/// with what it adds itself; the client is taken to be outside. Sources: envoy
/// source/common/http/conn_manager_utility.cc, mutateRequestHeaders; istio sets
/// use_remote_address and SANITIZE_SET on gateways.
std::vector<std::pair<std::string, std::string>> headers_for_routes(
    const Request& request);

}  // namespace asmgw
