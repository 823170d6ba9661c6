// One group after the other; listeners of one name share their chains.
#include "listen/chains.h"

#include "base/text.h"
#include "listen/routing.h"
#include "listen/tls_context.h"
#include "model/host.h"
#include "model/releases.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace asmgw {
namespace {

constexpr std::uint32_t first_unprivileged_port = 1024;
/// The bootstrap of every gateway listens on them at all addresses, and Envoy
/// takes no second listener of one address.
constexpr std::uint32_t readiness_port = 15021, metrics_port = 15090;

std::vector<std::string> sorted_once(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// As Envoy's match: a star anywhere takes the meaning from all others.
std::vector<std::string> match_names(std::vector<std::string> names) {
  const bool all = std::find(names.begin(), names.end(), "*") != names.end();
  return all ? std::vector<std::string>() : sorted_once(std::move(names));
}

std::vector<std::string> match_names(const ServerIn& server) {
  std::vector<std::string> names;
  for (const ServedHost* host : chain_hosts(server))
    names.emplace_back(host->dns());
  return match_names(std::move(names));
}

class Builder {
 public:
  Builder(const ListenerInput& input, std::vector<ServerIn>& servers)
      : in_(input), servers_(servers) {
    for (const ServiceTarget& target : input.targets)
      service_ports_[{target.target, target.udp}].insert(target.port);
  }

  ListenerOutcome run(const std::vector<Group>& groups) {
    for (const Group& group : groups) add(group, false);
    if (in_.settings.quic)
      for (const Group& group : groups)
        if (std::any_of(group.servers.begin(), group.servers.end(),
                        [&](ServerId id) { return speaks_quic(servers_[id]); }))
          add(group, true);
    for (EffectiveListener& listener : out_.listeners) finish(listener);
    return std::move(out_);
  }

 private:
  EffectiveListener& listener_of(const Group& group, bool quic) {
    const std::string address =
        !group.bind.empty() ? std::string(group.bind)
                            : std::string(in_.settings.ipv6 ? "::" : "0.0.0.0");
    const std::string name =
        (quic ? "udp_" : "") + address + '_' + std::to_string(group.port);
    const auto [at, fresh] = by_name_.try_emplace(name, out_.listeners.size());
    if (!fresh) return out_.listeners[at->second];
    EffectiveListener& made = out_.listeners.emplace_back();
    made.name = name;
    made.address = address;
    made.port = group.port;
    made.quic = quic;
    const auto ports = service_ports_.find({group.port, quic});
    if (ports != service_ports_.end())
      made.service_ports.assign(ports->second.begin(), ports->second.end());
    return made;
  }

  void add(const Group& group, bool quic) {
    EffectiveListener& listener = listener_of(group, quic);
    listener.servers.insert(listener.servers.end(), group.servers.begin(),
                            group.servers.end());
    if (in_.workload.unprivileged && group.port < first_unprivileged_port) {
      listener.reason = ListenerReason::privileged_port;
      for (ServerId id : group.servers)
        servers_[id].drop.reason = DropReason::privileged_port;
      return;
    }
    const auto protocol = parse_protocol(group.protocol);
    if (protocol && is_http_family(*protocol)) {
      Chain& chain = listener.chains.emplace_back();
      chain.kind = Handling::http;
      chain.servers = group.servers;
      chain.route = group.route;
      return;
    }
    for (ServerId id : group.servers) {
      if (quic && !speaks_quic(servers_[id])) continue;
      const std::size_t before = listener.chains.size();
      add_chains(id, quic, listener.chains);
      if (listener.chains.size() == before)
        servers_[id].drop.reason = DropReason::no_filter_chain;
    }
  }

  bool speaks_quic(const ServerIn& server) const {
    if (server.known != Protocol::https || !server.terminates()) return false;
    return std::any_of(in_.targets.begin(), in_.targets.end(),
                       [&](const ServiceTarget& target) {
                         return target.udp && target.port == server.declared;
                       });
  }

  void add_chains(ServerId id, bool quic, std::vector<Chain>& chains) {
    const ServerIn& server = servers_[id];
    if (server.known == Protocol::https &&
        (server.terminates() || !server.has_tls)) {
      Chain& chain = terminated(Handling::https, id, quic, chains);
      chain.route = server.route;
    } else if (!server.has_tls || server.terminates()) {
      add_tcp(id, chains);
    } else if (server.mode == TlsMode::auto_passthrough) {
      add_services(id, chains);
    } else {
      add_passthrough(id, chains);
    }
  }

  Chain& terminated(Handling kind, ServerId id, bool quic,
                    std::vector<Chain>& chains) {
    Chain& chain = chains.emplace_back();
    chain.kind = kind;
    chain.servers = {id};
    if (servers_[id].has_tls) {
      chain.sni = match_names(servers_[id]);
      TlsContext& tls = chain.tls.emplace();
      if (in_.tls)
        tls = tls_context(servers_[id], in_.mesh, in_.settings, in_.workload,
                          quic);
      else
        tls.mode = servers_[id].mode;
    }
    return chain;
  }

  /// The first fitting `tcp` entry of all decides.
  void add_tcp(ServerId id, std::vector<Chain>& chains) {
    const ServerIn& server = servers_[id];
    for (const TcpEntry& first : tcp_entries(in_.mesh, in_.bindings, server,
                                             in_.workload.namespace_, 1)) {
      Chain& chain =
          terminated(server.has_tls ? Handling::tls_terminate : Handling::tcp,
                     id, false, chains);
      decide(chain, first.service, *first.route, server, first.route->range,
             first.route->path);
    }
  }

  void decide(Chain& chain, VirtualServiceId service, const L4Route& route,
              const ServerIn& server, Range range, PathId path) const {
    chain.virtual_service = service;
    chain.clusters = clusters_of(route.route, in_.bindings, server.declared,
                                 in_.workload.namespace_);
    chain.rule_range = range;
    chain.rule_path = path;
  }

  void add_passthrough(ServerId id, std::vector<Chain>& chains) {
    const ServerIn& server = servers_[id];
    if (!since::sni_hosts_across_servers.holds(in_.settings.version))
      sni_by_port_.erase(server.port);
    const std::string gateway = in_.mesh.gateways[server.gateway].full_name();
    for (const SharedHosts& bound : in_.bindings.bound_to(
             gateway, server.hosts, in_.workload.namespace_)) {
      const VirtualServiceId service = bound.id;
      for (const L4Route& route : in_.bindings[service].tls) {
        if (route.route.empty()) continue;
        for (const L4Match& match : route.match) {
          if (stopped_by(match, gateway, server.declared) != Filter::none ||
              !registers(id, service, match))
            continue;
          Chain& chain = chains.emplace_back();
          chain.kind = Handling::passthrough;
          chain.servers = {id};
          std::vector<std::string> names;
          for (const auto& host : match.sni_hosts) names.push_back(*host);
          chain.sni = match_names(std::move(names));
          decide(chain, service, route, server, match.range, match.path);
        }
      }
    }
  }

  struct Registered {
    std::string_view bind;
    VirtualServiceId service;
    Range range;
  };

  /// A match whose sniHosts are partly taken is skipped whole.
  bool registers(ServerId id, VirtualServiceId service, const L4Match& match) {
    const ServerIn& server = servers_[id];
    auto& table = sni_by_port_[server.port];
    for (const Field<std::string>& host : match.sni_hosts) {
      const auto at = table.find(*host);
      if (at == table.end() || at->second.bind != server.bind) continue;
      out_.skipped.push_back({id, service, at->second.service, *host,
                              host.range, at->second.range, host.path});
      return false;
    }
    for (const Field<std::string>& host : match.sni_hosts)
      table.insert_or_assign(*host,
                             Registered{server.bind, service, host.range});
    return true;
  }

  bool is_visible(const std::vector<std::string>& export_to,
                  const std::string& ns) const {
    return is_exported(export_to, ns, in_.workload.namespace_);
  }

  /// Every port of every mesh service that a host covers.
  void add_services(ServerId id, std::vector<Chain>& chains) {
    for (const Service& service : in_.mesh.services)
      if (is_visible(exported_to(service), service.head.namespace_))
        add_service(id,
                    complete_host(service.head.name, service.head.namespace_),
                    service.ports, chains);
    for (const ServiceEntry& entry : in_.mesh.service_entries)
      if (!entry.mesh_external &&
          is_visible(entry.export_to, entry.head.namespace_))
        for (const std::string& host : entry.hosts)
          add_service(id, host, entry.ports, chains);
  }

  void add_service(ServerId id, const std::string& host,
                   const std::vector<ServicePort>& ports,
                   std::vector<Chain>& chains) {
    const std::vector<ServedHost>& hosts = servers_[id].hosts;
    const bool covered = std::any_of(
        hosts.begin(), hosts.end(),
        [&](const ServedHost& one) { return is_host_subset(host, one.dns()); });
    if (!covered) return;
    for (const ServicePort& port : ports) {
      if (port.protocol == "UDP") continue;
      add_cluster(id, fmt::format("outbound_.{}_._.{}", port.port, host),
                  chains);
      for (const std::string& subset : subsets_of(host))
        add_cluster(
            id, fmt::format("outbound_.{}_.{}_.{}", port.port, subset, host),
            chains);
    }
  }

  /// Of all DestinationRules of the host, which istiod merges.
  std::vector<std::string> subsets_of(const std::string& host) const {
    std::vector<std::string> all;
    for (const DestinationRule& rule : in_.mesh.destination_rules) {
      const std::string& ns = rule.head.namespace_;
      if (complete_host(rule.host, ns) != host ||
          !is_visible(rule.export_to, ns))
        continue;
      for (const std::string& subset : rule.subsets)
        if (std::find(all.begin(), all.end(), subset) == all.end())
          all.push_back(subset);
    }
    return all;
  }

  void add_cluster(ServerId id, const std::string& name,
                   std::vector<Chain>& chains) {
    Chain& chain = chains.emplace_back();
    chain.kind = Handling::auto_passthrough;
    chain.servers = {id};
    chain.sni = {name};
    chain.alpn = {"istio", "istio-peer-exchange", "istio-http/1.0",
                  "istio-http/1.1", "istio-h2"};
    chain.clusters = {{name, std::nullopt}};
  }

  static void finish(EffectiveListener& listener) {
    const bool inspects =
        !listener.quic &&
        std::any_of(
            listener.chains.begin(), listener.chains.end(),
            [](const Chain& chain) { return !chain.sni.empty() || chain.tls; });
    if (inspects) listener.filters.emplace_back("tls_inspector");
    if (listener.chains.empty()) {
      listener.state = ListenerState::omitted;
      if (listener.reason == ListenerReason::none)
        listener.reason = ListenerReason::no_filter_chain;
      return;
    }
    listener.reason = ListenerReason::none;
    judge_chains(listener);
    for (const Chain& chain : listener.chains)
      if (const TlsRefusal* found =
              chain.tls ? find(chain.tls->refusals, Refuser::listener)
                        : nullptr;
          found && !listener.tls_refusal)
        listener.tls_refusal = *found;
    const auto refuse = [&](ListenerReason reason) {
      if (listener.state == ListenerState::nack) return;
      listener.state = ListenerState::nack;
      listener.reason = reason;
    };
    if (listener.tls_refusal) refuse(ListenerReason::tls_context);
    const bool all = listener.address == "0.0.0.0" || listener.address == "::";
    if (all && !listener.quic &&
        (listener.port == readiness_port || listener.port == metrics_port))
      refuse(ListenerReason::proxy_port);
  }

  const ListenerInput& in_;
  std::vector<ServerIn>& servers_;
  /// By where they lead, and whether by UDP.
  std::map<std::pair<std::uint32_t, bool>, std::set<std::uint32_t>>
      service_ports_;
  std::unordered_map<std::string, std::size_t> by_name_;
  std::map<std::uint32_t, std::map<std::string, Registered>> sni_by_port_;
  ListenerOutcome out_;
};

bool is_partial_wildcard(std::string_view name) {
  const std::size_t star = name.find('*', name.substr(0, 2) == "*." ? 1 : 0);
  return star != std::string_view::npos;
}

std::vector<std::string> lower_case(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  out.reserve(names.size());
  for (const std::string& name : names) out.push_back(lower(name));
  return out;
}

}  // namespace

std::vector<const ServedHost*> chain_hosts(const ServerIn& server) {
  std::vector<const ServedHost*> hosts;
  std::unordered_set<std::string_view> known;
  for (const ServedHost& host : server.hosts) {
    if (host.dns() == "*") return {&host};
    if (known.insert(host.dns()).second) hosts.push_back(&host);
  }
  return hosts;
}

bool matches_everything(const ServerIn& server) {
  return std::any_of(server.hosts.begin(), server.hosts.end(),
                     [](const ServedHost& host) { return host.dns() == "*"; });
}

ChainIndex chains_by_name(const EffectiveListener& listener) {
  ChainIndex chains;
  for (const Chain& chain : listener.chains) {
    for (const std::string& name : chain.sni) chains.add(name, &chain);
    if (chain.sni.empty()) chains.add("*", &chain);
  }
  return chains;
}

void judge_chains(EffectiveListener& listener) {
  const auto refuse = [&](ListenerReason reason, std::size_t a, std::size_t b,
                          std::string name) {
    listener.state = ListenerState::nack;
    listener.reason = reason;
    listener.clash = {a, b};
    listener.clash_name = std::move(name);
  };
  std::unordered_map<std::string, std::size_t> plain, with_alpn;
  for (std::size_t i = 0; i < listener.chains.size(); ++i) {
    const Chain& chain = listener.chains[i];
    auto& seen = chain.alpn.empty() ? plain : with_alpn;
    std::vector<std::string> names = lower_case(chain.sni);
    if (names.empty()) names.emplace_back("");
    for (const std::string& name : names) {
      if (is_partial_wildcard(name))
        return refuse(ListenerReason::partial_wildcard, i, i, name);
      const auto [at, fresh] = seen.try_emplace(name, i);
      if (fresh) continue;
      // Envoy compares whole matches as they are written.
      const bool same =
          at->second != i && listener.chains[at->second].sni == chain.sni;
      return refuse(
          same ? ListenerReason::same_match : ListenerReason::overlapping_match,
          at->second, i, name.empty() ? "*" : name);
    }
  }
}

ListenerOutcome build_listeners(const ListenerInput& input,
                                const std::vector<Group>& groups,
                                std::vector<ServerIn>& servers) {
  return Builder(input, servers).run(groups);
}

}  // namespace asmgw
