// Answer -> names.
#include "resolve/deciders.h"

#include "base/text.h"
#include "model/host.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

bool serves(const ServerIn& server, std::string_view host) {
  return std::any_of(server.hosts.begin(), server.hosts.end(),
                     [&](const ServedHost& one) {
                       return is_host_subset(host, lower(one.dns()));
                     });
}

/// Null: none of those that share the chain serves the host.
const ServerIn* server_of(const Chain& chain, const Request& request,
                          const Effective& effective) {
  if (chain.servers.size() == 1) return &effective.servers[chain.servers[0]];
  const std::string host = host_without_port(request.host);
  for (ServerId id : chain.servers)
    if (serves(effective.servers[id], host)) return &effective.servers[id];
  return nullptr;
}

bool has_own_port_name(const ServerIn& server, const Effective& effective) {
  return !server.port_name.empty() &&
         std::none_of(effective.servers.begin(), effective.servers.end(),
                      [&](const ServerIn& one) {
                        return &one != &server &&
                               one.gateway == server.gateway &&
                               one.port_name == server.port_name;
                      });
}

std::string text_of(const ServerIn& server, const Effective& effective,
                    const Mesh& mesh) {
  if (!has_own_port_name(server, effective)) return name_of(mesh, server);
  return fmt::format("{}/{}", mesh.gateways[server.gateway].full_name(),
                     server.port_name);
}

}  // namespace

Deciders deciders_of(const Answer& answer, const Request& request,
                     const Effective& effective, const Mesh& mesh) {
  Deciders made;
  if (answer.listener) made.listener = answer.listener->name;
  if (answer.chain)
    if (const ServerIn* server = server_of(*answer.chain, request, effective))
      made.server = text_of(*server, effective, mesh);
  if (answer.virtual_service)
    made.virtual_service =
        full_name(mesh.virtual_services[*answer.virtual_service].head);
  return made;
}

}  // namespace asmgw
