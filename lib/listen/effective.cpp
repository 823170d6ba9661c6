// The steps in order, for one workload.
#include "listen/effective.h"

#include "listen/binding.h"
#include "listen/chains.h"
#include "listen/merging.h"
#include "listen/routing.h"
#include "listen/selector_index.h"
#include "listen/sensitivity.h"
#include "listen/workloads.h"
#include "model/releases.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace asmgw {

namespace {

/// Among the inputs, even if no server is for them and they are not parsed.
bool has_services(const Mesh& mesh) {
  return !mesh.services.empty() || !mesh.service_entries.empty() ||
         mesh.skipped_kinds.contains("Service") ||
         mesh.skipped_kinds.contains("ServiceEntry");
}

/// `mode` is nothing where there is no `tls`.
Handling handling(std::optional<Protocol> protocol,
                  std::optional<TlsMode> mode) {
  if (protocol && is_http_family(*protocol)) return Handling::http;
  if (!mode) return Handling::tcp;
  if (*mode == TlsMode::passthrough) return Handling::passthrough;
  if (*mode == TlsMode::auto_passthrough) return Handling::auto_passthrough;
  return protocol == Protocol::https ? Handling::https
                                     : Handling::tls_terminate;
}

/// What AUTO_PASSTHROUGH makes depends on Services that are not given.
void note_unknown_services(Effective& out) {
  std::string patterns;
  for (const ServerIn& server : out.servers)
    if (server.placed() && server.kind() == Handling::auto_passthrough)
      for (const ServedHost& host : server.hosts)
        patterns += fmt::format(" outbound_.*_._.{}", host.dns());
  if (!patterns.empty())
    out.notes.push_back(
        "AUTO_PASSTHROUGH: a chain for every Service of the mesh that matches, "
        "and no Service is among the inputs:" +
        patterns);
}

}  // namespace

struct Engine::Shared {
  Shared(const Mesh& the_mesh, const MeshSettings& the_settings,
         const EngineOptions& the_options)
      : mesh(the_mesh),
        settings(the_settings),
        options(the_options),
        bindings(the_mesh, the_settings.version),
        services(the_mesh, the_settings),
        order(in_merge_order(the_mesh, the_settings)) {
    std::map<Labels, std::size_t> known;
    for (GatewayId id : order) {
      if (is_left_out(id)) continue;
      const auto [at, fresh] =
          known.try_emplace(selector_of(mesh.gateways[id]), known.size());
      if (fresh) selected.emplace_back();
      selected[at->second].push_back(id);
    }
    std::vector<Labels> all(known.size());
    for (const auto& [selector, id] : known) all[id] = selector;
    selectors = SelectorIndex(std::move(all));
    ranks.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) ranks[order[i]] = i;
  }

  [[nodiscard]] bool is_left_out(GatewayId id) const {
    return options.takes_part && mesh.gateways[id].refused;
  }

  /// The Gateways that apply, in merge order.
  [[nodiscard]] std::vector<GatewayId> applying(
      const Workload& workload) const {
    std::vector<GatewayId> all;
    for (std::size_t selector : selectors.selecting(workload.labels))
      for (GatewayId id : selected[selector])
        if (!settings.scope_to_namespace ||
            mesh.gateways[id].namespace_ == workload.namespace_)
          all.push_back(id);
    std::sort(all.begin(), all.end(),
              [&](GatewayId a, GatewayId b) { return ranks[a] < ranks[b]; });
    return all;
  }

  const Mesh& mesh;
  const MeshSettings& settings;
  EngineOptions options;
  Bindings bindings;
  ServiceFinder services;
  std::vector<GatewayId> order;
  std::vector<std::size_t> ranks;                ///< of each Gateway in `order`
  SelectorIndex selectors{{}};                   ///< each once
  std::vector<std::vector<GatewayId>> selected;  ///< by selector, in order
};

