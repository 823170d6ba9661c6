// Three rounds, each over what the rounds before left over.
#include "diff/pairing.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace asmgw {
namespace {

std::string port_name(const SideServer& server) {
  return given(server->port) ? *server->port->name : std::string();
}

auto place(const SideServer& server) {
  const bool port = given(server->port);
  return std::tuple(port ? *server->port->number : 0,
                    port ? lower(*server->port->protocol) : std::string(),
                    *server->bind);
}

std::set<std::string> hosts(const SideServer& server) {
  std::set<std::string> all;
  for (const Field<std::string>& host : *server->hosts) all.insert(*host);
  return all;
}

/// A host that this many pairs of servers share does not tell which is which.
constexpr std::size_t too_common = 1000;

class Pairer {
 public:
  Pairer(const std::vector<SideServer>& older,
         const std::vector<SideServer>& newer)
      : older_(older),
        newer_(newer),
        paired_(older.size(), false),
        partner_(newer.size(), nullptr) {}

  Pairing run() {
    // Equal in all: a name given twice is no reason to mix the two up.
    round([](const SideServer& one) {
      return std::optional(std::pair(port_name(one), place(one)));
    });
    round([](const SideServer& one) {
      std::string name = port_name(one);
      return name.empty() ? std::nullopt : std::optional(std::move(name));
    });
    round([](const SideServer& one) { return std::optional(place(one)); });
    by_hosts();
    Pairing made;
    for (std::size_t i = 0; i < newer_.size(); ++i) {
      if (partner_[i])
        made.pairs.push_back({partner_[i], &newer_[i]});
      else
        made.added.push_back(&newer_[i]);
    }
    for (std::size_t i = 0; i < older_.size(); ++i)
      if (!paired_[i]) made.removed.push_back(&older_[i]);
    return made;
  }

 private:
  /// Pairs servers with the same key, in their order; those without one wait.
  template <class KeyOf>
  void round(KeyOf key_of) {
    std::map<typename decltype(key_of(newer_[0]))::value_type,
             std::queue<std::size_t>>
        waiting;
    for (std::size_t i = 0; i < older_.size(); ++i) {
      if (paired_[i]) continue;
      if (auto key = key_of(older_[i])) waiting[*std::move(key)].push(i);
    }
    for (std::size_t i = 0; i < newer_.size(); ++i) {
      if (partner_[i]) continue;
      const auto key = key_of(newer_[i]);
      const auto found = key ? waiting.find(*key) : waiting.end();
      if (found == waiting.end() || found->second.empty()) continue;
      pair(i, found->second.front());
      found->second.pop();
    }
  }

  /// The pairs with most in common first. Ties are broken in a way that is the
  /// same when the sides change places.
  void by_hosts() {
    struct Holders {
      std::vector<std::size_t> older, newer;
    };
    std::map<std::string, Holders> holders;
    for (std::size_t i = 0; i < older_.size(); ++i)
      if (!paired_[i])
        for (const std::string& host : hosts(older_[i]))
          holders[host].older.push_back(i);
    for (std::size_t i = 0; i < newer_.size(); ++i)
      if (!partner_[i])
        for (const std::string& host : hosts(newer_[i]))
          holders[host].newer.push_back(i);
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> common;
    for (const auto& [host, of] : holders)
      if (of.older.size() * of.newer.size() < too_common)
        for (std::size_t newer : of.newer)
          for (std::size_t older : of.older) ++common[{newer, older}];

    struct Candidate {
      std::size_t common;
      std::uint32_t far;
      std::size_t newer, older;
    };
    std::vector<Candidate> all;
    all.reserve(common.size());
    for (const auto& [at, count] : common)
      all.push_back({count,
                     std::max(older_[at.second].index, newer_[at.first].index),
                     at.first, at.second});
    std::stable_sort(
        all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
          return a.common != b.common ? a.common > b.common : a.far < b.far;
        });
    for (const Candidate& one : all)
      if (!partner_[one.newer] && !paired_[one.older])
        pair(one.newer, one.older);
  }

  void pair(std::size_t newer, std::size_t older) {
    partner_[newer] = &older_[older];
    paired_[older] = true;
  }

  const std::vector<SideServer>& older_;
  const std::vector<SideServer>& newer_;
  std::vector<bool> paired_;
  std::vector<const SideServer*> partner_;
};

}  // namespace

Pairing pair_servers(const std::vector<SideServer>& older,
                     const std::vector<SideServer>& newer) {
  return Pairer(older, newer).run();
}

}  // namespace asmgw
