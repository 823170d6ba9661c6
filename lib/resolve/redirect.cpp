// Source: istio ApplyRedirect, Envoy RouteEntryImplBase::newUri.
#include "resolve/redirect.h"

#include "base/text.h"

#include <algorithm>

namespace asmgw {
namespace {

std::string with_query(std::string path, const Request& request) {
  if (request.query) path += '?' + *request.query;
  return path;
}

/// 0: none is written. istiod leaves out what the scheme implies.
std::uint32_t port_of(const Route& route, std::string_view scheme) {
  const HttpRedirect& redirect = *route.redirect;
  const std::uint32_t port =
      redirect.from_request_port ? route.declared : redirect.port;
  if (route.names_default_port) return port;
  if (port == 80 && scheme == "http") return 0;
  return port == 443 && scheme == "https" ? 0 : port;
}

/// Host as sent; its port goes if there is a new one, or if it is the default
/// of a scheme that changes.
std::string host_of(const Request& request, std::string_view scheme,
                    bool new_port) {
  const std::string& host = request.host;
  const std::size_t bare = host_without_port(host).size();
  if (bare == host.size()) return host;
  const std::string_view port = std::string_view(host).substr(bare);
  const bool implied =
      scheme != request.scheme() && port == (request.tls ? ":443" : ":80");
  return new_port || implied ? host.substr(0, bare) : host;
}

/// The new prefix stands for what the route matches: of a path that is asked
/// for exactly, the whole.
std::string rewritten(const Route& route, const std::string& path) {
  const auto& uri = route.match.uri;
  const std::size_t matched = !uri ? 1
                              : uri->kind == StringMatch::regex
                                  ? path.size()
                                  : uri->value.size();
  return route.redirect->prefix_rewrite +
         path.substr(std::min(matched, path.size()));
}

/// A query of its own takes the place of the request's.
std::string path_of(const Route& route, const Sent& sent) {
  const HttpRedirect& redirect = *route.redirect;
  std::string path = sent.path;
  if (!redirect.uri.empty())
    path = redirect.uri;
  else if (!redirect.prefix_rewrite.empty())
    path = rewritten(route, path);
  if (path.find('?') == std::string::npos)
    path = with_query(path, sent.request);
  return path[0] == '/' ? path : '/' + path;
}

}  // namespace

std::string redirect_location(const Route& route, const Sent& sent) {
  const HttpRedirect& redirect = *route.redirect;
  const std::string scheme = redirect.scheme.empty()
                                 ? std::string(sent.request.scheme())
                                 : redirect.scheme;
  const std::uint32_t port = port_of(route, scheme);
  std::string out = scheme + "://";
  out += redirect.authority.empty() ? host_of(sent.request, scheme, port != 0)
                                    : redirect.authority;
  if (port != 0) out += ':' + std::to_string(port);
  return out + path_of(route, sent);
}

std::string tls_location(const Sent& sent) {
  return "https://" + sent.request.host + with_query(sent.path, sent.request);
}

}  // namespace asmgw
