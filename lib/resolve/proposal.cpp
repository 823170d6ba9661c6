// Every name that a listener knows, asked once.
#include "resolve/proposal.h"

#include "base/escape.h"
#include "base/text.h"
#include "resolve/asking.h"
#include "resolve/deciders.h"
#include "resolve/expectation.h"
#include "resolve/expectation_file.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace asmgw {
namespace {

using Names = std::set<std::string>;
using Telling = Resolvers::Telling;

/// Hosts of the TLS servers of a port, those that came to nothing too. Each
/// server is there once for a name.
using Claims = HostIndex<const ServerIn*>;

/// Several servers name it, or wildcards above it.
bool is_contested(const Claims& claims, std::string_view name) {
  std::size_t count = 0;
  return claims.any_covering(name, [&](const Claims::Found& one) {
    count += one.all.size();
    return count > 1;
  });
}

class Asker {
 public:
  Asker(const SharedList<Effective>& workloads, const Mesh& mesh,
        const MeshSettings& settings)
      : workloads_(workloads),
        settings_(settings),
        resolvers_(workloads, mesh, settings) {}

  std::vector<Proposal> run() {
    std::vector<Site> sites;
    for (std::size_t i = 0; i < workloads_.size(); ++i) {
      const Site& site = sites.emplace_back(site_of(i));
      for (const auto& [listener, way] : site.ways)
        add_names(site.effective, site.servers, *listener, known_[way.port]);
    }
    for (const Site& site : sites)
      for (const auto& [listener, way] : site.ways) add(site, *listener, way);
    return {found_.begin(), found_.end()};
  }

 private:
  /// A workload, and how clients reach its listeners.
  struct Site {
    const Effective& effective;
    PlacedServers servers;
    std::map<std::uint32_t, Claims> claims;  ///< by port
    std::vector<std::pair<const EffectiveListener*, Way>> ways;
  };

  struct Subject {
    const Way& way;
    const Claims& claims;
  };

  Site site_of(std::size_t workload) const {
    const Effective& effective = workloads_[workload];
    Site site{effective, PlacedServers(effective), {}, {}};
    for (const ServerIn& server : effective.servers)
      if (!server.plaintext())
        for (const ServedHost& host : server.hosts)
          site.claims[server.port].add_once(host.dns(), &server);
    for (const EffectiveListener& listener : effective.listeners)
      if (!listener.quic && listener.port > 0)
        site.ways.emplace_back(
            &listener,
            way_to(listener, resolvers_.of(workload), settings_.ipv6));
    return site;
  }

  void add(const Site& site, const EffectiveListener& listener,
           const Way& way) {
    static const Claims none;
    const auto claims = site.claims.find(listener.port);
    const Subject subject{way,
                          claims == site.claims.end() ? none : claims->second};
    for (const Chain& chain : listener.chains)
      if (chain.alpn.empty())  // else for clients of a mesh
        for (const std::string& name : names_of(site.effective, chain))
          ask(subject, chain.tls || !chain.sni.empty(), name);
    for (ServerId id : site.servers.at(listener)) {
      const ServerIn& server = site.effective.servers[id];
      for (const ServedHost& host : server.hosts)
        ask(subject, !server.plaintext(), lower(host.dns()));
    }
  }

  /// In lower case: of a chain and its virtual hosts.
  static Names names_of(const Effective& effective, const Chain& chain) {
    Names names;
    for (const std::string& name : chain.sni) names.insert(lower(name));
    const RouteConfiguration* routes = find_routes(effective, chain.route);
    if (!routes || chain.route.empty()) return names;
    for (const VirtualHost& host : routes->virtual_hosts)
      if (!host.routes.empty() || host.require_tls)
        for (const std::string& domain : host.domains)
          names.insert(lower(domain));
    return names;
  }

