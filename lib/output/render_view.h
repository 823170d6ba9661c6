// Which part of a workload is shown, and in which order.
#pragma once

#include "output/render.h"

#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct ListenerView {
  const EffectiveListener* listener;
  std::vector<const Chain*> chains;
};

struct WorkloadView {
  const Effective* effective;
  std::vector<ListenerView> listeners;
  std::vector<const RouteConfiguration*> routes;
  std::vector<ServerId> dropped;
};

/// Listeners by port and address, the wildcard address first; chains by their
/// names: exact ones, wildcards by specificity, what matches all.
WorkloadView view_of(const Effective& effective, const RenderFilter& filter);

/// The virtual host that answers 404 where no VirtualService is bound.
bool is_blackhole(const VirtualHost& host);

}  // namespace asmgw
