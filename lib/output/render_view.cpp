// Order and filters of what is shown.
#include "output/render_view.h"

#include "base/text.h"
#include "listen/chains.h"
#include "model/host.h"
#include "model/sanitize.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

namespace asmgw {
namespace {

/// Sorts names as the table does; a shorter wildcard is less specific.
struct NameKey {
  bool wildcard;
  std::size_t shortness;
  std::string_view name;

  auto operator<=>(const NameKey&) const = default;
};

NameKey key_of(std::string_view name) {
  const bool wildcard = is_wildcard(name);
  const std::size_t longest = std::numeric_limits<std::size_t>::max();
  return {wildcard, wildcard ? longest - name.size() : 0, name};
}

/// Of the first of a chain's names; false and nothing before true.
struct ChainKey {
  bool matches_all;
  NameKey name;

  auto operator<=>(const ChainKey&) const = default;
};

ChainKey key_of(const Chain& chain) {
  ChainKey key{chain.sni.empty(), {}};
  if (key.matches_all) return key;
  key.name = key_of(chain.sni.front());
  for (const std::string& name : chain.sni)
    key.name = std::min(key.name, key_of(name));
  return key;
}

void sort_chains(std::vector<const Chain*>& chains) {
  std::vector<std::pair<ChainKey, const Chain*>> keyed;
  keyed.reserve(chains.size());
  for (const Chain* chain : chains) keyed.emplace_back(key_of(*chain), chain);
  std::stable_sort(
      keyed.begin(), keyed.end(),
      [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t i = 0; i < chains.size(); ++i) chains[i] = keyed[i].second;
}

bool listener_before(const ListenerView& a, const ListenerView& b) {
  const auto key = [](const EffectiveListener& one) {
    const bool specific = one.address != "0.0.0.0" && one.address != "::";
    return std::tuple(one.port, specific, std::string_view(one.address));
  };
  return key(*a.listener) < key(*b.listener);
}

class Filter {
 public:
  Filter(const Effective& effective, const RenderFilter& wish)
      : effective_(effective), wish_(wish), host_(lower(wish.host)) {}

  [[nodiscard]] bool everything() const { return !wish_.port && host_.empty(); }

  [[nodiscard]] bool on_port(const EffectiveListener& listener) const {
    const auto& services = listener.service_ports;
    return !wish_.port || listener.port == *wish_.port ||
           std::find(services.begin(), services.end(), *wish_.port) !=
               services.end();
  }

  /// The chains that would serve the host.
  [[nodiscard]] std::vector<const Chain*> serving(
      const EffectiveListener& listener) const {
    std::set<const Chain*> best;
    if (!host_.empty()) {
      const ChainIndex index = chains_by_name(listener);
      const auto all = index.all_best(host_);
      best.insert(all.begin(), all.end());
    }
    std::vector<const Chain*> chosen;
    for (const Chain& chain : listener.chains)
      if (host_.empty() ||
          (chain.kind == Handling::http ? answers(chain)
                                        : best.contains(&chain)))
        chosen.push_back(&chain);
    return chosen;
  }

  [[nodiscard]] bool any_covers(const std::vector<ServerId>& servers) const {
    return host_.empty() ||
           std::any_of(servers.begin(), servers.end(), [&](ServerId id) {
             return covers(effective_.servers[id]);
           });
  }

  [[nodiscard]] bool shows(const ServerIn& server) const {
    return (!wish_.port || server.port == *wish_.port ||
            server.declared == *wish_.port) &&
           (host_.empty() || covers(server));
  }

 private:
  [[nodiscard]] bool covered_by(std::string_view pattern) const {
    return is_host_subset(host_, lower(pattern));
  }

  [[nodiscard]] bool covers(const ServerIn& server) const {
    return std::any_of(
        server.hosts.begin(), server.hosts.end(),
        [&](const auto& host) { return covered_by(dns_part(host.text)); });
  }

  /// A plaintext chain has the host among its virtual or its servers' hosts.
  [[nodiscard]] bool answers(const Chain& chain) const {
    if (any_covers(chain.servers)) return true;
    const RouteConfiguration* routes = find_routes(effective_, chain.route);
    if (!routes) return false;
    return std::any_of(routes->virtual_hosts.begin(),
                       routes->virtual_hosts.end(), [&](const auto& host) {
                         return !is_blackhole(host) &&
                                std::any_of(host.domains.begin(),
                                            host.domains.end(),
                                            [&](const std::string& domain) {
                                              return covered_by(domain);
                                            });
                       });
  }

  const Effective& effective_;
  const RenderFilter& wish_;
  std::string host_;
};

void add_listeners(const Filter& filter, WorkloadView& view) {
  for (const EffectiveListener& listener : view.effective->listeners) {
    if (!filter.on_port(listener)) continue;
    ListenerView shown{&listener, filter.serving(listener)};
    const bool empty = listener.chains.empty();
    if (empty ? !filter.any_covers(listener.servers) : shown.chains.empty())
      continue;
    sort_chains(shown.chains);
    view.listeners.push_back(std::move(shown));
  }
  std::stable_sort(view.listeners.begin(), view.listeners.end(),
                   listener_before);
}

void add_routes(const Filter& filter, WorkloadView& view) {
  std::set<std::string_view> used;
  for (const ListenerView& shown : view.listeners)
    for (const Chain* chain : shown.chains) used.insert(chain->route);
  for (const RouteConfiguration& routes : view.effective->routes)
    if (filter.everything() || used.count(routes.name) > 0)
      view.routes.push_back(&routes);
}

}  // namespace

WorkloadView view_of(const Effective& effective, const RenderFilter& wish) {
  const Filter filter(effective, wish);
  WorkloadView view{&effective, {}, {}, {}};
  if (wish.dropped != ShowDropped::only) {
    add_listeners(filter, view);
    add_routes(filter, view);
  }
  if (wish.dropped == ShowDropped::hide) return view;
  for (ServerId id = 0; id < effective.servers.size(); ++id) {
    const ServerIn& server = effective.servers[id];
    if (server.drop.reason != DropReason::none && filter.shows(server))
      view.dropped.push_back(id);
  }
  return view;
}

bool is_blackhole(const VirtualHost& host) {
  return host.routes.empty() && !host.require_tls;
}

}  // namespace asmgw