  void ask(const Subject& subject, bool tls, const std::string& name) {
    auto request = request_on(subject.way, tls,
                              example_of(name, known_[subject.way.port]));
    if (!request || !asked_.insert({request->url, request->address}).second)
      return;
    const bool contested = tls && is_contested(subject.claims, name);
    const Telling bare = resolvers_.telling(*request);
    if (bare.answer.reason == Reason::client_certificate) {
      note(*request, bare, contested);
      request->client_certificate = true;
    }
    ask_routes(*request, contested);
  }

  /// `/`, unless it leads nowhere and another path does; then one request for
  /// each VirtualService that was not reached.
  void ask_routes(const Request& base, bool contested) {
    const Telling first = resolvers_.telling(base);
    const Answer& answer = first.answer;
    bool elsewhere = false;
    if (answer.virtual_host && answer.reason != Reason::redirect)
      for (const RoutesOfService& one :
           by_virtual_service(*answer.virtual_host))
        if (answer.virtual_service != one.virtual_service)
          elsewhere |= ask_routes_of(one, base, contested);
    if (answer.reason != Reason::no_route || !elsewhere)
      note(base, first, contested);
  }

  /// Of all that lead there the request that asks for least.
  bool ask_routes_of(const RoutesOfService& routes, const Request& base,
                     bool contested) {
    std::vector<Request> all = asked_by(routes, base);
    const auto extras = [](const Request& one) {
      return one.headers.size() + (one.query ? 1U : 0U) +
             (one.method == "GET" ? 0U : 1U);
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Request& a, const Request& b) {
                       return extras(a) < extras(b);
                     });
    for (const Request& request : all) {
      const Telling found = resolvers_.telling(request);
      if (found.answer.virtual_service != routes.virtual_service) continue;
      note(request, found, contested);
      return true;
    }
    return false;
  }

  /// 404 that the other servers of the chain, or the listener of all addresses,
  /// would answer too.
  static bool is_shared_miss(const Request& request, const Answer& answer) {
    return (answer.outcome == RequestOutcome::not_found ||
            answer.reason == Reason::not_given) &&
           answer.chain &&
           (answer.chain->servers.size() > 1 || request.address);
  }

  void note(const Request& request, const Telling& found, bool contested) {
    Proposal made{request, expectation_of(found.answer), {}};
    if (contested || is_shared_miss(request, found.answer))
      made.server =
          resolvers_.of(found.workload).deciders(found.answer, request).server;
    found_.insert(std::move(made));
  }

  const SharedList<Effective>& workloads_;
  const MeshSettings& settings_;
  Resolvers resolvers_;
  std::map<std::uint32_t, KnownNames> known_;  ///< by the port that is asked
  /// By URL and address, which tell all else.
  std::set<std::pair<std::string, std::optional<std::string>>> asked_;
  std::set<Proposal> found_;
};

