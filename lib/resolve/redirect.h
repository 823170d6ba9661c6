// Where a redirect leads.
#pragma once

#include "listen/effective.h"
#include "resolve/match.h"

#include <string>

namespace asmgw {

/// The Location of a VirtualService's redirect.
std::string redirect_location(const Route& route, const Sent& sent);

/// The Location where plain HTTP is refused: https with Host as it was sent,
/// port and all.
std::string tls_location(const Sent& sent);

}  // namespace asmgw
