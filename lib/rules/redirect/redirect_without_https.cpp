// A redirect to https that nobody serves.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/host_index.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// The hosts of the TLS servers of a Gateway.
struct TlsSide {
  HostIndex<const HostFacts*> on_443;
  HostIndex<char> above_443;  ///< what covers a host on 443
  HostIndex<const HostFacts*> elsewhere;
};

bool is_https_elsewhere(const ServerFacts& server) {
  return server.protocol == Protocol::https &&
         server.mode != TlsMode::auto_passthrough;
}

TlsSide tls_side(const Facts& facts) {
  TlsSide side;
  for (const HostFacts& host : facts.hosts) {
    const ServerFacts& server = facts.server_of(host);
    if (!host.accepted() || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    const std::string_view dns = host.pattern.dns;
    if (server.port == 443U) {
      side.on_443.emplace(host_key(dns), &host);
      any_cover(dns, [&](std::string_view key) {
        return !side.above_443.emplace(key, 0).second;
      });
    } else if (is_https_elsewhere(server)) {
      side.elsewhere.emplace(host_key(dns), &host);
    }
  }
  return side;
}

const HostFacts* covering(const HostIndex<const HostFacts*>& index,
                          std::string_view dns) {
  const HostFacts* found = nullptr;
  any_cover(dns, [&](std::string_view key) {
    const auto one = index.find(key);
    if (one != index.end()) found = one->second;
    return found != nullptr;
  });
  return found;
}

/// Port 443 covers `dns`, or, of a wildcard, something below it: who redirects
/// all names and serves some means just that.
bool is_served_on_443(const TlsSide& side, std::string_view dns) {
  return covering(side.on_443, dns) ||
         (is_wildcard(dns) && side.above_443.contains(host_key(dns)));
}

/// A redirected host and the TLS host on another port.
using Counterpart = std::pair<const HostFacts*, const HostFacts*>;

/// Redirected hosts that port 443 does not serve.
struct Uncovered {
  std::vector<const HostFacts*> nowhere;
  std::vector<Counterpart> elsewhere;
};

Uncovered uncovered(std::span<const HostFacts> hosts, const TlsSide& side) {
  Uncovered out;
  for (const HostFacts& host : hosts) {
    const std::string_view dns = host.pattern.dns;
    if (!host.accepted() || is_served_on_443(side, dns)) continue;
    if (const HostFacts* other = covering(side.elsewhere, dns))
      out.elsewhere.emplace_back(&host, other);
    else
      out.nowhere.push_back(&host);
  }
  return out;
}

std::string and_more(std::size_t count) {
  return count > 1 ? fmt::format(" and {} more", count - 1) : std::string();
}

void report_nowhere(const Facts& facts,
                    const std::vector<const HostFacts*>& hosts,
                    Report& report) {
  if (hosts.empty()) return;
  const HostFacts& host = *hosts.front();
  Finding found =
      report.at(*host.field, "no HTTPS server of this Gateway covers {}{}",
                quoted(host.text()), and_more(hosts.size()));
  if (!facts.settings.complete) found.at_most(Severity::info);
  found.note(facts.server_of(host)->tls->https_redirect, "redirected to https")
      .consequence(
          "clients are redirected to port 443, where another Gateway must "
          "serve the host")
      .fix("add an HTTPS server on port 443 with the host");
}

void report_elsewhere(const Facts& facts, const std::vector<Counterpart>& hosts,
                      Report& report) {
  if (hosts.empty()) return;
  const auto& [host, tls] = hosts.front();
  const std::uint32_t port = facts.server_of(*tls).port.value_or(0);
  Finding found = report.at(
      *host->field,
      "{}{} redirected to https on port 443, but served on port {}",
      quoted(host->text()),
      and_more(hosts.size()) + (hosts.size() > 1 ? " are" : " is"), port);
  // What gateways that do not run as root listen on for the Service port 443.
  if (port == 8443 && !facts.settings.complete) found.at_most(Severity::info);
  found.note(*tls->field, "served on port {}", port)
      .consequence(
          "the redirect names no port, so clients go to 443{}",
          port == 8443 ? ": right only if the Service maps 443 to 8443" : "")
      .fix("let the HTTPS server listen on port 443");
}

void check(const Facts& facts, Report& report) {
  std::optional<TlsSide> side;
  for (const ServerFacts& server : facts.servers) {
    if (!redirects(server) || server.port != 80U) continue;
    if (!side) side = tls_side(facts);
    const Uncovered missing = uncovered(facts.hosts_of(server), *side);
    report_nowhere(facts, missing.nowhere, report);
    report_elsewhere(facts, missing.elsewhere, report);
  }
}

}  // namespace

constinit const Rule rules::redirect_without_https = {
    .id = "GW383",
    .name = "redirect-without-https",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "host that is redirected to https, but has no HTTPS server",
    .rationale = R"(The redirect keeps the host and names no port, so that
clients come back on 443. Nothing compares the two sides: if no HTTPS server
there covers the host, they meet a closed port or another host's certificate.
The HTTPS side may stand in another Gateway, hence an info; a warning if the
input is declared complete, or if this Gateway serves the host with TLS on
another port.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com  # <--
  tls: {httpsRedirect: true}
- port: {number: 9443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts:
  - shop.example.com
  tls: {httpsRedirect: true}
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [shop.example.com]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "T80: nothing in istio compares the two servers",
    .keys = {"T80", "L30"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
