// One host redirected and served in the clear on one port.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/host_index.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

namespace asmgw {
namespace {

std::string_view namespace_text(const Facts& facts, const HostFacts& host) {
  const auto& ns = host.pattern.namespace_;
  if (!ns) return "*";
  return *ns == "." ? facts.gateway_namespace() : *ns;
}

/// Where servers share virtual hosts, and for whose VirtualServices: port,
/// bind, namespace.
using Reach = std::tuple<std::optional<std::uint32_t>, std::string_view,
                         std::string_view>;

/// Hosts of redirecting servers.
using Redirected = std::map<Reach, HostIndex<const HostFacts*>>;

Redirected redirected_hosts(const Facts& facts) {
  Redirected all;
  for (const HostFacts& host : facts.hosts) {
    const ServerFacts& server = facts.server_of(host);
    if (host.accepted() && redirects(server))
      all[{server.port, bind_of(*server), namespace_text(facts, host)}].emplace(
          host_key(host.pattern.dns), &host);
  }
  return all;
}

const HostFacts* covering(const Redirected& all, const Reach& reach,
                          const HostFacts& plain) {
  const auto hosts = all.find(reach);
  const HostFacts* found = nullptr;
  if (hosts == all.end()) return found;
  any_cover(plain.pattern.dns, [&](std::string_view key) {
    const auto one = hosts->second.find(key);
    if (one != hosts->second.end()) found = one->second;
    return found != nullptr;
  });
  return found;
}

/// The VirtualServices that bind to `plain` bind to a redirected host as well
/// if that is for all namespaces or for the same one.
const HostFacts* redirected_with(const Facts& facts, const Redirected& all,
                                 const HostFacts& plain) {
  const ServerFacts& server = facts.server_of(plain);
  const std::string_view bind = bind_of(*server);
  const HostFacts* found = covering(all, {server.port, bind, "*"}, plain);
  if (found) return found;
  return covering(all, {server.port, bind, namespace_text(facts, plain)},
                  plain);
}

/// One finding a server: its first host that is redirected.
void check_server(const Facts& facts, const Redirected& all,
                  const ServerFacts& server, Report& report) {
  for (const HostFacts& host : facts.hosts_of(server)) {
    const HostFacts* other =
        host.accepted() ? redirected_with(facts, all, host) : nullptr;
    if (!other) continue;
    report
        .at(*host.field,
            "{} is served here, but redirected by another server "
            "of port {}",
            quoted(host.text()), *server.port)
        .consequence(
            "both make one virtual host and the redirect wins: plain HTTP "
            "always gets 301")
        .note(*other->field, "redirected here")
        .fix("remove the host from one of the servers");
    return;
  }
}

void check(const Facts& facts, Report& report) {
  std::optional<Redirected> all;
  if (std::none_of(facts.servers.begin(), facts.servers.end(), redirects))
    return;
  for (const ServerFacts& server : facts.servers) {
    if (!server.port || !is_plain_http(server) || has_redirect(server))
      continue;
    if (!all) all = redirected_hosts(facts);
    check_server(facts, *all, server, report);
  }
}

}  // namespace

constinit const Rule rules::redirect_beside_plain_http = {
    .id = "GW385",
    .name = "redirect-beside-plain-http",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary =
        "host redirected by one server and served by another on the same port",
    .rationale = R"(Servers of one HTTP port share their virtual hosts, and
httpsRedirect is a property of the virtual host. If one server redirects a host,
or a wildcard over it, its routes in the other one are unreachable in plain
HTTP, those for ACME challenges included.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 80, name: http-plain, protocol: HTTP}
  hosts:
  - shop.example.com  # <--
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 80, name: http-plain, protocol: HTTP}
  hosts:
  - legacy.example.com
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source =
        "T83: istio pilot/pkg/networking/core, buildGatewayHTTPRouteConfig",
    .keys = {"T83", "L29"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
