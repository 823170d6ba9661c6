// The path of a request as Envoy looks at it.
#pragma once

#include "model/version.h"

#include <string>
#include <string_view>

namespace asmgw {

/// As `normalize_path` leaves it, which Istio's mesh default (BASE) sets: dot
/// segments taken out (newer releases take `..;x` for one), escapes of letters,
/// digits and `-._~` undone, what may not stand in a URL escaped. `%2f` and
/// double slashes stay.
std::string normalized_path(std::string_view path,
                            IstioVersion version = newest_version);

}  // namespace asmgw
