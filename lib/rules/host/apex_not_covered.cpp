// A wildcard on one port, its apex on another only.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/host.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace asmgw {
namespace {

using Number = std::optional<std::uint32_t>;

/// A name -> a host that is it, and one that is it on another port.
struct Places {
  const HostFacts* first;
  const HostFacts* other = nullptr;
};

class Names {
 public:
  explicit Names(const Facts& facts) : facts_(&facts) {
    for (const HostFacts& host : facts.hosts)
      if (host.accepted()) add(host);
  }

  /// A host that is `name` on another port than `port`, where nothing covers
  /// it on `port`. A redirect does not count: that is another rule.
  [[nodiscard]] const HostFacts* only_elsewhere(std::string_view name,
                                                Number port) const {
    const auto found = served_.find(name);
    if (found == served_.end() || is_covered(name, port)) return nullptr;
    const auto& [first, other] = found->second;
    return port_of(*first) != port ? first : other;
  }

 private:
  void add(const HostFacts& host) {
    const ServerFacts& server = facts_->server_of(host);
    on_port_.insert(key_of(host.pattern.dns, server.port));
    if (given(server->tls) && *server->tls->https_redirect) return;
    const auto [known, added] =
        served_.try_emplace(host.pattern.dns, Places{&host});
    Places& places = known->second;
    if (!added && !places.other && port_of(*places.first) != server.port)
      places.other = &host;
  }

  [[nodiscard]] bool is_covered(std::string_view name, Number port) const {
    const std::vector<std::string> covers = covers_of(name);
    return std::any_of(covers.begin(), covers.end(), [&](const auto& cover) {
      return on_port_.contains(key_of(cover, port));
    });
  }

  static std::string key_of(std::string_view name, Number port) {
    return std::to_string(port.value_or(0)) + '|' + std::string(name);
  }

  [[nodiscard]] Number port_of(const HostFacts& host) const {
    return facts_->server_of(host).port;
  }

  const Facts* facts_;
  std::unordered_map<std::string_view, Places> served_;
  std::unordered_set<std::string> on_port_;
};

bool has_wildcard(const Facts& facts) {
  return std::any_of(
      facts.hosts.begin(), facts.hosts.end(),
      [](const HostFacts& host) { return host.pattern.dns.starts_with("*."); });
}

void check(const Facts& facts, Report& report) {
  if (facts.servers.size() < 2 || !has_wildcard(facts)) return;
  const Names names(facts);
  for (const HostFacts& host : facts.hosts) {
    if (!host.accepted() || !host.pattern.dns.starts_with("*.")) continue;
    const HostFacts* apex = names.only_elsewhere(host.pattern.dns.substr(2),
                                                 facts.server_of(host).port);
    if (!apex) continue;
    report
        .at(*host.field, "host {} does not cover {} itself",
            quoted(host.text()), quoted(apex->pattern.dns))
        .consequence("{} is served on another port only",
                     quoted(apex->pattern.dns))
        .note(*apex->field, "served here")
        .fix("add {} to this server if it is meant as well",
             quoted(apex->pattern.dns));
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
server of the Gateway serves the domain itself, so that it looks forgotten here.)",
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
