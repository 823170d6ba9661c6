// The objects that decided an answer, by the names that a test file has for
// them.
#pragma once

#include "resolve/answer.h"
#include "resolve/request.h"

#include <string>

namespace asmgw {

/// "" for what was not reached.
struct Deciders {
  std::string listener;  ///< `0.0.0.0_443`
  /// `shop/shop-gw/https`: Gateway and name of the port, `shop/shop-gw[1]` if
  /// that is not the name of one server. Of several that share a chain in plain
  /// text it is the first that serves the host.
  std::string server;
  std::string virtual_service;  ///< `shop/web`
};

class Scene;

/// `answer` is that of the scene to the request.
Deciders deciders_of(Scene& scene, const Answer& answer,
                     const Request& request);

}  // namespace asmgw
