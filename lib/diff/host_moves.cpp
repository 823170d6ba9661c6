// A host that goes here and comes there has moved; a host that goes is lost, or
// answered by somebody else; one that comes is new, or taken from somebody.
#include "diff/host_moves.h"

#include "base/text.h"
#include "diff/compare.h"
#include "diff/kinds/host.h"
#include "diff/kinds/port.h"
#include "model/host_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

namespace asmgw {
namespace {

bool is_tls(const SideServer& server) {
  const ServerIn* facts = server.facts();
  return facts && facts->is_tls_server();
}

std::set<std::string> workloads_of(const SideServer& server) {
  std::set<std::string> ids;
  for (const Seen& at : server.seen)
    ids.insert(server.workload(at).workload.id);
  return ids;
}

bool overlap(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& one) { return b.contains(one); });
}

/// No server of the other side is on a listener that this one is on.
bool is_alone(const SideServer& server, const DiffSide& other) {
  for (const Seen& at : server.seen)
    if (other.on(at.workload, listener_name(server.in(at))).live) return false;
  return !server.seen.empty();
}

}  // namespace

/// Of each host there is a VirtualService that names the Gateway.
bool HostMoves::are_bound(const std::vector<std::string>& hosts,
                          const std::string& gateway) {
  const auto [at, fresh] = bound_.try_emplace(gateway);
  HostIndex<VirtualServiceId>& bound = at->second;
  const DiffSide& newer = out_.facts().newer;
  if (fresh)
    for (VirtualServiceId id : newer.naming(gateway))
      for (const auto& one : *newer.mesh->virtual_services[id].hosts)
        bound.add(*one, id);
  return std::all_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
    return bound.relates(host);
  });
}

void HostMoves::removed(const HostEntry& host, const SideServer* partner,
                        bool aside) {
  removed_.push_back({host, partner, false, aside});
}

void HostMoves::added(const HostEntry& host, const SideServer* partner,
                      bool aside) {
  added_.push_back({host, partner, false, aside});
}

void HostMoves::removed(const SideServer& server) {
  if (!is_alone(server, out_.facts().newer)) {
    for (HostEntry& host : host_entries(server)) removed_.push_back({host});
    return;
  }
  Change& change = out_.add_old(changes::port_removed, server);
  change.title = fmt::format("{} closes", server.label());
  change.then =
      "the listener is removed: open connections drain, new ones are refused";
}

void HostMoves::added(const SideServer& server) {
  if (!is_alone(server, out_.facts().older)) {
    for (HostEntry& host : host_entries(server)) added_.push_back({host});
    return;
  }
  Change& change = out_.add_new(changes::port_added, server);
  change.title = fmt::format("{} opens", server.label());
  change.then =
      "a new listener, reachable from outside once a Service has the port";
}

void HostMoves::gone(const SideServer& server) {
  for (HostEntry& host : host_entries(server))
    removed_.push_back({host, nullptr, true});
}

void HostMoves::come(const SideServer& server) {
  for (HostEntry& host : host_entries(server))
    added_.push_back({host, nullptr, true});
}

void HostMoves::finish() {
  find_moves();
  say_moves();
  say_removed();
  say_added();
  say_redirects(removed_, out_.facts().newer);
  say_redirects(added_, out_.facts().older);
}

