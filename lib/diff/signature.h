// What a listener does, as text without how it came about.
#pragma once

#include "listen/effective.h"

#include <map>
#include <string>

namespace asmgw {

/// For each listener of a workload (by name) a text that is equal for
/// listeners that treat every connection and request alike: chains, TLS,
/// virtual hosts and routes, and the Gateways they come from. Names of routes,
/// ports and servers, places and spelling do not count.
std::map<std::string, std::string> signatures_of(const Effective& effective,
                                                 const Mesh& mesh);

/// Its filter chains: `https MUTUAL a.com,b.com; https SIMPLE *.com`.
std::string summary_of(const EffectiveListener& listener);

}  // namespace asmgw