Engine::Engine(const Mesh& mesh, const MeshSettings& settings,
               const EngineOptions& options)
    : shared_(std::make_unique<const Shared>(mesh, settings, options)) {}

Engine::~Engine() = default;

const Bindings& Engine::bindings() const { return shared_->bindings; }

Effective Engine::effective(const Workload& workload) const {
  return work_out(workload, shared_->applying(workload));
}

Effective Engine::alone(GatewayId id) const {
  Workload workload;
  workload.id = "selector of " + shared_->mesh.gateways[id].full_name();
  workload.namespace_ = shared_->settings.gateway_namespace;
  workload.labels = selector_of(shared_->mesh.gateways[id]);
  workload.inferred = true;
  return work_out(workload, {id});
}

bool Engine::order_matters(const Effective& effective, std::uint32_t port,
                           GatewayId a, GatewayId b) const {
  if (a == b) return false;
  const ListenerInput input{shared_->mesh,     shared_->settings,
                            shared_->bindings, effective.workload,
                            effective.targets, shared_->options.tls};
  return PairOrder(input, effective).matters(port, a, b);
}

Effective Engine::work_out(const Workload& workload,
                           const std::vector<GatewayId>& ids) const {
  const Mesh& mesh = shared_->mesh;
  const MeshSettings& settings = shared_->settings;
  const EngineOptions& options = shared_->options;
  Effective out;
  out.workload = workload;
  out.targets = shared_->services.targets(workload, out.notes);
  const auto ports = resolved_ports(out.targets);
  out.gateways = ids;
  for (GatewayId id : ids) {
    const MeshGateway& gateway = mesh.gateways[id];
    const List<Server>& servers = *gateway.spec().servers;
    for (std::uint32_t i = 0; i < servers.size(); ++i) {
      const bool left_out = options.takes_part && given(servers[i]) &&
                            !options.takes_part(*servers[i]);
      if (!given(servers[i]) || left_out) continue;
      out.servers.push_back(server_in(id, gateway, i, ports));
      if (options.takes_part)
        std::erase_if(out.servers.back().hosts, [](const ServedHost& host) {
          return !given(*host.field);
        });
      if (!out.panics_at && causes_panic(out.servers.back()))
        out.panics_at = out.servers.size() - 1;
    }
  }
  if (!since::star_panic.holds(settings.version)) out.panics_at.reset();
  out.panic = out.panics_at.has_value();
  MergeOutcome merged = merge_servers(mesh, settings.version, out.servers);
  const ListenerInput input{mesh,     settings,    shared_->bindings,
                            workload, out.targets, options.tls};
  out.groups = std::move(merged.groups);
  ListenerOutcome made = build_listeners(input, out.groups, out.servers);
  if (!has_services(mesh)) note_unknown_services(out);
  out.listeners = std::move(made.listeners);
  out.skipped_sni = std::move(made.skipped);
  std::stable_sort(
      out.listeners.begin(), out.listeners.end(),
      [](const EffectiveListener& a, const EffectiveListener& b) {
        const auto key = [](const EffectiveListener& one) {
          const bool specific = one.address != "0.0.0.0" && one.address != "::";
          return std::tuple(one.port, specific, std::string_view(one.address),
                            one.quic);
        };
        return key(a) < key(b);
      });
  if (options.routes)
    build_routes(mesh, shared_->bindings, settings.version, merged.routes, out);
  mark_order_sensitive(input, out);
  return out;
}

Handling ServerIn::kind() const {
  return handling(known, has_tls ? std::optional(mode) : std::nullopt);
}

std::optional<Handling> handling_of(const Server& server) {
  const auto protocol = protocol_of(server);
  if (!protocol) return std::nullopt;
  const bool tls = given(server.tls) && !is_raw(*protocol);
  return handling(protocol,
                  tls ? std::optional(*server.tls->mode) : std::nullopt);
}

