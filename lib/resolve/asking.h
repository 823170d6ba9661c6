// Requests that listeners and routes ask for.
#pragma once

#include "listen/effective.h"
#include "model/host_index.h"
#include "resolve/request.h"
#include "resolve/resolve.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

/// The servers of a workload by where they would listen, those that come to
/// nothing too. Points into it.
class PlacedServers {
 public:
  explicit PlacedServers(const Effective& effective);
  [[nodiscard]] const std::vector<ServerId>& at(
      const EffectiveListener& listener) const;

 private:
  std::map<std::pair<std::uint32_t, std::string_view>, std::vector<ServerId>>
      by_place_;
};

/// Names, and nothing about them.
struct Known {};
using KnownNames = HostIndex<Known>;

/// Adds the names that a listener knows: those of its filter chains, their
/// domains, and the hosts of its servers.
void add_names(const Effective& effective, const PlacedServers& servers,
               const EffectiveListener& listener, KnownNames& known);

/// A host that a name in lower case stands for: `www.a.com` for `*.a.com`,
/// `any.example.com` for `*`, others for themselves. For a wildcard it is one
/// that no narrower name among the known ones covers.
std::string example_of(std::string_view name, const KnownNames& known);

/// How clients reach a listener.
struct Way {
  std::uint32_t port = 0;
  std::optional<std::string> address;  ///< of one that is bound to it
};

/// Through a port of a Service that leads to the listener and to no other, else
/// through its own.
Way way_to(const EffectiveListener& listener, const Resolver& resolver,
           bool ipv6);

/// GET of `/`. Nothing: no client can send it.
std::optional<Request> request_on(const Way& way, bool tls,
                                  std::string_view host);

/// `base`, a request for `/`, with the path, method, headers and query that a
/// route asks for. Nothing if no text of the match can be sent as it stands, as
/// that of an expression.
std::optional<Request> as_asked(const HttpMatch& match, const Request& base);

/// What a VirtualService has in a virtual host, in order.
struct RoutesOfService {
  VirtualServiceId virtual_service = 0;
  std::vector<const Route*> routes;
};

/// In the order of the first route of each.
std::vector<RoutesOfService> by_virtual_service(const VirtualHost& host);

/// The requests that may reach the routes.
std::vector<Request> asked_by(const RoutesOfService& routes,
                              const Request& base);

}  // namespace asmgw
