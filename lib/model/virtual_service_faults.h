// Why the API server or Istio does not take a VirtualService: its schema, then
// what istiod's webhook checks. Sources: virtual_service_schema.h; istio
// pkg/config/validation, ValidateVirtualService of 1.16 to 1.32.
#pragma once

#include "model/context.h"
#include "model/context_decode.h"
#include "model/version.h"

namespace asmgw {

struct VirtualServiceFaults {
  /// Of the kinds `route_unknown_field`, `route_schema`, `route_refused`.
  Problems problems;
  Paths paths;
  Acceptance acceptance = Acceptance::accepted;
};

/// `from` is read as a VirtualService of networking.istio.io. Values that hold
/// a placeholder are not judged.
VirtualServiceFaults faults_of_virtual_service(const ObjectSource& from,
                                               IstioVersion version,
                                               std::size_t most_problems);

}  // namespace asmgw
