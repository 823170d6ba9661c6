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

class MeetingComparison {
 public:
  MeetingComparison(const Effective& effective,
                    const EffectiveListener& listener)
      : effective_(effective), servers_(listener.servers) {
    std::sort(servers_.begin(), servers_.end());
  }

  std::vector<Meeting> run() {
    for (ServerId id : servers_) {
      const ServerKind chain = effective_.servers[id].kind();
      if (chain == ServerKind::terminated) {
        const std::vector<Name> names = names_of(id);
        meet(Meeting::same_sni, id, names, terminated_);
        meet(Meeting::sni_passed_on, id, names, passed_);
        add(id, names, terminated_);
      } else if (chain == ServerKind::passthrough) {
        const std::vector<Name> names = names_of(id);
        meet(Meeting::sni_passed_on, id, names, terminated_);
        add(id, names, passed_);
      }
    }
    compare_plaintext();
    return std::move(found_);
  }

 private:
  struct Name {
    std::string text;  ///< in lower case
    const ServedHost* host;
  };

  std::vector<Name> names_of(ServerId id) const {
    const auto hosts = chain_names(effective_.servers[id]);
    std::vector<Name> names;
    names.reserve(hosts.size());
    for (const ServedHost* host : hosts)
      names.push_back({lower(host->dns()), host});
    return names;
  }

  void meet(Meeting::Kind kind, ServerId id, const std::vector<Name>& names,
            const Names& known) {
    for (const Name& name : names) {
      const auto at = known.find(name.text);
      if (at == known.end()) continue;
      found_.push_back(
          {kind, at->second.server, id, at->second.host, name.host});
      return;
    }
  }

  static void add(ServerId id, const std::vector<Name>& names, Names& known) {
    for (const Name& name : names)
      known.try_emplace(name.text, Owner{id, name.host});
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
  constexpr std::size_t few = 8;  // quicker without a table
  std::vector<const ServedHost*> names;
  names.reserve(server.hosts.size());
  std::unordered_set<std::string> known;
  const auto is_known = [&](std::string_view dns) {
    if (server.hosts.size() > few) return !known.insert(lower(dns)).second;
    return std::any_of(names.begin(), names.end(), [&](const auto* other) {
      return equal_ignoring_case(other->dns(), dns);
    });
  };
  for (const ServedHost& host : server.hosts) {
    if (host.dns() == "*") return {&host};
    if (!is_known(host.dns())) names.push_back(&host);
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
  return MeetingComparison(effective, listener).run();
}

}  // namespace asmgw
