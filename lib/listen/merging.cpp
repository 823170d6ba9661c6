// The state that mergeGateways keeps, and its steps.
#include "listen/merging.h"

#include "model/releases.h"

#include <tuple>
#include <unordered_map>

namespace asmgw {
namespace {

struct Registered {
  std::string_view bind;
  ServerId server;
  std::size_t host;
};

struct PortState {
  bool used = false;
  /// The plaintext group added last; up to 1.26.7 only if the port began so.
  std::optional<std::size_t> plain;
  ServerId first = 0;
  /// Of servers beside TLS ones, each with its first; from 1.18.6 to 1.26.7.
  /// The first server of the port is not among them.
  std::unordered_map<std::string_view, ServerId> seen_binds;
  /// One bind for a host, whatever was there before.
  std::unordered_map<std::string_view, Registered> tls_hosts;
};

class Merge {
 public:
  Merge(const Mesh& mesh, IstioVersion version, std::vector<ServerIn>& servers)
      : mesh_(mesh), merging_(merging_of(version)), servers_(servers) {}

  MergeOutcome run() {
    for (ServerId id = 0; id < servers_.size(); ++id) add(id);
    return std::move(out_);
  }

 private:
  using GroupKey =
      std::tuple<std::uint32_t, std::string_view, std::string_view>;

  void add(ServerId id) {
    ServerIn& server = servers_[id];
    const Field<Port>& written = server.field->value.port;
    if (!given(written) || written->number.given == Given::unreadable) {
      server.drop.reason = DropReason::no_port;
      return;
    }
    server.route = route_name(server);
    PortState& port = ports_[server.port];
    if (server.has_tls && is_duplicate(port, id)) return;
    if (!port.used) {
      port.used = true;
      port.first = id;
      place_new(port, id);
    } else if (port.plain) {
      place_beside_plaintext(port, id);
    } else {
      place_beside_tls(port, id);
    }
  }

  static bool is_http_server(const ServerIn& server) {
    if (server.is_http()) return true;
    const bool passes = server.has_tls && !server.terminates();
    return server.known == Protocol::https && !passes;
  }

  /// HTTP takes the port that is listened on, HTTPS the one that is declared.
  std::string route_name(const ServerIn& server) const {
    std::string name;
    const MeshGateway& gateway = mesh_.gateways[server.gateway];
    if (server.is_http())
      name = "http." + std::to_string(server.port);
    else if (is_http_server(server))
      name.append("https.")
          .append(std::to_string(server.declared))
          .append(".")
          .append(server.port_name)
          .append(".")
          .append(gateway.name)
          .append(".")
          .append(gateway.namespace_);
    if (!name.empty() && !server.bind.empty())
      name.append(".").append(server.bind);
    return name;
  }

  /// Registers all hosts unless one is taken; what is registered stays so even
  /// if the server is dropped later.
  bool is_duplicate(PortState& port, ServerId id) {
    ServerIn& server = servers_[id];
    for (std::size_t i = 0; i < server.hosts.size(); ++i) {
      const auto at = port.tls_hosts.find(server.hosts[i].text);
      if (at != port.tls_hosts.end() && at->second.bind == server.bind)
        server.drop.contested.push_back(
            {i, at->second.server, at->second.host});
    }
    if (!server.drop.contested.empty()) {
      const ContestedHost& first = server.drop.contested.front();
      server.drop.reason = DropReason::duplicate_tls_host;
      server.drop.detail = server.hosts[first.host].text;
      server.drop.winner = first.winner;
      return true;
    }
    for (std::size_t i = 0; i < server.hosts.size(); ++i)
      port.tls_hosts.insert_or_assign(server.hosts[i].text,
                                      Registered{server.bind, id, i});
    return false;
  }

  void drop(ServerId id, DropReason reason, std::string_view detail,
            ServerId winner) {
    Drop& drop = servers_[id].drop;
    drop.reason = reason;
    drop.detail = detail;
    drop.winner = winner;
  }

  void place_beside_plaintext(PortState& port, ServerId id) {
    ServerIn& server = servers_[id];
    Group& holder = out_.groups[*port.plain];
    const bool same_bind = holder.bind == server.bind;
    if (!same_bind && merging_ != Merging::v1_16) {
      join(port, id);
      return;
    }
    const ServerIn& first = servers_[holder.servers.front()];
    if (!first.is_http() || !server.is_http()) {
      drop(id, DropReason::protocol_conflict, first.protocol,
           holder.servers.front());
      return;
    }
    if (!same_bind) {
      join(port, id);
      return;
    }
    server.group = *port.plain;
    holder.servers.push_back(id);
    out_.routes[server.route].push_back(id);
  }

