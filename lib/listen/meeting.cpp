// Chains of one listener against each other, by maps: a port may have thousands
// of servers.
#include "listen/meeting.h"

#include "base/text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace asmgw {
namespace {

struct Owner {
  ServerId server;
  const ServedHost* host;
};
using Names = std::unordered_map<std::string, Owner>;

class Comparison {
 public:
  Comparison(const Effective& effective, const EffectiveListener& listener)
      : effective_(effective), servers_(listener.servers) {
    std::sort(servers_.begin(), servers_.end());
  }

  std::vector<Meeting> run() {
    for (ServerId id : servers_) {
      const ServerKind chain = effective_.servers[id].kind();
      if (chain == ServerKind::terminated) {
        meet(Meeting::same_sni, id, terminated_);
        meet(Meeting::sni_passed_on, id, passed_);
        add(id, terminated_);
      } else if (chain == ServerKind::passthrough) {
        meet(Meeting::sni_passed_on, id, terminated_);
        add(id, passed_);
      }
    }
    compare_plaintext();
    return std::move(found_);
  }

 private:
  void meet(Meeting::Kind kind, ServerId id, const Names& names) {
    for (const ServedHost* host : chain_names(effective_.servers[id])) {
      const auto at = names.find(lower(host->dns()));
      if (at == names.end()) continue;
      found_.push_back({kind, at->second.server, id, at->second.host, host});
      return;
    }
  }

  void add(ServerId id, Names& names) {
    for (const ServedHost* host : chain_names(effective_.servers[id]))
      names.try_emplace(lower(host->dns()), Owner{id, host});
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
           effective_.servers[id].kind() == ServerKind::raw;
  }

  const Effective& effective_;
  std::vector<ServerId> servers_;  ///< in merge order
  Names terminated_, passed_;
  std::vector<Meeting> found_;
};

}  // namespace

std::vector<const ServedHost*> chain_names(const ServerIn& server) {
  std::vector<const ServedHost*> names;
  std::unordered_set<std::string> known;
  for (const ServedHost& host : server.hosts) {
    if (host.dns() == "*") return {&host};
    if (known.insert(lower(host.dns())).second) names.push_back(&host);
  }
  return names;
}

bool matches_everything(const ServerIn& server) {
  const auto names = chain_names(server);
  return names.size() == 1 && names[0]->dns() == "*";
}

std::vector<Meeting> meetings(const Effective& effective,
                              const EffectiveListener& listener) {
  if (listener.servers.size() < 2) return {};
  return Comparison(effective, listener).run();
}

}  // namespace asmgw
