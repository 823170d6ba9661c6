// What releases of Istio bring with their Envoy.
#pragma once

#include "model/version.h"

namespace asmgw {

/// Envoy 1.38.4, 1.39.1 or 1.40. Which patch of Istio 1.30 and 1.31 has these
/// is not known; a series named without a patch is its newest.
inline bool has_envoy_1_40(IstioVersion version) {
  return version >= IstioVersion{1, 32, 0} ||
         (version.minor >= 30 && version.patch == newest_patch);
}

}  // namespace asmgw
