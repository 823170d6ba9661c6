// Hosts by what follows their `*`.
#include "rules/conflict/covering.h"

#include "model/host_index.h"

#include <algorithm>

namespace asmgw {

std::vector<CoveringHost> covering_hosts(const std::vector<NamedHost>& hosts) {
  std::vector<CoveringHost> found;
  HostIndex<std::size_t> wildcards;
  for (const NamedHost& one : hosts)
    if (is_wildcard(one.host->dns()) &&
        wildcards.emplace(host_key(one.host->dns()), found.size()).second)
      found.push_back({one, {}, 0});
  for (const NamedHost& one : hosts) {
    const std::string_view dns = one.host->dns();
    any_cover(dns, [&](std::string_view key) {
      const auto at = wildcards.find(key);
      const bool itself = is_wildcard(dns) && key.size() == dns.size() - 1;
      if (at == wildcards.end() || itself) return false;
      CoveringHost& above = found[at->second];
      if (above.wildcard.server == one.server) return false;
      if (above.count++ == 0) above.covered = one;
      return false;
    });
  }
  std::erase_if(found, [](const CoveringHost& one) { return one.count == 0; });
  return found;
}

}  // namespace asmgw
