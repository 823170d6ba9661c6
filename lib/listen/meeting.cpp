// Chains of one listener against each other, by maps: a port may have thousands
// of servers.
#include "listen/meeting.h"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace asmgw {
namespace {

struct Owner {
  ServerId server;
  const ServedHost* host;
};
using Names = HostIndex<Owner>;
using Hosts = std::vector<const ServedHost*>;

class MeetingComparison {
 public:
  MeetingComparison(const Effective& effective,
                    const EffectiveListener& listener)
      : effective_(effective), servers_(listener.servers) {
    std::sort(servers_.begin(), servers_.end());
  }

  std::vector<Meeting> run() {
    for (ServerId id : servers_) {
      const ServerIn& server = effective_.servers[id];
      if (server.ends_tls()) {
        const Hosts hosts = chain_hosts(server);
        meet(Meeting::same_sni, id, hosts, terminated_);
        meet(Meeting::sni_passed_on, id, hosts, passed_);
        add(id, hosts, terminated_);
      } else if (server.kind() == Handling::passthrough) {
        const Hosts hosts = chain_hosts(server);
        meet(Meeting::sni_passed_on, id, hosts, terminated_);
        add(id, hosts, passed_);
      }
    }
    compare_plaintext();
    return std::move(found_);
  }

 private:
  void meet(Meeting::Kind kind, ServerId id, const Hosts& hosts,
            const Names& known) {
    for (const ServedHost* host : hosts) {
      const auto owners = known.at(host->dns());
      if (owners.empty()) continue;
      const Owner& first = owners.front();
      found_.push_back({kind, first.server, id, first.host, host});
      return;
    }
  }

  static void add(ServerId id, const Hosts& hosts, Names& known) {
    for (const ServedHost* host : hosts)
      known.add_first(host->dns(), Owner{id, host});
  }

  void compare_plaintext() {
    std::optional<ServerId> plain, tls;
    std::unordered_set<std::size_t> groups;
    for (ServerId id : servers_) {
      const bool plaintext = effective_.servers[id].plaintext();
      std::optional<ServerId>& same = plaintext ? plain : tls;
      const std::optional<ServerId>& other = plaintext ? tls : plain;
      if (plaintext && plain && adds_chain(id, groups))
        found_.push_back({Meeting::plaintext_twice, *plain, id});
      if (!same && other)
        found_.push_back({Meeting::plaintext_on_tls, *other, id});
      if (!same) {
        same = id;
        if (plaintext) groups.insert(*effective_.servers[id].group);
      }
    }
  }

  /// The HTTP servers of one group share a chain.
  bool adds_chain(ServerId id, std::unordered_set<std::size_t>& groups) const {
    return groups.insert(*effective_.servers[id].group).second ||
           effective_.servers[id].kind() == Handling::tcp;
  }

  const Effective& effective_;
  std::vector<ServerId> servers_;  ///< in merge order
  Names terminated_, passed_;
  std::vector<Meeting> found_;
};

}  // namespace

std::vector<Meeting> meetings(const Effective& effective,
                              const EffectiveListener& listener) {
  if (listener.servers.size() < 2) return {};
  return MeetingComparison(effective, listener).run();
}

}  // namespace asmgw
