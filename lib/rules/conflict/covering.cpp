// Hosts by what follows their `*`.
#include "rules/conflict/covering.h"

#include "base/text.h"
#include "model/host_index.h"

#include <algorithm>

namespace asmgw {

std::vector<CoveringHost> covering_hosts(const std::vector<NamedHost>& hosts) {
  std::vector<CoveringHost> found;
  HostIndex<std::size_t> wildcards;
  for (const NamedHost& one : hosts)
    if (is_wildcard(one.host->dns()) && wildcards.at(one.host->dns()).empty()) {
      wildcards.add(one.host->dns(), found.size());
      found.push_back({one, {}, 0});
    }
  for (const NamedHost& one : hosts)
    wildcards.any_covering(one.host->dns(), [&](const auto& covering) {
      CoveringHost& above = found[covering.all.front()];
      if (above.wildcard.server == one.server ||
          equal_ignoring_case(covering.name, one.host->dns()))
        return false;
      if (above.count++ == 0) above.covered = one;
      return false;
    });
  std::erase_if(found, [](const CoveringHost& one) { return one.count == 0; });
  return found;
}

}  // namespace asmgw
