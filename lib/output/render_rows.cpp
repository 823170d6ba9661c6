// Chains -> cells.
#include "output/render_rows.h"

#include "base/text.h"
#include "output/render_notes.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>

namespace asmgw {
namespace {

std::string_view mode_text(TlsMode mode) {
  if (mode == TlsMode::passthrough) return "PT";
  if (mode == TlsMode::auto_passthrough) return "APT";
  return text_of(mode);
}

/// ` 1.2-1.3`, ` >=1.3`, ` <=1.2`; "" where nothing is set.
std::string versions_text(const TlsContext& tls) {
  const auto number = [](TlsVersion version) {
    std::string text(text_of(version));  // TLSV1_3
    std::replace(text.begin(), text.end(), '_', '.');
    return text.substr(text.find_first_of("0123456789"));
  };
  const bool from = tls.min != TlsVersion::automatic;
  const bool to = tls.max != TlsVersion::automatic;
  if (from && to)
    return tls.min == tls.max
               ? ' ' + number(tls.min)
               : fmt::format(" {}-{}", number(tls.min), number(tls.max));
  if (from) return " >=" + number(tls.min);
  return to ? " <=" + number(tls.max) : std::string();
}

/// The last part of `file-cert:/etc/certs/tls.crt~/etc/certs/tls.key`'s first
/// path.
std::string_view file_of(const SecretName& secret) {
  constexpr std::string_view prefix = "file-cert:";
  std::string_view path = secret.object;
  if (secret.name.substr(0, prefix.size()) == prefix) {
    path = secret.name;
    path.remove_prefix(prefix.size());
  }
  path = path.substr(0, path.find('~'));
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

std::string certificate(const SecretName& secret) {
  if (secret.kind == "workload") return "workload";
  if (secret.kind == "file") return fmt::format("file {}", file_of(secret));
  if (secret.kind != "Secret" && secret.kind != "ConfigMap")
    return fmt::format("{} {}", secret.kind, secret.name);
  return fmt::format("{} {}/{}{}", lower(secret.kind), secret.namespace_,
                     secret.object, secret.found.value_or(false) ? "" : "?");
}

std::string cluster_text(const Cluster& cluster) {
  return cluster.weight ? fmt::format("{}*{}", cluster.name, *cluster.weight)
                        : cluster.name;
}

/// Words in the order of coming, each once.
class Once {
 public:
  void add(std::string word) {
    if (seen_.insert(word).second) words_.push_back(std::move(word));
  }
  [[nodiscard]] Words take() { return std::move(words_); }

 private:
  std::unordered_set<std::string> seen_;
  Words words_;
};

class Maker {
 public:
  Maker(const Rendering& rendering, const Effective& effective)
      : mesh_(rendering.mesh),
        settings_(rendering.settings),
        effective_(effective) {}

  std::vector<Row> rows(const ListenerView& view, bool each_service) {
    const EffectiveListener& listener = *view.listener;
    std::vector<Row> rows;
    const Chain* last = nullptr;
    for (const Chain* chain : view.chains) {
      Row row = row_of(listener, *chain);
      if (!each_service && last && is_one_more_service(*last, *chain)) {
        append(rows.back().sni, row.sni);
        append(rows.back().routes, row.routes);
        continue;
      }
      last = chain;
      rows.push_back(std::move(row));
    }
    if (listener.chains.empty()) rows.push_back(empty_row(listener));
    return rows;
  }

 private:
  /// AUTO_PASSTHROUGH has a chain for each service of the mesh.
  static bool is_one_more_service(const Chain& last, const Chain& chain) {
    return chain.kind == Handling::auto_passthrough &&
           last.kind == Handling::auto_passthrough &&
           last.servers == chain.servers;
  }

  static void append(Words& to, Words& from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
  }

  [[nodiscard]] const ServerIn& server(ServerId id) const {
    return effective_.servers[id];
  }

  [[nodiscard]] Row start(const EffectiveListener& listener,
                          const std::vector<ServerId>& servers) const {
    Row row;
    row.address = address_text(listener);
    for (ServerId id : servers) row.from.push_back(name_of(mesh_, server(id)));
    if (!servers.empty()) row.protocol = server(servers.front()).protocol;
    return row;
  }

  Row row_of(const EffectiveListener& listener, const Chain& chain) {
    Row row = start(listener, chain.servers);
    row.sni = chain.sni;
    if (chain.tls)
      for (const SecretName& secret : chain.tls->secrets)
        row.certificates.push_back(certificate(secret));
    const RouteConfiguration* routes =
        speaks_http(chain.kind) ? find_routes(effective_, chain.route)
                                : nullptr;
    row.tls = tls_of(chain, routes);
    Words domains = routes ? domains_of(*routes) : Words();
    row.hosts = domains.empty()
                    ? hosts_of(chain.servers)
                    : std::make_shared<const Words>(std::move(domains));
    bool bound = true;
    row.routes = speaks_http(chain.kind) ? routes_of(chain, routes, bound)
                                         : clusters_of(chain);
    row.status = listener.state == ListenerState::nack ? RowStatus::nack
                 : bound                               ? RowStatus::ok
                 : lacks_routes(mesh_, settings_)      ? RowStatus::unknown
                                                       : RowStatus::no_vs;
    return row;
  }

  /// A listener that istiod leaves out.
  Row empty_row(const EffectiveListener& listener) {
    Row row = start(listener, listener.servers);
    row.tls = "-";
    if (!listener.servers.empty()) {
      const ServerIn& first = server(listener.servers.front());
      if (first.is_tls_server()) row.tls = mode_text(first.mode);
      if (first.redirects && first.is_http()) row.tls = "redirect";
    }
    row.hosts = hosts_of(listener.servers);
    if (!chains_not_given(effective_, mesh_, settings_, listener).empty()) {
      row.status = RowStatus::unknown;
      row.routes.emplace_back("unknown");
      return row;
    }
    const bool privileged = listener.reason == ListenerReason::privileged_port;
    row.status = privileged ? RowStatus::privileged : RowStatus::omitted;
    row.routes.emplace_back(privileged ? "closed" : "no route → closed");
    return row;
  }

  std::shared_ptr<const Words> hosts_of(const std::vector<ServerId>& servers) {
    const auto [at, fresh] = hosts_.try_emplace(servers);
    if (!fresh) return at->second;
    Once once;
    for (ServerId id : servers)
      for (const auto& host : server(id).hosts) once.add(host.text);
    at->second = std::make_shared<const Words>(once.take());
    return at->second;
  }

  static Words domains_of(const RouteConfiguration& routes) {
    Words domains;
    for (const VirtualHost& host : routes.virtual_hosts)
      if (!is_blackhole(host))
        domains.insert(domains.end(), host.domains.begin(), host.domains.end());
    return domains;
  }

  /// 301 where plain HTTP is redirected, the VirtualServices, else 404, or
  /// `unknown` where none were given.
  Words routes_of(const Chain& chain, const RouteConfiguration* routes,
                  bool& bound) const {
    Words words;
    std::set<VirtualServiceId> seen;
    bool redirects = false;
    if (routes)
      for (const VirtualHost& host : routes->virtual_hosts) {
        if (host.require_tls && chain.kind == Handling::http) {
          redirects = true;
          continue;
        }
        for (const Route& route : host.routes)
          if (seen.insert(route.virtual_service).second)
            words.push_back(virtual_service(route.virtual_service));
      }
    if (redirects) words.insert(words.begin(), "301");
    bound = !words.empty();
    if (!bound)
      words.emplace_back(lacks_routes(mesh_, settings_) ? "unknown" : "404");
    return words;
  }

  [[nodiscard]] std::string virtual_service(VirtualServiceId id) const {
    return "vs " + full_name(mesh_.virtual_services[id].head);
  }

  static Words clusters_of(const Chain& chain) {
    Words words;
    for (const Cluster& cluster : chain.clusters)
      words.push_back(cluster_text(cluster));
    if (words.empty()) words.emplace_back("no route → closed");
    return words;
  }

  [[nodiscard]] std::string tls_of(const Chain& chain,
                                   const RouteConfiguration* routes) const {
    if (chain.kind == Handling::passthrough) return "PT";
    if (chain.kind == Handling::auto_passthrough) return "APT";
    if (chain.tls)
      return std::string(mode_text(chain.tls->mode)) +
             versions_text(*chain.tls);
    if (chain.kind != Handling::http) return "-";
    return redirect_of(chain, routes);
  }

  [[nodiscard]] std::string redirect_of(
      const Chain& chain, const RouteConfiguration* routes) const {
    bool any = false, all = true;
    std::unordered_set<std::string_view> redirected;
    if (routes)
      for (const VirtualHost& host : routes->virtual_hosts) {
        any = any || host.require_tls;
        all = all && host.require_tls;
        if (host.require_tls)
          redirected.insert(host.domains.begin(), host.domains.end());
      }
    for (ServerId id : chain.servers) {
      any = any || server(id).redirects;
      if (server(id).redirects) continue;
      for (const auto& host : server(id).hosts)
        all = all && redirected.count(lower(host.text)) > 0;
    }
    if (!any) return "-";
    return all ? "redirect" : "redirect*";
  }

  const Mesh& mesh_;
  const MeshSettings& settings_;
  const Effective& effective_;
  std::map<std::vector<ServerId>, std::shared_ptr<const Words>> hosts_;
};

}  // namespace

std::string_view text_of(RowStatus status) {
  switch (status) {
    case RowStatus::ok:
      break;
    case RowStatus::no_vs:
      return "no-vs";
    case RowStatus::nack:
      return "NACK";
    case RowStatus::omitted:
      return "omitted";
    case RowStatus::privileged:
      return "privileged";
    case RowStatus::unknown:
      return "unknown";
  }
  return "ok";
}

std::string address_text(const EffectiveListener& listener) {
  if (listener.address.find('/') != std::string::npos)  // a socket
    return listener.address;
  const bool v6 = listener.address.find(':') != std::string::npos;
  std::string text = fmt::format("{}{}{}:{}", v6 ? "[" : "", listener.address,
                                 v6 ? "]" : "", listener.port);
  if (listener.quic) text += " udp";
  std::string services;
  bool translated = false;
  for (std::uint32_t port : listener.service_ports) {
    translated = translated || port != listener.port;
    services += fmt::format("{}{}", services.empty() ? "" : ",", port);
  }
  return translated ? fmt::format("{} (svc {})", text, services) : text;
}

std::vector<Row> rows_of(const Rendering& rendering, const WorkloadView& view,
                         bool each_service) {
  std::vector<Row> rows;
  for (const ListenerView& one : view.listeners)
    for (Row& row : rows_of(rendering, *view.effective, one, each_service))
      rows.push_back(std::move(row));
  return rows;
}

std::vector<Row> rows_of(const Rendering& rendering, const Effective& effective,
                         const ListenerView& view, bool each_service) {
  return Maker(rendering, effective).rows(view, each_service);
}

std::vector<DroppedRow> dropped_of(const Rendering& rendering,
                                   const WorkloadView& view) {
  std::vector<DroppedRow> rows;
  rows.reserve(view.dropped.size());
  for (ServerId id : view.dropped) {
    const ServerIn& server = view.effective->servers[id];
    if (!chains_not_given(server, rendering.mesh, rendering.settings).empty())
      continue;
    const Drop& drop = server.drop;
    DroppedRow row;
    row.from = name_of(rendering.mesh, server);
    const bool no_port = drop.reason == DropReason::no_port;
    row.port = no_port ? "-" : std::to_string(server.port);
    for (const auto& host : server.hosts) row.hosts.push_back(host.text);
    row.reason = text_of(drop.reason);
    row.winner = drop.winner ? name_of(rendering.mesh,
                                       view.effective->servers[*drop.winner])
                             : "-";
    row.order_sensitive = drop.order_sensitive;
    row.is_lost = drop.at_merge() || drop.reason == DropReason::privileged_port;
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string joined(const Words& words, std::size_t most) {
  std::string out;
  const std::size_t shown = std::min(words.size(), most);
  for (std::size_t i = 0; i < shown; ++i) out += (i == 0 ? "" : ",") + words[i];
  if (shown < words.size()) out += fmt::format(" +{}", words.size() - shown);
  return out.empty() ? "-" : out;
}

}  // namespace asmgw
