// Wildcards of one server above hosts of another.
#pragma once

#include "listen/effective.h"

#include <cstddef>
#include <vector>

namespace asmgw {

/// A host of a server; in order of servers and their hosts.
struct NamedHost {
  ServerId server = 0;
  const ServedHost* host = nullptr;
  auto operator<=>(const NamedHost&) const = default;
};

/// A wildcard and what other servers have below it.
struct CoveringHost {
  NamedHost wildcard;
  NamedHost covered;      ///< the first that is below it
  std::size_t count = 0;  ///< of all that are
};

/// The wildcards that cover a host of another server, each once, in order. A
/// host is not covered by itself.
std::vector<CoveringHost> covering_hosts(const std::vector<NamedHost>& hosts);

}  // namespace asmgw