/// Hosts of one name and of servers of one sort, on both sides; whoever comes
/// first here meets whoever comes first there.
void HostMoves::find_moves() {
  using Key = std::pair<std::string, bool>;
  struct Both {
    std::vector<Entry*> removed, added;
  };
  std::map<Key, Both> by_name;
  for (Entry& one : removed_)
    by_name[{one.host.dns, is_tls(*one.host.server)}].removed.push_back(&one);
  for (Entry& one : added_)
    by_name[{one.host.dns, is_tls(*one.host.server)}].added.push_back(&one);
  for (auto& [key, both] : by_name) {
    sort_by_owner(both.removed);
    sort_by_owner(both.added);
    // First within a listener and a Gateway, then within one of them, then
    // between those that stay, then the rest.
    const auto one_listener = [](const Entry& a, const Entry& b) {
      return overlap(a.host.server->listeners, b.host.server->listeners);
    };
    match(both.removed, both.added, [&](const Entry& a, const Entry& b) {
      return owner_of(a) == owner_of(b) && one_listener(a, b);
    });
    match(both.removed, both.added, [&](const Entry& a, const Entry& b) {
      return !a.told && !b.told && one_listener(a, b);
    });
    match(both.removed, both.added, [](const Entry& a, const Entry& b) {
      return owner_of(a) == owner_of(b);
    });
    match(both.removed, both.added,
          [](const Entry& a, const Entry& b) { return !a.told && !b.told; });
    match(both.removed, both.added,
          [](const Entry& a, const Entry& b) { return !a.told || !b.told; });
  }
}

std::string HostMoves::owner_of(const Entry& one) {
  return one.host.server->owner().full_name();
}

void HostMoves::sort_by_owner(std::vector<Entry*>& all) {
  std::stable_sort(all.begin(), all.end(), [](const Entry* a, const Entry* b) {
    return std::pair(owner_of(*a), a->host.server->index) <
           std::pair(owner_of(*b), b->host.server->index);
  });
}

template <class Fits>
void HostMoves::match(const std::vector<Entry*>& removed,
                      const std::vector<Entry*>& added, Fits fits) {
  for (Entry* from : removed)
    for (Entry* to : added) {
      if (from->moved || to->moved || !fits(*from, *to)) continue;
      from->moved = to->moved = true;
      moves_[{from->host.server, to->host.server}].push_back(to->host);
    }
}

const ChangeKind& HostMoves::move_kind(const Servers& servers) const {
  const auto& [from, to] = servers;
  if (!overlap(workloads_of(*from), workloads_of(*to)))
    return changes::host_moved_workload;
  if (!overlap(from->listeners, to->listeners)) return changes::host_moved_port;
  return from->owner().full_name() == to->owner().full_name()
             ? changes::host_moved_server
             : changes::host_moved_gateway;
}

void HostMoves::say_moves() {
  for (const auto& [servers, hosts] : moves_) say_move(servers, hosts);
}

namespace {

/// `443/HTTPS of a/g to 8443/HTTPS of a/g`
std::string way(const SideServer& from, const SideServer& to) {
  const std::string owner = from.owner().full_name();
  if (from.label() == to.label() && owner == to.owner().full_name())
    return fmt::format("servers[{}] to servers[{}] of {} ({})", from.index,
                       to.index, owner, to.label());
  return fmt::format("{} of {} to {} of {}", from.label(), owner, to.label(),
                     to.owner().full_name());
}

}  // namespace

void HostMoves::say_move(const Servers& servers,
                         const std::vector<HostEntry>& hosts) {
  const auto& [from, to] = servers;
  const ChangeKind& kind = move_kind(servers);
  std::vector<std::string> names;
  names.reserve(hosts.size());
  for (const HostEntry& one : hosts) names.push_back(one.dns);
  Change& change = out_.add(kind, ServerPair{from, to});
  change.hosts = names;
  change.newer = spot_of(*to, *hosts.front().field);
  change.subject = subject_of(names, *to);
  change.title =
      fmt::format("{} from {}", goes(names, "moves", "move"), way(*from, *to));
  if (&kind == &changes::host_moved_workload) {
    change.then =
        "DNS and load balancers have to lead to the other gateway first";
  } else if (&kind == &changes::host_moved_port) {
    change.then = "clients use the old port, and are refused there";
  } else if (&kind == &changes::host_moved_gateway) {
    change.then =
        "routes attach by the name of the Gateway: VirtualServices that name "
        "the old one lose the host";
    if (are_bound(names, to->owner().full_name()))
      set_level(change, Impact::risky,
                "VirtualServices of the inputs that have the host name the new "
                "Gateway");
  } else if (is_tls(*to)) {
    change.then =
        "the filter chains of both servers are rebuilt: open connections "
        "drain";
  } else {
    change.level = Impact::none;
    change.classes = {};
    change.then = "servers of one port share their virtual hosts";
  }
  say_differing_tls(servers, names);
}

