// Names and matches -> requests.
#include "resolve/asking.h"

#include "model/host.h"
#include "resolve/path.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace asmgw {
namespace {

bool takes_all(const StringMatch& match) {
  return match.kind == StringMatch::regex &&
         (match.value == ".*" || match.value == ".+");
}

/// A text that the match takes.
std::optional<std::string> text_for(const StringMatch& match) {
  if (takes_all(match)) return "x";
  if (match.kind == StringMatch::regex) return std::nullopt;
  return match.value;
}

std::optional<std::string> path_for(const std::optional<StringMatch>& uri) {
  if (!uri || takes_all(*uri)) return "/";
  if (uri->kind == StringMatch::regex) return std::nullopt;
  const auto request = parse_url("http://a.com" + uri->value);
  if (!request || request->query || request->path != uri->value ||
      normalized_path(uri->value) != uri->value)
    return std::nullopt;
  return uri->value;
}

/// The `i`th of endlessly many labels.
std::string label_below(std::size_t i) {
  constexpr std::array<std::string_view, 3> first{"www", "any", "other"};
  return i < first.size() ? std::string(first[i])
                          : fmt::format("x{}", i - first.size() + 1);
}

/// The `i`th of endlessly many hosts, the first of example.com, the rest each
/// of a top level domain of its own.
std::string host_anywhere(std::size_t i) {
  constexpr std::array<std::string_view, 5> first{
      "any.example.com", "www.example.com", "any.example.net",
      "any.example.org", "any.example"};
  return i < first.size() ? std::string(first[i])
                          : fmt::format("any.x{}", i - first.size() + 1);
}

bool add_headers(const HttpMatch& match, Request& request) {
  for (const auto& [name, one] : match.headers) {
    const auto value = text_for(one);
    if (!value || name.empty() || name[0] == ':') return false;
    if (add_header(fmt::format("{}: {}", name, *value), request)) return false;
  }
  return true;
}

bool add_query(const HttpMatch& match, Request& request) {
  std::string query;
  for (const auto& [name, one] : match.query_params) {
    const auto value = text_for(one);
    if (!value) return false;
    query += fmt::format("{}{}={}", query.empty() ? "" : "&", name, *value);
  }
  if (query.empty()) return true;
  // What would end the query or the URL is no text of it.
  if (!parse_url("http://a.com/?" + query) ||
      query.find('#') != std::string::npos)
    return false;
  request.query = std::move(query);
  return true;
}

}  // namespace

PlacedServers::PlacedServers(const Effective& effective) {
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    by_place_[{server.port, server.address()}].push_back(id);
  }
}

const std::vector<ServerId>& PlacedServers::at(
    const EffectiveListener& listener) const {
  static const std::vector<ServerId> none;
  const auto at = by_place_.find({listener.port, listener.address});
  return at == by_place_.end() ? none : at->second;
}

void add_names(const Effective& effective, const PlacedServers& servers,
               const EffectiveListener& listener, KnownNames& known) {
  for (const Chain& chain : listener.chains) {
    for (const std::string& name : chain.sni) known.of(name);
    const RouteConfiguration* routes =
        chain.route.empty() ? nullptr : find_routes(effective, chain.route);
    if (!routes) continue;
    for (const VirtualHost& host : routes->virtual_hosts)
      for (const std::string& domain : host.domains) known.of(domain);
  }
  for (ServerId id : servers.at(listener))
    for (const ServedHost& host : effective.servers[id].hosts)
      known.of(host.dns());
}

std::string example_of(std::string_view name, const KnownNames& known) {
  const bool all = name == "*";
  if (!all && name.substr(0, 2) != "*.") return std::string(name);
  const auto is_own = [&](const std::string& host) {
    const auto covers = known.covering(host);
    return covers.empty() || is_host_subset(name, covers.front().name);
  };
  // Each narrower name covers one of these, at most one of them two.
  for (std::size_t i = 0;; ++i) {
    std::string host =
        all ? host_anywhere(i) : label_below(i) + std::string(name.substr(1));
    if (i > known.size() + 4 || is_own(host)) return host;
  }
}

Way way_to(const EffectiveListener& listener, const Resolver& resolver,
           bool ipv6) {
  if (listener.address != (ipv6 ? "::" : "0.0.0.0"))
    return {listener.port, canonical_address(listener.address)};
  std::vector<std::uint32_t> ports = listener.service_ports;
  ports.push_back(listener.port);
  for (std::uint32_t port : ports) {
    Request probe;
    probe.port = port;
    if (resolver.answer(probe).listener == &listener) return {port, {}};
  }
  return {ports.front(), {}};
}

std::optional<Request> request_on(const Way& way, bool tls,
                                  std::string_view host) {
  const bool implied = way.port == (tls ? 443U : 80U);
  auto request =
      parse_url(fmt::format("{}://{}{}/", tls ? "https" : "http", host,
                            implied ? "" : fmt::format(":{}", way.port)));
  if (!request) return std::nullopt;
  request->address = way.address;
  return std::move(*request);
}

std::optional<Request> as_asked(const HttpMatch& match, const Request& base) {
  const auto path = path_for(match.uri);
  if (!path) return std::nullopt;
  Request made = base;
  made.path = *path;
  if (match.method) {
    const auto method = text_for(*match.method);
    if (!method || !parse_method(*method)) return std::nullopt;
    made.method = *method;
  }
  if (!add_headers(match, made) || !add_query(match, made)) return std::nullopt;
  made.url.replace(made.url.size() - 1, 1,
                   *path + (made.query ? '?' + *made.query : ""));
  return made;
}

std::vector<Request> asked_by(const RoutesOfService& routes,
                              const Request& base) {
  std::vector<Request> all;
  for (const Route* route : routes.routes)
    if (auto request = as_asked(route->match, base))
      all.push_back(std::move(*request));
  return all;
}

std::vector<RoutesOfService> by_virtual_service(const VirtualHost& host) {
  std::vector<RoutesOfService> all;
  std::unordered_map<VirtualServiceId, std::size_t> known;
  for (const Route& route : host.routes) {
    const auto [at, fresh] =
        known.try_emplace(route.virtual_service, all.size());
    if (fresh) all.push_back({route.virtual_service, {}});
    all[at->second].routes.push_back(&route);
  }
  return all;
}

}  // namespace asmgw
