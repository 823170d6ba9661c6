// What is worked out once for all rules.
#include "lint/facts.h"

#include <algorithm>

namespace asmgw {

Facts::Facts(const Model& the_model, const MeshSettings& the_settings)
    : model(the_model), settings(the_settings) {
  if (!model.gateway || !given(model.gateway->spec)) return;
  const List<Server>& list = *model.gateway->spec->servers;
  servers.reserve(list.size());
  for (std::uint32_t i = 0; i < list.size(); ++i) {
    if (!given(list[i])) continue;
    const Server& server = *list[i];
    servers.push_back({&list[i],
                       i,
                       protocol_of(server),
                       number_of(server),
                       mode_of(server),
                       {},
                       tls_refusals(server, settings.version)});
    if (given(server.tls))
      servers.back().tls_keys = judge_tls(*server.tls, settings.version);
  }
  read_hosts();
}

void Facts::read_hosts() {
  const HostPolicy policy = host_policy();
  for (std::uint32_t i = 0; i < servers.size(); ++i)
    for (const Field<std::string>& host : *servers[i]->hosts) {
      if (!given(host)) continue;
      const HostKeys keys = judge_host(*host, policy);
      hosts.push_back(
          {&host, i, split_host(*host), keys, fault_of(*host, keys)});
    }
}

HostPolicy Facts::host_policy() const {
  const Pair* semantics = find_pair(model.gateway->metadata->annotations,
                                    "internal.istio.io/gateway-semantics");
  return {.partial_wildcards = !at_least(17),
          .tilde = at_least(21) && semantics && given(semantics->value) &&
                   *semantics->value == "gateway"};
}

std::span<const HostFacts> Facts::hosts_of(const ServerFacts& server) const {
  const auto index = [this](const HostFacts& host) {
    return server_of(host).index;
  };
  const auto first =
      std::ranges::lower_bound(hosts, server.index, {}, index) - hosts.begin();
  const auto end =
      std::ranges::upper_bound(hosts, server.index, {}, index) - hosts.begin();
  return std::span(hosts).subspan(static_cast<std::size_t>(first),
                                  static_cast<std::size_t>(end - first));
}

std::string_view Facts::gateway_namespace() const {
  return model.gateway
             ? namespace_of(*model.gateway, settings.default_namespace)
             : std::string_view(settings.default_namespace);
}

bool Facts::port_refused(const ServerFacts& server) const {
  if (!given(server->port) || !server.protocol) return true;
  const Port& port = *server->port;
  if (!filled(port.name)) return true;
  if (at_least(20) && given(port.target_port) && *port.target_port > 0)
    return true;
  if (!given(port.number) && at_least(20)) return true;
  const std::uint32_t number = port.number.value;
  const bool socket = bind_of(*server).substr(0, 7) == "unix://";
  if (number == 0) return at_least(20) && !socket;
  return number > 65535;
}

}  // namespace asmgw