/// What the hosts meet at their new server that the old one had not.
void HostMoves::say_differing_tls(const Servers& servers,
                                  const std::vector<std::string>& hosts) {
  const std::size_t first = out_.all().size();
  compare_tls({servers.first, servers.second}, out_);
  for (std::size_t i = first; i < out_.all().size(); ++i) {
    Change& change = out_.all()[i];
    change.hosts = hosts;
    change.subject.insert(change.subject.end(), hosts.begin(), hosts.end());
  }
}

void HostMoves::say_removed() {
  std::map<const SideServer*, std::vector<const Entry*>> by_server;
  for (const Entry& one : removed_)
    if (!one.told && !one.moved) by_server[one.host.server].push_back(&one);
  for (const Entry& one : removed_) {
    const auto found = by_server.find(one.host.server);
    if (found == by_server.end()) continue;
    say_lost(found->second);
    by_server.erase(found);
  }
}

void HostMoves::say_added() {
  std::map<const SideServer*, std::vector<const Entry*>> by_server;
  for (const Entry& one : added_)
    if (!one.moved) by_server[one.host.server].push_back(&one);
  for (const Entry& one : added_) {
    const auto found = by_server.find(one.host.server);
    if (found == by_server.end()) continue;
    say_new(found->second);
    by_server.erase(found);
  }
}

namespace {

/// Who answers a name of `server` on the other side, where it was live; nothing
/// if on some workload nobody does.
std::optional<LiveHost> cover_of(const SideServer& server,
                                 const DiffSide& other,
                                 const std::string& dns) {
  std::optional<LiveHost> first;
  for (const Seen& at : server.seen) {
    const ServerIn& in = server.in(at);
    if (in.drop.at_merge()) continue;
    const ListenerServers& there = other.on(at.workload, listener_name(in));
    const LiveHost* cover =
        (in.is_tls_server() ? there.tls : there.plain).best(dns);
    if (!cover) return std::nullopt;
    if (!first) first = *cover;
  }
  return first;
}

bool is_server(const SideServer* one, const ServerIn& in) {
  return one && one->gateway == in.gateway && one->index == in.index;
}

bool other_handshake(const ServerIn& a, const ServerIn& b) {
  return a.kind() != b.kind() || (a.is_tls_server() && a.mode != b.mode);
}

/// By whom hosts are answered in place of their server.
struct Fallback {
  LiveHost cover;
  std::vector<std::string> hosts;
};

class Fallbacks {
 public:
  void add(const LiveHost& cover, const std::string& host) {
    const auto [at, fresh] =
        known_.try_emplace({cover.server, cover.host}, all_.size());
    if (fresh) all_.push_back({cover, {}});
    all_[at->second].hosts.push_back(host);
  }
  [[nodiscard]] const std::vector<Fallback>& all() const { return all_; }

 private:
  std::vector<Fallback> all_;
  std::map<std::pair<const ServerIn*, const ServedHost*>, std::size_t> known_;
};

}  // namespace