/// In single quotes, where escapes would mean nothing, unless it needs one.
std::string quoted(std::string_view text) {
  if (has_unseen(text)) return yaml_quoted(text);
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

/// Plain where YAML reads it back as the same text.
std::string yaml_of(std::string_view text) {
  constexpr std::string_view inside =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/."
      ":_,*|- ?=&%~+";
  constexpr std::string_view first = inside.substr(0, inside.find(':'));
  const bool plain = !text.empty() &&
                     first.find(text.front()) != std::string_view::npos &&
                     text.find_first_not_of(inside) == std::string_view::npos &&
                     text.find(": ") == std::string_view::npos &&
                     text.back() != ':' && text.back() != ' ';
  return plain ? std::string(text) : quoted(text);
}

/// The Host is another than the URL's.
bool has_own_host(const Request& request) {
  const auto plain = parse_url(request.url);
  return plain && plain->host != request.host;
}

/// YAML has no longer keys than 1024 characters.
bool fits_a_key(std::string_view text) { return text.size() < 1024; }

bool is_short(const Proposal& one) {
  const Request& request = one.request;
  return fits_a_key(yaml_of(request.url)) && !has_own_host(request) &&
         !request.address && !request.client_certificate &&
         request.method == "GET" && request.headers.empty() &&
         one.server.empty();
}

void add(const Proposal& one, std::string& out) {
  const Request& request = one.request;
  if (is_short(one)) {
    out +=
        fmt::format("  - {}: {}\n", yaml_of(request.url), yaml_of(one.expect));
    return;
  }
  out += fmt::format("  - url: {}\n", yaml_of(request.url));
  if (request.address)
    out += fmt::format("    address: {}\n", quoted(*request.address));
  if (has_own_host(request))
    out += fmt::format("    host: {}\n", quoted(request.host));
  if (request.method != "GET")
    out += fmt::format("    method: {}\n", yaml_of(request.method));
  if (!request.headers.empty()) out += "    headers:\n";
  for (const auto& [name, value] : request.headers)
    out += fmt::format("      {}: {}\n", yaml_of(name), quoted(value));
  if (request.client_certificate) out += "    client-cert: true\n";
  out += fmt::format("    expect: {}\n", yaml_of(one.expect));
  if (!one.server.empty())
    out += fmt::format("    server: {}\n", yaml_of(one.server));
}

/// What a reader objects to; "" if nothing.
std::string fault_of(const std::vector<Proposal>& all, const Limits& limits) {
  const SourceFile file("", test_file_text({"."}, "", {}, all));
  const TestFile read = read_test_file(file, FileId{}, limits);
  return read.faults.empty() ? std::string() : read.faults.front().message;
}

/// A key with a list, if it is not empty.
void add(std::string_view key, const std::vector<std::string>& values,
         std::string& out) {
  if (values.empty()) return;
  out += fmt::format("{}:\n", key);
  for (const std::string& one : values)
    out += fmt::format("  - {}\n", yaml_of(one));
}

}  // namespace

bool Proposal::operator<(const Proposal& other) const {
  const auto key = [](const Request& one) {
    return std::tie(one.url, one.address, one.host, one.method, one.headers,
                    one.client_certificate);
  };
  return key(request) < key(other.request);
}

std::vector<Proposal> proposals(const SharedList<Effective>& workloads,
                                const Mesh& mesh,
                                const MeshSettings& settings) {
  return Asker(workloads, mesh, settings).run();
}

std::string test_file_text(const std::vector<std::string>& in,
                           const std::string& group,
                           const MeshSettings& settings,
                           const std::vector<Proposal>& all) {
  std::string out;
  add("in", in, out);
  if (!group.empty()) out += fmt::format("group: {}\n", yaml_of(group));
  for (const auto& [setting, values] : file_values(settings))
    if (setting->form == SettingForm::one || setting->form == SettingForm::flag)
      out +=
          fmt::format("{}: {}\n", setting->file_key, yaml_of(values.front()));
    else
      add(setting->file_key, values, out);
  out += all.empty() ? "requests: []\n" : "requests:\n";
  for (const Proposal& one : all) add(one, out);
  return out;
}

namespace {

/// Each can be read, but all together are too much for one file.
void take_beyond_limits(const Limits& limits, std::vector<Proposal>& all,
                        std::vector<Unwritable>& taken) {
  for (std::string why = fault_of(all, limits); !why.empty() && !all.empty();
       why = fault_of(all, limits)) {
    const std::size_t room = all.size() / 2;
    for (std::size_t i = room; i < all.size(); ++i)
      taken.push_back({all[i].request.url, why});
    all.resize(room);
  }
}

}  // namespace

std::vector<Unwritable> take_unwritable(std::vector<Proposal>& all,
                                        const Limits& limits) {
  std::vector<Unwritable> taken;
  if (fault_of(all, limits).empty()) return taken;
  std::erase_if(all, [&](const Proposal& one) {
    std::string why = fault_of({one}, limits);
    if (why.empty()) return false;
    taken.push_back({one.request.url, std::move(why)});
    return true;
  });
  take_beyond_limits(limits, all, taken);
  return taken;
}

}  // namespace asmgw
