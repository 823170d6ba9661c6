// What a change touches -> names at listeners -> requests -> two answers.
#include "diff/witness.h"

#include "base/text.h"
#include "diff/kinds/object.h"
#include "diff/kinds/tls.h"
#include "resolve/asking.h"
#include "resolve/resolve.h"
#include "resolve/scene.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace asmgw {
namespace {

constexpr std::size_t most_servers = 8;  // of a change
constexpr std::size_t most_names = 8;    // of a server
constexpr std::size_t most_paths = 4;    // of a virtual host
constexpr std::size_t most_asked = 20'000;

/// What must differ for a request to show a change of this class, and not
/// another one of the same server.
enum class Sign : std::uint8_t {
  none,         ///< no request shows it
  loss,         ///< what answered answers no longer, or otherwise
  certificate,  ///< whether a client certificate is asked for
  credential,   ///< the gateway has no certificate any more
  redirect,     ///< `httpsRedirect` no longer answers
};

Sign sign_of(const ChangeKind& kind) {
  const auto is = [&](std::initializer_list<const ChangeKind*> some) {
    return std::find(some.begin(), some.end(), &kind) != some.end();
  };
  // The old object stays as it is, and so does what it answers.
  if (is({&changes::object_invalid})) return Sign::none;
  if (is({&changes::redirect_dropped})) return Sign::redirect;
  if (is({&changes::tls_client_auth_dropped, &changes::tls_client_auth_optional,
          &changes::tls_client_auth_required, &changes::tls_mode_istio_mutual}))
    return Sign::certificate;
  if (is({&changes::credential_changed, &changes::credential_removed,
          &changes::certificate_source_changed, &changes::client_ca_changed}))
    return Sign::credential;
  if (is({&changes::tls_terminate_to_passthrough,
          &changes::tls_passthrough_to_terminate,
          &changes::tls_auto_passthrough_enabled,
          &changes::tls_auto_passthrough_disabled}))
    return Sign::loss;
  const bool rest_of_tls = std::find(changes::tls.begin(), changes::tls.end(),
                                     &kind) != changes::tls.end();
  return rest_of_tls ? Sign::none : Sign::loss;
}

bool shows(Sign sign, const Told& before, const Told& after) {
  const auto either = [&](Reason reason) {
    return (before.reason == reason) != (after.reason == reason);
  };
  switch (sign) {
    case Sign::none:
      break;
    case Sign::loss:
      return client_notices(before, after);
    case Sign::certificate:
      return either(Reason::client_certificate);
    case Sign::credential:
      return before.reason != Reason::no_credential &&
             after.reason == Reason::no_credential;
    case Sign::redirect:
      return before.reason == Reason::redirect &&
             after.reason != Reason::redirect;
  }
  return false;
}

class WitnessFinder {
 public:
  explicit WitnessFinder(const DiffFacts& facts)
      : facts_(facts),
        before_(facts.older.workloads, *facts.older.mesh, *facts.settings),
        after_(facts.newer.workloads, *facts.newer.mesh, *facts.settings) {}

  void find(Change& change) {
    sign_ = sign_of(*change.kind);
    if (sign_ == Sign::none) return;
    change_ = &change;
    best_.reset();
    // What answers before is on the old side; a newcomer takes it from others.
    if (!try_servers(facts_.older, change.older))
      try_servers(facts_.newer, change.newer);
    change.witness = std::move(best_);
  }

  [[nodiscard]] bool exhausted() const { return asked_ > most_asked; }

 private:
  /// True: the best there can be is found.
  bool try_servers(const DiffSide& side, const std::optional<Spot>& spot) {
    if (!spot) return false;
    std::size_t tried = 0;
    for (const SideServer& server : side.servers_at(spot->range))
      for (const Seen& at : server.seen) {
        if (server.in(at).drop.at_merge()) continue;
        if (++tried > most_servers) return false;
        if (try_server(server, at)) return true;
      }
    return false;
  }

  bool try_server(const SideServer& server, const Seen& at) {
    const Effective& workload = server.workload(at);
    const ServerIn& in = server.in(at);
    const EffectiveListener* listener =
        server.side->on(at.workload, listener_name(in)).made;
    if (!listener) return false;
    const Resolvers& side = server.side == &facts_.older ? before_ : after_;
    const Way way =
        way_to(*listener, side.of(at.workload), facts_.settings->ipv6);
    const KnownNames& known = known_at(listener->port, at.workload);
    for (const std::string& name : names_of(in, workload))
      if (const auto request =
              request_on(way, !in.plaintext(), example_of(name, known)))
        if (try_request(*request, at.workload)) return true;
    return false;
  }

