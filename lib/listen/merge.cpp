// The merge of istiod's pilot/pkg/model/gateway.go for one Gateway, its
// surprises included: a port remembers one plaintext bind, a host one bind.
#include "listen/merge.h"

#include "listen/meeting.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

namespace asmgw {
namespace {

struct Group {
  std::string_view bind;
  bool http;
  ServerId first;
};

struct Registered {
  std::string_view bind;
  ServerId server;
  const ServedHost* host;
};

struct PortState {
  bool used = false;
  std::optional<std::size_t> plain;  ///< the latest plaintext group
  std::unordered_map<std::string_view, Registered> tls_hosts;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> groups;
};

class Merger {
 public:
  Merger(std::vector<Candidate> servers, IstioVersion version)
      : plaintext_blocks_(version >= IstioVersion{1, 29, 0}) {
    merged_.fates.resize(servers.size());
    merged_.servers = std::move(servers);
  }

  Merged run() {
    for (ServerId id = 0; id < merged_.servers.size(); ++id) {
      PortState& port = ports_[merged_.servers[id].port];
      if (merged_.servers[id].has_tls && is_duplicate(port, id)) continue;
      place(port, id);
    }
    collect_listeners();
    for (Listener& listener : merged_.listeners)
      listener.meetings = meetings(merged_, listener);
    return std::move(merged_);
  }

 private:
  /// Hosts are registered even if the server is dropped for its protocol later.
  bool is_duplicate(PortState& port, ServerId id) {
    const Candidate& server = merged_.servers[id];
    Fate& fate = merged_.fates[id];
    for (const ServedHost& host : server.hosts) {
      const auto at = port.tls_hosts.find(host.text);
      if (at != port.tls_hosts.end() && at->second.bind == server.bind)
        fate.contested.push_back({&host, at->second.server, at->second.host});
    }
    if (!fate.contested.empty()) {
      fate.kind = Fate::duplicate_tls_host;
      return true;
    }
    for (const ServedHost& host : server.hosts)
      port.tls_hosts.insert_or_assign(host.text,
                                      Registered{server.bind, id, &host});
    return false;
  }

  void place(PortState& port, ServerId id) {
    const Candidate& server = merged_.servers[id];
    if (port.plain && groups_[*port.plain].bind == server.bind) {
      const Group& holder = groups_[*port.plain];
      Fate& fate = merged_.fates[id];
      fate.group = *port.plain;
      if (holder.http && server.chain == ServerKind::http) return;
      fate.kind = Fate::protocol_conflict;
      fate.winner = holder.first;
      return;
    }
    const bool fresh = join_group(port, id);
    const bool remembered = !port.used || port.plain || plaintext_blocks_;
    if (fresh && server.plaintext() && remembered)
      port.plain = merged_.fates[id].group;
    port.used = true;
  }

  /// True if the group did not exist before.
  bool join_group(PortState& port, ServerId id) {
    const Candidate& server = merged_.servers[id];
    const auto [at, fresh] = port.groups.try_emplace(
        {server.bind, *server->port->protocol}, groups_.size());
    if (fresh)
      groups_.push_back({server.bind, server.chain == ServerKind::http, id});
    merged_.fates[id].group = at->second;
    return fresh;
  }

  void collect_listeners() {
    std::map<std::pair<std::uint32_t, std::string_view>, std::size_t> known;
    for (ServerId id = 0; id < merged_.servers.size(); ++id) {
      if (merged_.fates[id].kind != Fate::placed) continue;
      const Candidate& server = merged_.servers[id];
      const auto [at, fresh] = known.try_emplace(
          {server.port, server.address()}, merged_.listeners.size());
      if (fresh)
        merged_.listeners.push_back({server.port, server.address(), {}, {}});
      merged_.listeners[at->second].servers.push_back(id);
    }
  }

  bool plaintext_blocks_;  ///< also where TLS servers were there before
  Merged merged_;
  std::vector<Group> groups_;
  std::unordered_map<std::uint32_t, PortState> ports_;
};

}  // namespace

Merged merge(std::vector<Candidate> servers, IstioVersion version) {
  return Merger(std::move(servers), version).run();
}

}  // namespace asmgw
