// An entry of `http`, as istiod's webhook checks it (validateHTTPRoute).
#pragma once

#include "model/route_reader.h"

namespace asmgw {

struct HttpRouteSetting {
  bool delegate = false;           ///< of an object without hosts
  bool gateway_semantics = false;  ///< made from a Gateway API object
  /// No Gateway is there to have checked a token.
  bool no_claims = false;
};

/// `regexes_left` bounds the work: what comes behind is taken for right.
void check_http_route(FaultWriter& out, const Part& route,
                      const HttpRouteSetting& setting, int& regexes_left);

}  // namespace asmgw
