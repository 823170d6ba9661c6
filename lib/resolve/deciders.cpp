// Answer -> names.
#include "resolve/deciders.h"

#include "resolve/scene.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

/// Null: none of those that share the chain serves the host.
const ServerIn* server_of(Scene& scene, const Chain& chain,
                          const Request& request) {
  if (chain.servers.size() == 1)
    return &scene.effective.servers[chain.servers[0]];
  return scene.server_of(chain, host_without_port(request.host));
}

std::string text_of(Scene& scene, const ServerIn& server) {
  if (!scene.has_own_port_name(server)) return name_of(scene.mesh, server);
  return fmt::format("{}/{}", scene.mesh.gateways[server.gateway].full_name(),
                     server.port_name);
}

}  // namespace

Deciders deciders_of(Scene& scene, const Answer& answer,
                     const Request& request) {
  Deciders made;
  if (answer.listener) made.listener = answer.listener->name;
  if (answer.chain)
    if (const ServerIn* server = server_of(scene, *answer.chain, request))
      made.server = text_of(scene, *server);
  if (answer.virtual_service)
    made.virtual_service =
        full_name(scene.mesh.virtual_services[*answer.virtual_service].head);
  return made;
}

}  // namespace asmgw
