// Three rounds, each over what the rounds before left over.
#include "diff/pairing.h"

#include "base/text.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>

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

std::size_t common_hosts(const SideServer& a, const SideServer& b) {
  const std::set<std::string> first = hosts(a), second = hosts(b);
  return static_cast<std::size_t>(std::count_if(
      first.begin(), first.end(),
      [&](const std::string& host) { return second.contains(host); }));
}

class Pairer {
 public:
  Pairer(const std::vector<SideServer>& older,
         const std::vector<SideServer>& newer)
      : newer_(newer), partner_(newer.size(), nullptr) {
    for (const SideServer& one : older) left_.push_back(&one);
  }

  Pairing run() {
    // Equal in all: a name given twice is no reason to mix the two up.
    round([](const SideServer& a, const SideServer& b) {
      return port_name(a) == port_name(b) && place(a) == place(b);
    });
    round([](const SideServer& a, const SideServer& b) {
      return !port_name(a).empty() && port_name(a) == port_name(b);
    });
    round([](const SideServer& a, const SideServer& b) {
      return place(a) == place(b);
    });
    by_hosts();
    Pairing made;
    for (std::size_t i = 0; i < newer_.size(); ++i) {
      if (partner_[i])
        made.pairs.push_back({partner_[i], &newer_[i]});
      else
        made.added.push_back(&newer_[i]);
    }
    made.removed = std::move(left_);
    return made;
  }

 private:
  template <class Same>
  void round(Same same) {
    for (std::size_t i = 0; i < newer_.size(); ++i) {
      if (partner_[i]) continue;
      const auto found = std::find_if(
          left_.begin(), left_.end(),
          [&](const SideServer* one) { return same(*one, newer_[i]); });
      if (found != left_.end()) pair(i, found);
    }
  }

  /// The pairs with most in common first. Ties are broken in a way that is the
  /// same when the sides change places.
  void by_hosts() {
    struct Candidate {
      std::size_t common;
      std::uint32_t far;
      std::size_t newer;
      const SideServer* older;
    };
    std::vector<Candidate> all;
    for (std::size_t i = 0; i < newer_.size(); ++i)
      for (const SideServer* one : left_)
        if (const std::size_t common = common_hosts(*one, newer_[i]);
            !partner_[i] && common > 0)
          all.push_back(
              {common, std::max(one->index, newer_[i].index), i, one});
    std::stable_sort(
        all.begin(), all.end(), [](const Candidate& a, const Candidate& b) {
          return a.common != b.common ? a.common > b.common : a.far < b.far;
        });
    for (const Candidate& one : all) {
      const auto found = std::find(left_.begin(), left_.end(), one.older);
      if (!partner_[one.newer] && found != left_.end()) pair(one.newer, found);
    }
  }

  void pair(std::size_t i, std::vector<const SideServer*>::iterator found) {
    partner_[i] = *found;
    left_.erase(found);
  }

  const std::vector<SideServer>& newer_;
  std::vector<const SideServer*> partner_;
  std::vector<const SideServer*> left_;
};

}  // namespace

Pairing pair_servers(const std::vector<SideServer>& older,
                     const std::vector<SideServer>& newer) {
  return Pairer(older, newer).run();
}

}  // namespace asmgw
