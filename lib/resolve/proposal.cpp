// Every name that a listener knows, asked once.
#include "resolve/proposal.h"

#include "base/text.h"
#include "resolve/expectation.h"
#include "resolve/match.h"
#include "resolve/path.h"
#include "resolve/resolve.h"

#include <fmt/core.h>

#include <set>
#include <tuple>

namespace asmgw {
namespace {

/// A host that a wildcard covers.
std::string example_of(std::string_view name) {
  if (name == "*") return "any.example.com";
  if (name.substr(0, 2) == "*.") return "www" + std::string(name.substr(1));
  return std::string(name);
}

class Asker {
 public:
  Asker(const std::vector<Effective>& workloads, const Mesh& mesh,
        const MeshSettings& settings)
      : workloads_(workloads), settings_(settings) {
    for (const Effective& one : workloads)
      resolvers_.push_back(std::make_unique<Resolver>(one, mesh, settings));
  }

  std::vector<Proposal> run() {
    for (const Effective& one : workloads_)
      for (const EffectiveListener& listener : one.listeners)
        if (listener.state == ListenerState::ok && !listener.quic &&
            listener.port > 0)
          add(one, listener);
    return {found_.begin(), found_.end()};
  }

 private:
  void add(const Effective& effective, const EffectiveListener& listener) {
    for (const Chain& chain : listener.chains) {
      std::set<std::string> names(chain.sni.begin(), chain.sni.end());
      for (ServerId id : chain.servers)
        for (const ServedHost& host : effective.servers[id].hosts)
          names.insert(std::string(host.dns()));
      const RouteConfiguration* routes = find_routes(effective, chain.route);
      if (routes && !chain.route.empty())
        for (const VirtualHost& host : routes->virtual_hosts)
          if (!host.routes.empty() || host.require_tls)
            names.insert(host.domains.begin(), host.domains.end());
      for (const std::string& name : names)
        if (chain.alpn.empty()) ask(listener, chain, example_of(lower(name)));
    }
  }

  /// Reached only by its address: through no Service.
  [[nodiscard]] bool is_bound(const EffectiveListener& listener) const {
    return listener.address != (settings_.ipv6 ? "::" : "0.0.0.0");
  }

  [[nodiscard]] std::string url_of(const EffectiveListener& listener, bool tls,
                                   std::string_view host) const {
    const bool through = !is_bound(listener) && !listener.service_ports.empty();
    const std::uint32_t port =
        through ? listener.service_ports.front() : listener.port;
    const bool implied = port == (tls ? 443U : 80U);
    return fmt::format("{}://{}{}/", tls ? "https" : "http", host,
                       implied ? "" : fmt::format(":{}", port));
  }

  void ask(const EffectiveListener& listener, const Chain& chain,
           std::string_view host) {
    const bool tls = chain.tls || !chain.sni.empty();
    auto request = parse_url(url_of(listener, tls, host));
    if (!request) return;  // no client can send it
    if (is_bound(listener))
      request->address = canonical_address(listener.address);
    request->client_certificate = true;
    Answer found = answer(*request);
    if (const auto path = better_path(found)) {
      request->path = *path;
      request->url.replace(request->url.size() - 1, 1, *path);
      found = answer(*request);
    }
    const bool certificate = found.chain && found.chain->tls &&
                             found.chain->tls->require_client_certificate;
    found_.insert(
        {request->url, expectation_of(found), request->address, certificate});
  }

  /// Of the first route that asks for a path alone, where `/` leads nowhere.
  static std::optional<std::string> better_path(const Answer& answer) {
    if (answer.reason != Reason::no_route) return std::nullopt;
    for (const Route& route : answer.virtual_host->routes) {
      const auto& uri = route.match.uri;
      if (!uri || uri->kind == StringMatch::regex) continue;
      const auto request = parse_url("http://a.com" + uri->value);
      if (!request || request->query || request->path != uri->value ||
          normalized_path(uri->value) != uri->value)
        continue;
      HttpMatch rest = route.match;
      rest.uri.reset();
      if (describe(rest) == describe({})) return uri->value;
    }
    return std::nullopt;
  }

  [[nodiscard]] Answer answer(const Request& request) const {
    std::vector<Answer> answers;
    answers.reserve(resolvers_.size());
    for (const auto& one : resolvers_) answers.push_back(one->answer(request));
    return answers[telling_answer(answers)];
  }

  const std::vector<Effective>& workloads_;
  const MeshSettings& settings_;
  std::vector<std::unique_ptr<Resolver>> resolvers_;
  std::set<Proposal> found_;
};

/// Plain where YAML reads it back as the same text.
std::string yaml_of(std::string_view text) {
  const bool plain = text.find_first_not_of(
                         "abcdefghijklmnopqrstuvwxyz"
                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                         ":/._,*|- ") == std::string_view::npos &&
                     text.find(": ") == std::string_view::npos;
  if (plain) return std::string(text);
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + '\'';
}

}  // namespace

bool Proposal::operator<(const Proposal& other) const {
  return std::tie(url, address) < std::tie(other.url, other.address);
}

std::vector<Proposal> proposals(const std::vector<Effective>& workloads,
                                const Mesh& mesh,
                                const MeshSettings& settings) {
  return Asker(workloads, mesh, settings).run();
}

std::string test_file_text(const std::vector<std::string>& in,
                           const std::vector<Proposal>& all) {
  std::string out = "in:\n";
  for (const std::string& path : in)
    out += fmt::format("  - {}\n", yaml_of(path));
  out += all.empty() ? "requests: []\n" : "requests:\n";
  for (const Proposal& one : all) {
    if (!one.address && !one.client_certificate) {
      out += fmt::format("  - {}: {}\n", one.url, yaml_of(one.expect));
      continue;
    }
    out += fmt::format("  - url: {}\n", one.url);
    if (one.address) out += fmt::format("    address: '{}'\n", *one.address);
    if (one.client_certificate) out += "    client-cert: true\n";
    out += fmt::format("    expect: {}\n", yaml_of(one.expect));
  }
  return out;
}

}  // namespace asmgw
