// AUTO_PASSTHROUGH with hosts that are no names of mesh services.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "rules/tls.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 7> mesh_domains{
    "local", "global", "internal", "mesh", "cluster", "remote", "svc"};

/// A name as services of a mesh have it, in any cluster domain.
bool may_be_service(std::string_view host) {
  host = host.substr(host.find('/') + 1);
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return host == "*" || host.find(".svc.") != std::string_view::npos ||
         std::find(mesh_domains.begin(), mesh_domains.end(), last) !=
             mesh_domains.end();
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (server.mode != TlsMode::auto_passthrough || !server.protocol ||
        !speaks_tls(*server.protocol))
      continue;
    for (const Field<std::string>& host : *server->hosts) {
      if (!filled(host) || may_be_service(*host)) continue;
      report.at(host, "host {} with mode AUTO_PASSTHROUGH", in_quotes(*host))
          .note(server->tls->mode, "matches names of mesh services only")
          .consequence(
              "without a mesh service of that name there is no filter "
              "chain, and connections are closed")
          .fix("name services, as in \"*.local\", or write mode: PASSTHROUGH");
      break;
    }
  }
}

}  // namespace

constinit const Rule rules::auto_passthrough_public_host = {
    .id = "GW309",
    .name = "auto-passthrough-public-host",
    .severity = Severity::warning,
    .layer = Layer::runtime,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "AUTO_PASSTHROUGH with a public host name",
    .rationale = R"(AUTO_PASSTHROUGH makes a filter chain for every mesh
service whose host is covered by a host of the server, such as *.local. A name
that no service of the mesh has gives no chain, and connections to it are
closed. It takes no routes of a VirtualService.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 15443, name: tls, protocol: TLS}
  hosts: [shop.example.com]  # <--
  tls: {mode: AUTO_PASSTHROUGH})",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 15443, name: tls, protocol: TLS}
  hosts: ["*.local"]
  tls: {mode: AUTO_PASSTHROUGH})",
    .source =
        "istio pilot/pkg/networking/core/gateway.go, "
        "builtAutoPassthroughFilterChains",
    .keys = {"T69"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
