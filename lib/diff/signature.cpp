// Every part as a line; lists whose order has no meaning are sorted.
#include "diff/signature.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <vector>

namespace asmgw {
namespace {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + ',';
  return text;
}

std::string sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return joined(words);
}

std::string lowered(const std::vector<std::string>& names) {
  std::vector<std::string> all;
  all.reserve(names.size());
  for (const std::string& name : names) all.push_back(lower(name));
  return sorted(std::move(all));
}

std::string text_of(const SecretName& secret) {
  return fmt::format("{} {} {}/{} {}", secret.name, secret.kind,
                     secret.namespace_, secret.object,
                     static_cast<int>(secret.fault));
}

std::string text_of(const std::optional<TlsContext>& tls) {
  if (!tls) return "plain";
  const TlsVersion min = lowest_version(tls->min);
  // The ciphers of TLS 1.3 cannot be chosen.
  const bool ciphers = min < TlsVersion::v1_3;
  std::string text =
      fmt::format("{} {} {} {} {} {}", text_of(tls->mode), text_of(min),
                  text_of(highest_version(tls->max)),
                  ciphers ? joined(tls->cipher_suites) : "", joined(tls->alpn),
                  tls->require_client_certificate);
  for (const SecretName& secret : tls->secrets) text += ' ' + text_of(secret);
  if (tls->ca) text += " ca " + text_of(*tls->ca);
  return text;
}

std::string text_of(const std::vector<Cluster>& clusters) {
  std::string text;
  for (const Cluster& one : clusters)
    text += fmt::format("{}*{},", one.name, one.weight.value_or(0));
  return text;
}

std::string text_of(const StringMatch& match) {
  return fmt::format("{}:{}", static_cast<int>(match.kind), match.value);
}

std::string text_of(const NamedMatches& matches) {
  std::string text;
  for (const auto& [name, match] : matches)
    text += name + '=' + text_of(match) + ',';
  return text;
}

std::string text_of(const HttpMatch& match) {
  std::string text;
  for (const auto* one :
       {&match.uri, &match.scheme, &match.method, &match.authority})
    text += (*one ? text_of(**one) : "-") + ' ';
  return text + text_of(match.headers) + ' ' + text_of(match.without_headers) +
         ' ' + text_of(match.query_params);
}

/// Without its domains.
std::string text_of(const VirtualHost& host) {
  std::string text = host.require_tls ? " https\n" : " any\n";
  for (const Route& route : host.routes)
    text += fmt::format("   {} {} {} {} {} {}\n", route.virtual_service,
                        route.rule, text_of(route.match), text_of(route.action),
                        text_of(route.clusters), route.direct_status);
  return text;
}

/// Virtual hosts with the same content and one domain each, so that it does
/// not matter which of them became one.
std::string text_of(const RouteConfiguration& routes) {
  std::vector<std::string> parts;
  for (const VirtualHost& host : routes.virtual_hosts) {
    const std::string text = text_of(host);
    for (const std::string& domain : host.domains)
      parts.push_back("  " + domain + ',' + text);
  }
  return sorted(std::move(parts));
}

/// Everything that the servers of a chain bring along: hosts, and the Gateways
/// that routes attach to.
std::string text_of(const Effective& effective, const Mesh& mesh,
                    const std::vector<ServerId>& servers) {
  std::set<std::string> all;
  for (ServerId id : servers) {
    const ServerIn& server = effective.servers[id];
    const std::string owner = mesh.gateways[server.gateway].full_name();
    for (const ServedHost& host : server.hosts)
      all.insert(owner + ' ' + lower(host.text));
  }
  return joined({all.begin(), all.end()});
}

/// `https MUTUAL a.com,b.com +1`
std::string summary_of(const Chain& chain) {
  constexpr std::size_t shown = 3;
  std::string text(text_of(chain.kind));
  if (chain.tls) text += fmt::format(" {}", text_of(chain.tls->mode));
  if (chain.sni.empty()) return text + (chain.tls ? " *" : "");
  text += ' ';
  for (std::size_t i = 0; i < std::min(shown, chain.sni.size()); ++i)
    text += (i == 0 ? "" : ",") + chain.sni[i];
  if (chain.sni.size() > shown)
    text += fmt::format(" +{}", chain.sni.size() - shown);
  return text;
}

}  // namespace

namespace {

/// Texts that many chains share, each of them once.
class SharedTexts {
 public:
  SharedTexts(const Effective& effective, const Mesh& mesh)
      : effective_(effective), mesh_(mesh) {}

  const std::string& servers(const std::vector<ServerId>& ids) {
    const auto [at, fresh] = servers_.try_emplace(ids);
    if (fresh) at->second = text_of(effective_, mesh_, ids);
    return at->second;
  }
  const std::string& routes(const std::string& name) {
    const auto [at, fresh] = routes_.try_emplace(name);
    if (!fresh) return at->second;
    if (const auto* routes = find_routes(effective_, name))
      at->second = text_of(*routes);
    return at->second;
  }

 private:
  const Effective& effective_;
  const Mesh& mesh_;
  std::map<std::vector<ServerId>, std::string> servers_;
  std::map<std::string, std::string> routes_;
};

/// Chains name what they share by its place among all of the listener, sorted.
std::string text_of(const EffectiveListener& listener, SharedTexts& shared) {
  std::map<std::string_view, std::size_t> places;
  for (const Chain& chain : listener.chains) {
    places.try_emplace(shared.servers(chain.servers));
    places.try_emplace(shared.routes(chain.route));
  }
  std::string text = fmt::format("{} {} {}\n", text_of(listener.state),
                                 text_of(listener.reason), listener.quic);
  std::size_t count = 0;
  for (auto& [one, place] : places) {
    place = count++;
    text += fmt::format("{}: {}\n", place, one);
  }
  std::vector<std::string> parts;
  parts.reserve(listener.chains.size());
  for (const Chain& chain : listener.chains)
    parts.push_back(fmt::format(
        "chain {} {} {} {} {} {} {}\n", text_of(chain.kind), lowered(chain.sni),
        sorted(chain.alpn), text_of(chain.tls), text_of(chain.clusters),
        places.at(shared.servers(chain.servers)),
        places.at(shared.routes(chain.route))));
  return text + sorted(std::move(parts));
}

}  // namespace

std::map<std::string, std::string> signatures_of(const Effective& effective,
                                                 const Mesh& mesh) {
  SharedTexts shared(effective, mesh);
  std::map<std::string, std::string> all;
  for (const EffectiveListener& listener : effective.listeners)
    all[listener.name] = text_of(listener, shared);
  return all;
}

std::string summary_of(const EffectiveListener& listener) {
  constexpr std::size_t shown = 4;
  if (listener.state == ListenerState::nack) return "refused by Envoy";
  if (listener.state == ListenerState::omitted) return "no filter chain";
  std::string text;
  for (std::size_t i = 0; i < std::min(shown, listener.chains.size()); ++i)
    text += (text.empty() ? "" : "; ") + summary_of(listener.chains[i]);
  if (listener.chains.size() > shown)
    text += fmt::format("; {} more", listener.chains.size() - shown);
  return text;
}

}  // namespace asmgw
