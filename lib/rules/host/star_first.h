// What `*/*` does to the list of hosts that it stands in.
#pragma once

#include "lint/facts.h"

namespace asmgw {

struct StarFirst {
  const HostFacts* all = nullptr;  ///< the first `*/*`, or null
  /// The first host behind it on which istiod panics, in releases that do.
  const HostFacts* panics = nullptr;
};

inline StarFirst star_first(const Facts& facts, const ServerFacts& server) {
  StarFirst found;
  for (const HostFacts& host : facts.hosts_of(server)) {
    const auto& ns = host.pattern.namespace_;
    if (host.text() == "*/*") {
      if (!found.all) found.all = &host;
    } else if (found.all && !found.panics && ns && (ns == "." || ns == "*")) {
      found.panics = &host;
    }
  }
  return found;
}

}  // namespace asmgw
