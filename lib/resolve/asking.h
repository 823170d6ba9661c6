// Requests that listeners and routes ask for.
#pragma once

#include "listen/effective.h"
#include "resolve/name_index.h"
#include "resolve/request.h"
#include "resolve/resolve.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// Adds the names that a listener knows: those of its filter chains, their
/// domains, and the hosts of its servers, of which some come to nothing.
void add_names(const Effective& effective, const EffectiveListener& listener,
               NameIndex& known);

/// A host that a name in lower case stands for: `www.a.com` for `*.a.com`,
/// `any.example.com` for `*`, others for themselves. For a wildcard it is one
/// that no narrower name among the known ones covers.
std::string example_of(std::string_view name, const NameIndex& known);

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

/// For each VirtualService of a virtual host the requests of its routes that
/// may reach it, in the order of the routes.
std::vector<Request> asked_by(const VirtualHost& host,
                              VirtualServiceId virtual_service,
                              const Request& base);

/// VirtualServices of the routes, each once.
std::vector<VirtualServiceId> virtual_services_of(const VirtualHost& host);

}  // namespace asmgw
