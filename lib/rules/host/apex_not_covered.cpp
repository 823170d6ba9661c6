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

/// A host that is a name, and one that is the same name on another port.
struct Places {
  const HostFacts* first;
  const HostFacts* other = nullptr;
};

Number port_of(const Facts& facts, const HostFacts& host) {
  return facts.server_of(host).port;
}

/// Every host that is served; a redirect is the matter of another rule.
HostIndex<Places> served_names(const Facts& facts) {
  HostIndex<Places> served;
  for (const HostFacts& host : facts.hosts) {
    const Server& server = *facts.server_of(host);
    if (!host.accepted() || is_wildcard(host.pattern.dns) ||
        (given(server.tls) && *server.tls->https_redirect))
      continue;
    Places& places =
        served.try_emplace(host.pattern.dns, Places{&host}).first->second;
    if (!places.other && port_of(facts, *places.first) != port_of(facts, host))
      places.other = &host;
  }
  return served;
}

/// The hosts of each port.
class Ports {
 public:
  explicit Ports(const Facts& facts) {
    for (const HostFacts& host : facts.hosts)
      hosts_[port_of(facts, host)].emplace(host_key(host.pattern.dns), 0);
  }
  [[nodiscard]] bool covers(Number port, std::string_view name) const {
    const auto found = hosts_.find(port);
    return found != hosts_.end() && any_cover(name, [&](std::string_view key) {
             return found->second.contains(key);
           });
  }

 private:
  std::map<Number, HostIndex<char>> hosts_;
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
  const HostIndex<Places> served = served_names(facts);
  std::optional<Ports> ports;
  for (const HostFacts& host : facts.hosts) {
    if (!host.accepted() || !host.pattern.dns.starts_with("*.")) continue;
    const std::string_view name = host.pattern.dns.substr(2);
    const Number port = port_of(facts, host);
    const auto found = served.find(name);
    if (found == served.end()) continue;
    const auto& [first, other] = found->second;
    const HostFacts* apex = port_of(facts, *first) != port ? first : other;
    if (!ports) ports.emplace(facts);
    if (apex && !ports->covers(port, name)) report_one(host, *apex, report);
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
    .source = "T16: istio pkg/config/host, Name.Matches",
    .keys = {"T16"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