std::string ServerIn::place() const {
  std::string out(address());
  if (out.substr(0, 7) == "unix://") return out;
  if (out.find(':') != std::string::npos) out = '[' + out + ']';
  return out + ':' + std::to_string(port);
}

const RouteConfiguration* find_routes(const Effective& effective,
                                      std::string_view name) {
  const auto found = std::lower_bound(
      effective.routes.begin(), effective.routes.end(), name,
      [](const RouteConfiguration& one, std::string_view wanted) {
        return one.name < wanted;
      });
  return found == effective.routes.end() || found->name != name ? nullptr
                                                                : &*found;
}

bool lacks_routes(const Mesh& mesh, const MeshSettings& settings) {
  return mesh.virtual_services.empty() &&
         mesh.refused_virtual_services.empty() &&
         !settings.complete.of(InputKind::virtual_service);
}

std::string name_of(const Mesh& mesh, const ServerIn& server) {
  return mesh.gateways[server.gateway].full_name() + '[' +
         std::to_string(server.index) + ']';
}

std::string_view chains_not_given(const ServerIn& server, const Mesh& mesh,
                                  const MeshSettings& settings) {
  if (server.drop.reason != DropReason::no_filter_chain) return {};
  if (server.kind() != Handling::auto_passthrough)
    return lacks_routes(mesh, settings) ? "VirtualService" : "";
  // Those that nothing here asks for are given as well, and not read.
  const bool none = mesh.services.empty() && mesh.service_entries.empty() &&
                    !mesh.skipped_kinds.contains("Service") &&
                    !mesh.skipped_kinds.contains("ServiceEntry");
  return none && !settings.complete.of(InputKind::service) ? "Service" : "";
}

std::string_view chains_not_given(const Effective& effective, const Mesh& mesh,
                                  const MeshSettings& settings,
                                  const EffectiveListener& listener) {
  if (listener.reason != ListenerReason::no_filter_chain) return {};
  for (ServerId id : listener.servers)
    if (const auto kind =
            chains_not_given(effective.servers[id], mesh, settings);
        !kind.empty())
      return kind;
  return {};
}

std::string_view text_of(DropReason reason) {
  switch (reason) {
    case DropReason::none:
      break;
    case DropReason::no_port:
      return "no-port";
    case DropReason::duplicate_tls_host:
      return "duplicate-tls-host";
    case DropReason::protocol_conflict:
      return "protocol-conflict";
    case DropReason::duplicate_port_name:
      return "duplicate-port-name";
    case DropReason::privileged_port:
      return "privileged-port";
    case DropReason::no_filter_chain:
      return "no-filter-chain";
  }
  return "";
}

std::string_view text_of(Handling kind) {
  switch (kind) {
    case Handling::http:
      return "http";
    case Handling::https:
      return "https";
    case Handling::tcp:
      return "tcp";
    case Handling::tls_terminate:
      return "tlsTerminate";
    case Handling::passthrough:
      return "passthrough";
    case Handling::auto_passthrough:
      return "autoPassthrough";
  }
  return "";
}

std::string_view text_of(ListenerState state) {
  if (state == ListenerState::ok) return "ok";
  return state == ListenerState::nack ? "nack" : "omitted";
}

std::string_view text_of(ListenerReason reason) {
  switch (reason) {
    case ListenerReason::none:
      break;
    case ListenerReason::same_match:
      return "same-match";
    case ListenerReason::overlapping_match:
      return "overlapping-match";
    case ListenerReason::partial_wildcard:
      return "partial-wildcard";
    case ListenerReason::no_filter_chain:
      return "no-filter-chain";
    case ListenerReason::privileged_port:
      return "privileged-port";
    case ListenerReason::tls_context:
      return "tls-context";
    case ListenerReason::proxy_port:
      return "proxy-port";
  }
  return "";
}

std::string_view text_of(RouteAction action) {
  if (action == RouteAction::route) return "route";
  return action == RouteAction::redirect ? "redirect" : "direct";
}

}  // namespace asmgw
