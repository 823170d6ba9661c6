// Requests that listeners and routes ask for.
#pragma once

#include "listen/effective.h"
#include "resolve/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A host that a name in lower case stands for: `www.a.com` for `*.a.com`,
/// `any.example.com` for `*`, others for themselves.
std::string example_of(std::string_view name);

/// GET of `/` through the port of a Service that leads to the listener, or at
/// its own; at its address if it is bound to one. Nothing: no client can send
/// it.
std::optional<Request> request_to(const EffectiveListener& listener, bool tls,
                                  std::string_view host, bool ipv6);

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
