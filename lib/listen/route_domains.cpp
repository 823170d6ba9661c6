// Istio's relation of names, asked in both directions.
#include "listen/route_domains.h"

#include <algorithm>

namespace asmgw {

RouteDomains::RouteDomains(const RouteConfiguration& routes) {
  for (const VirtualHost& host : routes.virtual_hosts)
    for (const std::string& domain : host.domains) {
      related_.add(domain, all_.size());
      all_.push_back({&host, domain});
    }
  related_.sort();
}

const RouteDomains::Domain* RouteDomains::nearest(std::string_view name) const {
  const Domain* found = nullptr;
  related_.any_overlap(name, [&](std::size_t id) {
    const Domain& one = all_[id];
    const bool longer = !found || one.name.size() > found->name.size() ||
                        (one.name.size() == found->name.size() && &one < found);
    if (longer && is_host_subset(name, one.name)) found = &one;
    return false;
  });
  return found;
}

std::vector<const RouteDomains::Domain*> RouteDomains::below(
    std::string_view name) const {
  std::vector<const Domain*> found;
  related_.any_overlap(name, [&](std::size_t id) {
    if (is_host_subset(all_[id].name, name)) found.push_back(&all_[id]);
    return false;
  });
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace asmgw
