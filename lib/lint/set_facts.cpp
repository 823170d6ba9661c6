// The listeners of every workload, worked out before the rules run.
#include "lint/set_facts.h"

#include "model/tls.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace asmgw {
namespace {

bool has_usable_port(const Server& server) {
  const auto number = number_of(server);
  if (!number || *number > 65535) return false;
  return *number > 0 || bind_of(server).substr(0, 7) == "unix://";
}

/// TLS settings on plaintext, for which Istio refuses the Gateway.
bool wants_tls(const Server& server) {
  const Tls& tls = *server.tls;
  return !passes_through(server) || filled(tls.server_certificate) ||
         filled(tls.private_key) || filled(tls.ca_certificates);
}

/// Some are known, or none is written.
bool has_known_host(const Server& server) {
  const List<std::string>& hosts = *server.hosts;
  if (server.hosts.given == Given::unreadable) return false;
  return hosts.empty() ||
         std::any_of(hosts.begin(), hosts.end(),
                     [](const auto& one) { return given(one); });
}

bool nothing_left_out(const Mesh& mesh) {
  return std::all_of(mesh.gateways.begin(), mesh.gateways.end(),
                     [](const MeshGateway& one) {
                       const List<Server>& servers = *one.spec().servers;
                       return !one.refused && !has_unknown_hosts(one) &&
                              std::all_of(servers.begin(), servers.end(),
                                          [](const Field<Server>& server) {
                                            return takes_part(*server);
                                          });
                     });
}

}  // namespace

bool has_unknown_hosts(const MeshGateway& gateway) {
  const List<Server>& servers = *gateway.spec().servers;
  return gateway.patched || gateway.spec().servers.given == Given::unreadable ||
         std::any_of(
             servers.begin(), servers.end(), [](const Field<Server>& server) {
               const List<std::string>& hosts = *server->hosts;
               return !given(server) ||
                      server->hosts.given == Given::unreadable ||
                      std::any_of(hosts.begin(), hosts.end(),
                                  [](const auto& one) { return !given(one); });
             });
}

bool takes_part(const Server& server) {
  const auto protocol = protocol_of(server);
  if (!protocol || !has_usable_port(server) ||
      server.tls.given == Given::unreadable ||
      server.bind.given == Given::unreadable || !has_known_host(server))
    return false;
  const bool tls = given(server.tls);
  if (is_http_family(*protocol)) return !tls || !wants_tls(server);
  if (is_raw(*protocol)) return !tls;
  return tls && mode_of(server).has_value();
}

SetFacts::SetFacts(const Sources& the_sources, const Mesh& the_mesh,
                   const MeshSettings& the_settings, const SetView& view)
    : sources(the_sources),
      mesh(the_mesh),
      settings(the_settings),
      alternatives(view.alternatives),
      engine(the_mesh, the_settings,
             {takes_part, view.full || !the_mesh.virtual_services.empty(),
              view.full || !the_mesh.virtual_services.empty()}) {
  for (const Replaced& one : mesh.replaced)
    if (one.kind == "Gateway") copies_.insert(one.name);
  const std::vector<Workload> all = asmgw::workloads(mesh, settings);
  workloads.reserve(all.size());
  for (const Workload& workload : all)
    add(std::make_shared<const Effective>(engine.effective(workload)));
  if (view.full && nothing_left_out(mesh)) listening = all_;
  // What is refused never meets another: it is looked at for itself.
  for (GatewayId id = 0; id < mesh.gateways.size(); ++id)
    if (mesh.gateways[id].refused)
      add(std::make_shared<const Effective>(engine.alone(id)));
}

void SetFacts::add(const std::shared_ptr<const Effective>& effective) {
  all_.push_back(effective);
  WorkloadFacts facts{*effective, {}};
  for (const EffectiveListener& listener : effective->listeners)
    facts.meetings.push_back(meetings(*effective, listener));
  workloads.push_back(std::move(facts));
}

std::string SetFacts::name_of(const ServerIn& server,
                              const ServerIn& from) const {
  const std::string name = fmt::format("servers[{}]", server.index);
  if (server.gateway == from.gateway) return name;
  return fmt::format("{} of Gateway {}", name, gateway_of(server).full_name());
}

}  // namespace asmgw