void HostMoves::say_lost(const std::vector<const Entry*>& entries) {
  const SideServer& server = *entries.front()->host.server;
  const SideServer* partner = entries.front()->partner;
  const bool aside = entries.front()->aside;
  const DiffSide& newer = out_.facts().newer;
  std::vector<std::string> lost;
  Fallbacks released;
  const Field<std::string>* first_lost = nullptr;
  for (const Entry* one : entries) {
    const auto cover = cover_of(server, newer, one->host.dns);
    if (aside && (!cover || is_server(partner, *cover->server))) continue;
    if (cover) {
      released.add(*cover, one->host.dns);
      continue;
    }
    if (!first_lost) first_lost = one->host.field;
    lost.push_back(one->host.dns);
  }
  const auto place = [&](Change& change, const Field<std::string>& host) {
    change.older = spot_of(server, host);
    if (partner) {
      change.newer = spot_of(*partner, partner->field->value.hosts);
      change.gateway = partner->owner().full_name();
    }
  };
  if (first_lost) {
    Change& change = out_.add_old(changes::host_removed, server);
    place(change, *first_lost);
    change.hosts = lost;
    change.subject = subject_of(lost, server);
    change.title =
        fmt::format("{} {}", goes(lost, "leaves", "leave"), server.label());
    change.then = is_tls(server) ? "no filter chain has the name: the "
                                   "connection is closed in the handshake"
                                 : "no virtual host has the name: 404";
  }
  for (const Fallback& one : released.all()) {
    Change& change = out_.add_old(changes::host_released, server);
    place(change, *entries.front()->host.field);
    change.hosts = one.hosts;
    change.subject = subject_of(one.hosts, server);
    const MeshGateway& owner = newer.mesh->gateways[one.cover.server->gateway];
    change.title = fmt::format(
        "{} {}; {} of {} answers", goes(one.hosts, "leaves", "leave"),
        server.label(), visible(**one.cover.host->field), owner.full_name());
    change.then = is_tls(server)
                      ? "clients get the certificate and the routes of that "
                        "server"
                      : "requests get the routes of that server";
    if (is_server(partner, *one.cover.server))
      set_level(change, Impact::safe, "the same server still answers");
    if (other_handshake(*server.facts(), *one.cover.server))
      set_level(change, Impact::breaking, "that server has another TLS mode");
  }
}

void HostMoves::say_new(const std::vector<const Entry*>& entries) {
  const SideServer& server = *entries.front()->host.server;
  const SideServer* partner = entries.front()->partner;
  const bool said = entries.front()->aside || entries.front()->told;
  const DiffSide& older = out_.facts().older;
  std::vector<std::string> fresh;
  Fallbacks captured;
  bool all_answered = true;
  for (const Entry* one : entries) {
    const auto cover = cover_of(server, older, one->host.dns);
    const bool exact = cover && lower(cover->host->dns()) == one->host.dns;
    if (cover && !exact && !is_server(partner, *cover->server)) {
      captured.add(*cover, one->host.dns);
    } else if (!said) {
      fresh.push_back(one->host.dns);
      all_answered &= exact;
    }
  }
  const auto place = [&](Change& change) {
    change.newer = spot_of(server, *entries.front()->host.field);
    if (partner) change.older = spot_of(*partner, partner->field->value.hosts);
  };
  if (!fresh.empty()) {
    Change& change = out_.add_new(changes::host_added, server);
    place(change);
    change.hosts = fresh;
    change.subject = subject_of(fresh, server);
    change.title =
        fmt::format("{} {}", goes(fresh, "joins", "join"), server.label());
    change.then = all_answered ? "the port answers it already: VirtualServices "
                                 "that name this Gateway attach as well"
                               : "404 until a VirtualService binds it";
    if (is_tls(server) && partner) {
      change.then =
          "the filter chain of the server is replaced: open connections of "
          "all its hosts drain (a server of its own would not do that)";
      change.classes = {ChangeClass::drain};
    }
  }
  for (const Fallback& one : captured.all()) {
    Change& change = out_.add_new(changes::host_captured, server);
    place(change);
    change.hosts = one.hosts;
    change.subject = subject_of(one.hosts, server);
    const MeshGateway& owner = older.mesh->gateways[one.cover.server->gateway];
    change.title =
        fmt::format("{} {}, until now answered by {} of {}",
                    goes(one.hosts, "joins", "join"), server.label(),
                    visible(**one.cover.host->field), owner.full_name());
    change.then =
        "the most specific name wins: its traffic gets this server's "
        "certificate, mode and routes; 404 if no VirtualService binds it here";
  }
}

}  // namespace asmgw
