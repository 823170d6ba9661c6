// A redirect to https that nobody serves.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/redirect.h"
#include "rules/redirect/redirecting.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

/// The hosts of TLS servers, in lower case.
class Served {
 public:
  void add(const HostFacts& host) {
    const std::string name = lower(host.pattern.dns);
    for (const std::string& cover : covers_of(name))
      (cover == name ? names_ : above_).emplace(cover, &host);
  }

  /// A host that covers `name`, or, where that is a wildcard, is below it.
  [[nodiscard]] const HostFacts* find(const std::string& name) const {
    for (const std::string& cover : covers_of(name))
      if (const auto found = names_.find(cover); found != names_.end())
        return found->second;
    const auto found = above_.find(name);
    return found == above_.end() ? nullptr : found->second;
  }

 private:
  using Index = std::unordered_map<std::string, const HostFacts*>;
  Index names_, above_;
};

struct TlsSide {
  Served on_443, elsewhere;
};

TlsSide tls_side(const Facts& facts) {
  TlsSide side;
  for (const HostFacts& host : facts.hosts) {
    const ServerFacts& server = facts.server_of(host);
    if (!host.accepted() || !server.protocol || !speaks_tls(*server.protocol))
      continue;
    (server.port == 443U ? side.on_443 : side.elsewhere).add(host);
  }
  return side;
}

/// A redirected host and the TLS host on another port.
using Counterpart = std::pair<const HostFacts*, const HostFacts*>;

/// Redirected hosts that nothing on port 443 covers.
struct Uncovered {
  std::vector<const HostFacts*> nowhere;
  std::vector<Counterpart> elsewhere;
};

Uncovered uncovered(std::span<const HostFacts> hosts, const TlsSide& side) {
  Uncovered out;
  for (const HostFacts& host : hosts) {
    const std::string name = lower(host.pattern.dns);
    if (!host.accepted() || side.on_443.find(name)) continue;
    if (const HostFacts* other = side.elsewhere.find(name))
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
      "{}{} is redirected to https on port 443, but served on port {}",
      quoted(host->text()), and_more(hosts.size()), port);
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