  /// Another bind than that of the plaintext group: no check at all.
  void join(PortState& port, ServerId id) {
    ServerIn& server = servers_[id];
    const auto at = groups_.find(key_of(server));
    if (at == groups_.end() && merging_ >= Merging::v1_26_8) {
      place_new(port, id);
      return;
    }
    if (at == groups_.end()) {
      create(id, server.route);
    } else {
      Group& group = out_.groups[at->second];
      group.servers.push_back(id);
      group.route = server.route;
      server.group = at->second;
    }
    if (!server.route.empty()) out_.routes[server.route].push_back(id);
  }

  void place_beside_tls(PortState& port, ServerId id) {
    const ServerIn& server = servers_[id];
    if (!server.is_tls_server() && merging_ >= Merging::v1_26_8) {
      // No comparison with the TLS servers, whatever the bind.
      port.plain = create(id, server.route);
      if (server.is_http()) out_.routes[server.route] = {id};
      return;
    }
    if (is_http_server(server)) {
      const auto [at, fresh] = out_.routes.try_emplace(server.route);
      if (!fresh) {
        drop(id, DropReason::duplicate_port_name, server.port_name,
             at->second.front());
        return;
      }
      // The route stays even if the server is dropped below.
      at->second.push_back(id);
    }
    const auto rival = held_by(port, id);
    if (rival && !server.has_tls)
      drop(id, DropReason::protocol_conflict, servers_[*rival].protocol,
           *rival);
    else
      join_tls(id);
  }

  /// Who keeps a server without `tls` from a port of TLS servers.
  std::optional<ServerId> held_by(PortState& port, ServerId id) const {
    if (merging_ == Merging::v1_16) return port.first;
    if (merging_ != Merging::v1_18_6) return std::nullopt;
    const auto [at, fresh] = port.seen_binds.try_emplace(servers_[id].bind, id);
    return fresh ? std::nullopt : std::optional(at->second);
  }

  /// A group that is made here has no route, plaintext or not.
  void join_tls(ServerId id) {
    ServerIn& server = servers_[id];
    const auto at = groups_.find(key_of(server));
    if (at == groups_.end()) {
      create(id, "");
      return;
    }
    out_.groups[at->second].servers.push_back(id);
    server.group = at->second;
  }

  void place_new(PortState& port, ServerId id) {
    const ServerIn& server = servers_[id];
    const std::size_t group = create(id, server.route);
    if (!server.is_tls_server()) port.plain = group;
    if (is_http_server(server)) out_.routes[server.route] = {id};
  }

  std::size_t create(ServerId id, std::string route) {
    ServerIn& server = servers_[id];
    const std::size_t group = out_.groups.size();
    out_.groups.push_back(
        {server.port, server.protocol, server.bind, std::move(route), {id}});
    groups_.insert_or_assign(key_of(server), group);
    server.group = group;
    return group;
  }

  static GroupKey key_of(const ServerIn& server) {
    return {server.port, server.protocol, server.bind};
  }

  const Mesh& mesh_;
  Merging merging_;
  std::vector<ServerIn>& servers_;
  std::unordered_map<std::uint32_t, PortState> ports_;
  std::map<GroupKey, std::size_t> groups_;
  MergeOutcome out_;
};

}  // namespace

ServerIn server_in(GatewayId id, const MeshGateway& gateway,
                   std::uint32_t index, const ResolvedPorts& ports) {
  const Field<Server>& field = (*gateway.spec().servers)[index];
  const Server& server = *field;
  ServerIn in;
  in.gateway = id;
  in.index = index;
  in.field = &field;
  in.protocol = *server.port->protocol;
  in.known = protocol_of(server);
  in.declared = number_of(server).value_or(0);
  const auto leads = ports.find(in.declared);
  in.port = leads == ports.end() ? in.declared : leads->second;
  in.port_name = *server.port->name;
  in.bind = bind_of(server);
  in.has_tls = given(server.tls);
  in.mode = mode_of(server).value_or(TlsMode::passthrough);
  in.redirects = in.has_tls && *server.tls->https_redirect;
  in.hosts = served_hosts(server.hosts, gateway.namespace_);
  return in;
}

MergeOutcome merge_servers(const Mesh& mesh, IstioVersion version,
                           std::vector<ServerIn>& servers) {
  return Merge(mesh, version, servers).run();
}

bool causes_panic(const ServerIn& server) {
  bool replaced = false;
  for (const Field<std::string>& host : *server.field->value.hosts) {
    const std::string& text = *host;
    if (replaced && text != "*/*" &&
        (text.substr(0, 2) == "./" || text.substr(0, 2) == "*/"))
      return true;
    replaced |= text == "*/*";
  }
  return false;
}

}  // namespace asmgw