  /// Names of the listeners of a port, on both sides.
  const KnownNames& known_at(std::uint32_t port, std::size_t workload) {
    const auto [at, fresh] = known_.try_emplace({workload, port});
    if (!fresh) return at->second;
    for (const Resolvers* side : {&before_, &after_}) {
      Scene& scene = side->of(workload).scene();
      const auto placed = placed_.try_emplace(&scene, scene.effective).first;
      for (const EffectiveListener* one : scene.listeners_on(port))
        add_names(scene.effective, placed->second, *one, at->second);
    }
    return at->second;
  }

  /// Hosts of the server that the change names, all if it names none of them;
  /// then those that VirtualServices have below its wildcards.
  [[nodiscard]] std::vector<std::string> names_of(
      const ServerIn& in, const Effective& workload) const {
    std::vector<std::string> names, all;
    const std::unordered_set<std::string_view> touched(change_->hosts.begin(),
                                                       change_->hosts.end());
    for (const Field<std::string>& host : *in->hosts) {
      if (names.size() >= most_names) break;
      const std::string dns = lower(split_host(*host).dns);
      if (all.size() < most_names) all.push_back(dns);
      if (touched.contains(*host) || touched.contains(dns))
        names.push_back(dns);
    }
    if (names.empty()) names = std::move(all);
    add_domains(find_routes(workload, in.route), names);
    return names;
  }

  static void add_domains(const RouteConfiguration* routes,
                          std::vector<std::string>& names) {
    if (!routes) return;
    std::vector<std::string> wildcards;
    std::copy_if(names.begin(), names.end(), std::back_inserter(wildcards),
                 is_wildcard);
    if (wildcards.empty()) return;
    for (const VirtualHost& host : routes->virtual_hosts)
      for (const std::string& domain : host.domains) {
        if (names.size() >= 2 * most_names) return;
        const bool below = std::any_of(
            wildcards.begin(), wildcards.end(), [&](const std::string& one) {
              return one != domain && is_host_subset(domain, one);
            });
        if (below && !host.routes.empty()) names.push_back(domain);
      }
  }

  /// First without a client certificate, then with one if it is asked for.
  bool try_request(Request request, std::size_t workload) {
    for (bool certificate : {false, true}) {
      request.client_certificate = certificate;
      const Pair first = ask(request, workload);
      if (take(request, first)) return true;
      for (const Answer* one : {&first.before, &first.after})
        if (one->virtual_host &&
            try_paths(request, *one->virtual_host, workload))
          return true;
      if (first.before.reason != Reason::client_certificate) return false;
    }
    return false;
  }

  bool try_paths(const Request& base, const VirtualHost& host,
                 std::size_t workload) {
    std::size_t tried = 0;
    for (const Route& route : host.routes) {
      const auto request = as_asked(route.match, base);
      if (!request || request->url == base.url) continue;
      if (++tried > most_paths) return false;
      if (take(*request, ask(*request, workload))) return true;
    }
    return false;
  }

  struct Pair {
    std::string_view workload;
    Answer before, after;
  };

  [[nodiscard]] Pair ask(const Request& request, std::size_t workload) {
    asked_ += 2;
    return {facts_.older.workloads[workload].workload.id,
            before_.of(workload).answer(request),
            after_.of(workload).answer(request)};
  }

  /// How plainly a request shows what is lost: something was reached, or is now
  /// where a protection is gone; at least HTTP was spoken.
  [[nodiscard]] int plainness(const Told& before, const Told& after) const {
    const bool protection = sign_ == Sign::certificate;
    if (before.reached() || (protection && after.reached())) return 2;
    return before.outcome == RequestOutcome::not_found ||
                   before.reason == Reason::not_given
               ? 1
               : 0;
  }

  /// Keeps the plainest; true: there can be no better.
  bool take(const Request& request, const Pair& pair) {
    Told before = told(pair.before, pair.workload);
    Told after = told(pair.after, pair.workload);
    if (!shows(sign_, before, after)) return false;
    const int plain = plainness(before, after);
    if (!best_ || plain > plainness(best_->before, best_->after))
      best_ = Witness{request, std::move(before), std::move(after)};
    return plain == 2;
  }

  const DiffFacts& facts_;
  Resolvers before_, after_;
  std::map<std::pair<std::size_t, std::uint32_t>, KnownNames> known_;
  std::unordered_map<const Scene*, PlacedServers> placed_;
  const Change* change_ = nullptr;
  Sign sign_ = Sign::none;
  std::optional<Witness> best_;
  std::size_t asked_ = 0;
};

}  // namespace

void find_witnesses(const DiffFacts& facts, std::vector<Change>& changes) {
  WitnessFinder finder(facts);
  for (Change& change : changes)
    if (change.level == Impact::breaking && !finder.exhausted())
      finder.find(change);
}

}  // namespace asmgw
