// Classes of change: the redirect of plain HTTP to HTTPS.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"
#include "model/host.h"

namespace asmgw {
namespace {

constexpr std::string_view redirects =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true})";
constexpr std::string_view plain =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com])";
constexpr std::string_view switched_off =
    R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: false})";

constexpr ChangeExample redirect_added_pairs[] = {
    {
        .level = Impact::risky,
        .older = plain,
        .newer = redirects,
        .silent = switched_off,
    },
};

constexpr ChangeExample redirect_dropped_pairs[] = {
    {
        .level = Impact::breaking,
        .older = redirects,
        .newer = switched_off,
        .silent = R"(- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true})",
    },
    {
        .variant = "block removed",
        .level = Impact::breaking,
        .older = redirects,
        .newer = plain,
        .silent = R"(- port: {number: 80, name: web, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true})",
    },
    {
        .variant = "another server redirects",
        .level = Impact::none,
        .older = redirects,
        .newer = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
- port: {number: 80, name: http-again, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true})",
        .silent = R"(- port: {number: 80, name: http, protocol: HTTP}
  hosts: [shop.example.com]
  tls: {httpsRedirect: true}
- port: {number: 80, name: http-again, protocol: HTTP}
  hosts: [shop.example.com])",
    },
};

/// A server beside it redirects this host on the same port.
bool redirects_as_well(const SideServer& server, const Seen& at,
                       std::string_view host) {
  const ServerIn& in = server.in(at);
  const LiveHosts& hosts =
      server.side->on(at.workload, listener_name(in)).plain;
  const std::span<const LiveHost> all = hosts.all_best(host);
  return std::any_of(all.begin(), all.end(), [&](const LiveHost& one) {
    const auto& [other, its] = one;
    return other != &in && other->is_http() && other->redirects &&
           other->route == in.route && its->dns() == host;
  });
}

/// On every workload all its hosts are redirected nevertheless.
bool is_redirected(const SideServer& server) {
  return server.live() &&
         std::all_of(
             server.seen.begin(), server.seen.end(), [&](const Seen& at) {
               const std::vector<ServedHost>& hosts = server.in(at).hosts;
               return std::all_of(
                   hosts.begin(), hosts.end(), [&](const ServedHost& host) {
                     return redirects_as_well(server, at, host.dns());
                   });
             });
}

/// The first host that no server on its workload serves with TLS, or null.
const ServedHost* without_tls(const SideServer& server) {
  for (const Seen& at : server.seen)
    for (const ServedHost& host : server.in(at).hosts)
      if (!server.side->serves_with_tls(at.workload, host.dns())) return &host;
  return nullptr;
}

void say_added(Change& change, const SideServer& server) {
  change.then =
      "plain requests get 301 to the same URL with https; the server counts "
      "when hosts are tested for duplicates";
  if (const ServedHost* host = without_tls(server))
    change.notes.push_back(
        fmt::format("no server of the inputs serves {} with "
                    "TLS",
                    visible(host->dns())));
  const ServerIn* in = server.facts();
  if (in && in->declared != 80)
    change.notes.push_back(fmt::format(
        "the port stays as the client wrote it: from {} the redirect leads to "
        "TLS on {}",
        in->declared, in->declared));
}

void say_dropped(Change& change, const SideServer& server) {
  change.then =
      "what a VirtualService routes is served in plain text, the rest gets "
      "404";
  if (!is_redirected(server)) return;
  change.then = "plain requests get 301 as before";
  set_level(change, Impact::none,
            "another server of the port redirects all its hosts");
}

}  // namespace

constinit const ChangeKind changes::redirect_added = {
    .id = "redirect-added",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "plain HTTP is redirected to HTTPS",
    .rationale = R"(Every plain request for the hosts gets 301, on all that
shares the port. Clients that send anything but GET often repeat it as GET;
checks of ACME by HTTP-01 and of load balancers may not follow; if nothing
serves the hosts with TLS, the redirect leads nowhere. A load balancer that
ends TLS itself and speaks HTTP to the gateway can make a loop. With its tls
block the server also counts when hosts are tested for duplicates.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayHTTPRouteConfig",
    .inverse = {"redirect-dropped"},
    .examples = redirect_added_pairs,
};

constinit const ChangeKind changes::redirect_dropped = {
    .id = "redirect-dropped",
    .level = Impact::breaking,
    .classes = {ChangeClass::security},
    .summary = "plain HTTP is no longer redirected to HTTPS",
    .rationale = R"(What a VirtualService routes is served in plain text,
passwords and cookies included; other hosts get 404 instead of 301. No effect
if another server of the same port still redirects all of the hosts, for a
redirect of one server holds for the host.)",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "buildGatewayHTTPRouteConfig",
    .inverse = {"redirect-added"},
    .examples = redirect_dropped_pairs,
};

void compare_redirect(const ServerPair& pair, ChangeList& out) {
  const SideServer &older = *pair.older, &newer = *pair.newer;
  const bool before = *older->tls->https_redirect;
  const bool after = *newer->tls->https_redirect;
  if (before == after) return;
  Change& change = out.add(
      after ? changes::redirect_added : changes::redirect_dropped, pair);
  change.older = spot_in_tls(older, &Tls::https_redirect);
  change.newer = spot_in_tls(newer, &Tls::https_redirect);
  change.title = fmt::format("{} {} plain HTTP to HTTPS", newer.label(),
                             after ? "redirects" : "no longer redirects");
  set_subject(change, pair, "httpsRedirect");
  if (after)
    say_added(change, newer);
  else
    say_dropped(change, newer);
}

}  // namespace asmgw
