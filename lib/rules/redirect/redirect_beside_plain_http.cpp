// One host redirected and served in the clear on one port.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

#include <string>
#include <unordered_map>

namespace asmgw {
namespace {

/// Hosts of redirecting servers; servers of equal port and bind share them.
using Redirected = std::unordered_map<std::string, const HostFacts*>;

std::string_view namespace_text(const Facts& facts, const HostFacts& host) {
  const auto& ns = host.pattern.namespace_;
  if (!ns) return "*";
  return *ns == "." ? facts.gateway_namespace() : *ns;
}

std::string key_of(const ServerFacts& server, std::string_view ns,
                   std::string_view name) {
  std::string key = std::to_string(server.port.value_or(0)) + '|';
  return key.append(bind_of(*server))
      .append("|")
      .append(ns)
      .append("/")
      .append(name);
}

/// The VirtualServices of a namespace bind to a redirected host if they bind
/// to `plain` and it is for their namespace, or for all.
const HostFacts* redirected_with(const Facts& facts, const Redirected& all,
                                 const HostFacts& plain) {
  const ServerFacts& server = facts.server_of(plain);
  for (const std::string& cover : covers_of(lower(plain.pattern.dns)))
    for (std::string_view ns :
         {std::string_view("*"), namespace_text(facts, plain)}) {
      const auto found = all.find(key_of(server, ns, cover));
      if (found != all.end()) return found->second;
    }
  return nullptr;
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
  Redirected all;
  for (const HostFacts& host : facts.hosts) {
    const ServerFacts& server = facts.server_of(host);
    if (host.accepted() && redirects(server))
      all.emplace(
          key_of(server, namespace_text(facts, host), lower(host.pattern.dns)),
          &host);
  }
  if (all.empty()) return;
  for (const ServerFacts& server : facts.servers)
    if (server.port && is_plain_http(server) && !has_redirect(server))
      check_server(facts, all, server, report);
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
