// The domains of a route configuration by name: it may have thousands.
#pragma once

#include "listen/effective.h"
#include "model/host_index.h"

#include <string_view>
#include <vector>

namespace asmgw {

class RouteDomains {
 public:
  struct Domain {
    const VirtualHost* host;
    std::string_view name;
  };

  /// `routes` must outlive it.
  explicit RouteDomains(const RouteConfiguration& routes);

  /// The longest that covers `name`; null: none does.
  [[nodiscard]] const Domain* nearest(std::string_view name) const;
  /// Those that `name` covers, itself included, in order.
  [[nodiscard]] std::vector<const Domain*> below(std::string_view name) const;

 private:
  std::vector<Domain> all_;
  RelatedHosts related_;
};

}  // namespace asmgw
