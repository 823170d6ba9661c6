// A wildcard on one port, its apex on another only.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/host_index.h"
#include "rules/host.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace asmgw {
namespace {

using Number = std::optional<std::uint32_t>;

using Hosts = HostIndex<const HostFacts*>;

Number port_of(const Facts& facts, const HostFacts& host) {
  return facts.server_of(host).port;
}

/// Every name that is served, on one port and on another; a redirect is the
/// matter of another rule.
Hosts served_names(const Facts& facts) {
  Hosts served;
  for (const HostFacts& host : facts.hosts) {
    const Server& server = *facts.server_of(host);
    if (!host.accepted() || is_wildcard(host.pattern.dns) ||
        (given(server.tls) && *server.tls->https_redirect))
      continue;
    auto& places = served.of(host.pattern.dns);
    if (places.empty() ||
        (places.size() == 1 &&
         port_of(facts, *places.front()) != port_of(facts, host)))
      places.push_back(&host);
  }
  return served;
}

/// The hosts of each port.
class Ports {
 public:
  explicit Ports(const Facts& facts) {
    for (const HostFacts& host : facts.hosts)
      hosts_[port_of(facts, host)].add_first(host.pattern.dns, &host);
  }
  [[nodiscard]] bool covers(Number port, std::string_view name) const {
    const auto found = hosts_.find(port);
    return found != hosts_.end() && found->second.best(name);
  }

 private:
  std::map<Number, Hosts> hosts_;
};

bool has_wildcard(const Facts& facts) {
  return std::any_of(
      facts.hosts.begin(), facts.hosts.end(),
      [](const HostFacts& host) { return host.pattern.dns.starts_with("*."); });
}

void report_one(const HostFacts& host, const HostFacts& apex, Report& report) {
  const std::string name = in_quotes(apex.pattern.dns);
  report
      .at(*host.field, "host {} does not cover {} itself",
          in_quotes(host.text()), name)
      .consequence("{} is served on another port only", name)
      .note(*apex.field, "served here")
      .fix("add {} to this server if it is meant as well", name);
}

void check(const Facts& facts, Report& report) {
  if (facts.servers.size() < 2 || !has_wildcard(facts)) return;
  const Hosts served = served_names(facts);
  std::optional<Ports> ports;
  for (const HostFacts& host : facts.hosts) {
    if (!host.accepted() || !host.pattern.dns.starts_with("*.")) continue;
    const std::string_view name = host.pattern.dns.substr(2);
    const Number port = port_of(facts, host);
    const auto places = served.at(name);
    const auto apex = std::ranges::find_if(places, [&](const HostFacts* one) {
      return port_of(facts, *one) != port;
    });
    if (apex == places.end()) continue;
    if (!ports) ports.emplace(facts);
    if (!ports->covers(port, name)) report_one(host, **apex, report);
  }
}

}  // namespace

constinit const Rule rules::apex_not_covered = {
    .id = "GW239",
    .name = "apex-not-covered",
    .severity = Severity::info,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "wildcard on one port, the domain itself on another only",
    .rationale = R"(A wildcard covers names below a domain, at any depth, but
not the domain itself. That is mostly meant so; it is said only where another
server of the Gateway serves the domain itself, so that it looks forgotten
here.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [example.com, "*.example.com"]
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: ["*.example.com"]  # <--
  tls: {mode: SIMPLE, credentialName: shop})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 80, name: http, protocol: HTTP}
  hosts: [example.com, "*.example.com"]
- port: {number: 443, name: https, protocol: HTTPS}
  hosts: [example.com, "*.example.com"]
  tls: {mode: SIMPLE, credentialName: shop})",
    .source = "istio pkg/config/host, Name.Matches",
    .keys = {"T16"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
