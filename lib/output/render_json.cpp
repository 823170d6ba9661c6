// The effective listeners for programs; schemas/render.schema.json describes
// it.
#include "output/render_json.h"

#include "output/render_notes.h"
#include "output/render_view.h"

#include <array>
#include <map>

namespace asmgw {
namespace {

Json version_of(TlsVersion version) {
  return version == TlsVersion::automatic ? Json(nullptr)
                                          : Json(text_of(version));
}

Json secret_of(const SecretName& secret) {
  return {{"name", secret.name},
          {"kind", secret.kind},
          {"namespace", or_null(secret.namespace_)},
          {"object", or_null(secret.object)},
          {"found", or_null(secret.found)}};
}

Json tls_of(const std::optional<TlsContext>& tls) {
  if (!tls) return nullptr;
  return {{"mode", text_of(tls->mode)},
          {"minVersion", version_of(tls->min)},
          {"maxVersion", version_of(tls->max)},
          {"cipherSuites", tls->cipher_suites},
          {"alpn", tls->alpn},
          {"requireClientCertificate", tls->require_client_certificate},
          {"secrets", array_of(tls->secrets, secret_of)},
          {"ca", tls->ca ? secret_of(*tls->ca) : Json(nullptr)}};
}

/// Exact, prefix or regex; no condition is prefix `/`, as istiod writes it.
Json path_of(const std::optional<StringMatch>& uri) {
  if (!uri) return {{"kind", "prefix"}, {"value", "/"}};
  constexpr std::array<std::string_view, 3> kinds{"exact", "prefix", "regex"};
  return {{"kind", kinds.at(uri->kind)}, {"value", uri->value}};
}

/// Scheme, method and authority are conditions on headers to Envoy.
Json match_of(const HttpMatch& match) {
  const std::size_t pseudo = (match.scheme ? 1U : 0U) +
                             (match.method ? 1U : 0U) +
                             (match.authority ? 1U : 0U);
  return {
      {"path", path_of(match.uri)},
      {"headers", pseudo + match.headers.size() + match.without_headers.size()},
      {"query", match.query_params.size()}};
}

/// Some that matter to nothing here were passed over unparsed.
bool services_given(const Rendering& rendering) {
  const Mesh& mesh = rendering.mesh;
  return !mesh.services.empty() || !mesh.istio_gateways.empty() ||
         !rendering.settings.service_ports.empty() ||
         mesh.skipped_kinds.contains("Service");
}

class RenderingJson {
 public:
  explicit RenderingJson(const Rendering& rendering)
      : in_(rendering), mesh_(rendering.mesh) {}

  void add_workloads(Json& out) {
    for (const Effective& effective : in_.workloads)
      out.push_back(workload(view_of(effective, in_.filter)));
  }

  void add_findings(Json& out) {
    for (const RenderFinding& one : in_.findings) out.push_back(finding(one));
  }

 private:
  Json workload(const WorkloadView& view) {
    effective_ = view.effective;
    const Workload& workload = effective_->workload;
    Json labels = Json::object();
    for (const auto& [key, value] : workload.labels) labels[key] = value;
    Json gateways = Json::array(), refused = Json::array();
    for (GatewayId id : effective_->gateways) {
      gateways.push_back(mesh_.gateways[id].full_name());
      if (mesh_.gateways[id].refused) refused.push_back(gateways.back());
    }
    return {
        {"group", or_null(in_.group)},
        {"id", workload.id},
        {"namespace", workload.namespace_},
        {"labels", std::move(labels)},
        {"inferred", workload.inferred},
        {"panic", effective_->panic},
        {"gateways", std::move(gateways)},
        {"asIfAccepted", std::move(refused)},
        {"listeners",
         array_of(view.listeners,
                  [this](const ListenerView& one) { return listener(one); })},
        {"routes", array_of(view.routes,
                            [this](const RouteConfiguration* one) {
                              return routes(*one);
                            })},
        {"dropped",
         array_of(view.dropped, [this](ServerId id) { return dropped(id); })}};
  }

  [[nodiscard]] Json listener(const ListenerView& view) const {
    const EffectiveListener& one = *view.listener;
    return {{"name", one.name},
            {"address", one.address},
            {"port", one.port},
            {"servicePorts", one.service_ports},
            {"transport", one.quic ? "quic" : "tcp"},
            {"state", text_of(one.state)},
            {"reason", or_null(text_of(one.reason))},
            {"listenerFilters", one.filters},
            {"chains", array_of(view.chains, [this](const Chain* chain_shown) {
               return chain(*chain_shown);
             })}};
  }

  [[nodiscard]] Json chain(const Chain& one) const {
    Json sni = one.sni.empty() ? Json(nullptr) : Json(one.sni);
    return {{"kind", text_of(one.kind)},
            {"match", {{"sni", std::move(sni)}, {"alpn", one.alpn}}},
            {"servers",
             array_of(one.servers, [this](ServerId id) { return server(id); })},
            {"tls", tls_of(one.tls)},
            {"route", or_null(one.route)},
            {"clusters", array_of(one.clusters, cluster_of)},
            {"virtualService", one.virtual_service
                                   ? virtual_service(*one.virtual_service)
                                   : Json(nullptr)}};
  }

  [[nodiscard]] Json server(ServerId id) const {
    const ServerIn& one = effective_->servers[id];
    Json out{{"gateway", mesh_.gateways[one.gateway].full_name()},
             {"index", one.index},
             {"portName", one.port_name},
             {"declaredPort", one.declared},
             {"protocol", one.protocol},
             {"bind", one.bind},
             {"hosts", hosts_of(one)}};
    add_place(one, out);
    return out;
  }

  static Json hosts_of(const ServerIn& server) {
    return array_of(server.hosts,
                    [](const auto& host) { return Json(host.text); });
  }

  void add_place(const ServerIn& server, Json& out) const {
    out["path"] = nullptr;
    out["range"] = nullptr;
    if (!server.field) return;
    out["path"] = in_.sources.file(server.field->range.file).path();
    out["range"] = range_of(in_.sources, server.field->range);
  }

  [[nodiscard]] Json virtual_service(VirtualServiceId id) const {
    return full_name(mesh_.virtual_services[id].head);
  }

  [[nodiscard]] Json routes(const RouteConfiguration& one) const {
    return {{"name", one.name},
            {"virtualHosts",
             array_of(one.virtual_hosts, [this](const VirtualHost& host) {
               return virtual_host(host);
             })}};
  }

  [[nodiscard]] Json virtual_host(const VirtualHost& host) const {
    return {{"name", host.name},
            {"domains", host.domains},
            {"requireTls", host.require_tls},
            {"routes", array_of(host.routes, [this](const Route& one) {
               return route(one);
             })}};
  }

  [[nodiscard]] Json route(const Route& one) const {
    return {{"virtualService", virtual_service(one.virtual_service)},
            {"rule", one.rule},
            {"match", match_of(one.match)},
            {"action", text_of(one.action)},
            {"clusters", array_of(one.clusters, cluster_of)}};
  }

  [[nodiscard]] Json dropped(ServerId id) const {
    const ServerIn& one = effective_->servers[id];
    const bool no_port = one.drop.reason == DropReason::no_port;
    Json out{{"stage", one.drop.at_merge() ? "merge" : "listener"},
             {"gateway", mesh_.gateways[one.gateway].full_name()},
             {"index", one.index},
             {"port", no_port ? Json(nullptr) : Json(one.port)},
             {"hosts", hosts_of(one)},
             {"reason", text_of(one.drop.reason)},
             {"detail", or_null(one.drop.detail)},
             {"winner", one.drop.winner ? winner(*effective_, *one.drop.winner)
                                        : Json(nullptr)},
             {"orderSensitive", one.drop.order_sensitive}};
    add_place(one, out);
    return out;
  }

  [[nodiscard]] Json finding(const RenderFinding& one) const {
    return {
        {"group", or_null(in_.group)},
        {"rule", one.diagnostic->rule->id},
        {"conflict", one.conflict},
        {"level", text_of(one.diagnostic->severity)},
        {"message", one.diagnostic->message},
        {"workloads", array_of(one.workloads,
                               [](const Effective* workload_found) {
                                 return Json(workload_found->workload.id);
                               })},
        {"parties",
         array_of(one.parties, [this](const Party& it) { return party(it); })},
        {"winner",
         one.winner ? winner(*one.seen_in, *one.winner) : Json(nullptr)},
        {"orderSensitive", one.order_sensitive}};
  }

  [[nodiscard]] Json party(const Party& one) const {
    return {
        {"gateway", one.gateway ? Json(mesh_.gateways[*one.gateway].full_name())
                                : Json(nullptr)},
        {"virtualService", one.virtual_service
                               ? virtual_service(*one.virtual_service)
                               : Json(nullptr)},
        {"index", or_null(one.index)},
        {"pointer", one.pointer},
        {"path", in_.sources.file(one.range.file).path()},
        {"range", range_of(in_.sources, one.range)}};
  }

  [[nodiscard]] Json winner(const Effective& effective, ServerId id) const {
    const ServerIn& one = effective.servers[id];
    return {{"gateway", mesh_.gateways[one.gateway].full_name()},
            {"index", one.index},
            {"live", !one.drop.at_merge()}};
  }

  const Rendering& in_;
  const Mesh& mesh_;
  const Effective* effective_ = nullptr;
};

void write_render_json(const Renderings& all, const Presentation&,
                       std::string& out) {
  out += json_text(render_document(all));
}

/// Of all meshes, by kind.
Json not_rendered(const Renderings& all) {
  std::map<std::string, std::size_t> counts;
  for (const Rendering& one : all)
    for (const auto& [kind, count] : one.mesh.not_rendered)
      counts[kind] += count;
  return array_of(counts, [](const auto& one) {
    return Json{{"kind", one.first}, {"count", one.second}};
  });
}

/// Common ones, then those of workloads.
std::vector<std::string> all_notes(const Renderings& all) {
  std::vector<std::string> notes = common_notes(all);
  std::size_t workloads = 0;
  for (const Rendering& one : all) workloads += one.workloads.size();
  for (const Rendering& one : all)
    for (const Effective& effective : one.workloads)
      for (const std::string& note : effective.notes)
        notes.push_back(in_group(
            one, workloads == 1 ? note : effective.workload.id + ": " + note));
  return notes;
}

}  // namespace

Json cluster_of(const Cluster& cluster) {
  return {{"name", cluster.name}, {"weight", or_null(cluster.weight)}};
}

Json assumptions_of(const Rendering& rendering) {
  const MeshSettings& settings = rendering.settings;
  return {{"order", order_used(rendering.mesh, settings.order)},
          {"services", services_given(rendering)},
          {"scopeToNamespace", settings.scope_to_namespace},
          {"quic", settings.quic},
          {"ipFamily", settings.ipv6 ? "IPv6" : "IPv4"},
          {"unprivileged", settings.unprivileged},
          {"istioVersion", to_string(settings.version)}};
}

Json assumptions_of(const Renderings& all) {
  Json common = assumptions_of(all.front());
  for (const Rendering& one : all) {
    const Json own = assumptions_of(one);
    for (const auto& [key, value] : own.items())
      if (common[key] != value) common[key] = nullptr;
  }
  return common;
}

std::vector<std::string> common_notes(const Renderings& all) {
  std::vector<std::string> notes;
  for (const Rendering& one : all)
    for (const std::string& note : notes_of(one))
      notes.push_back(in_group(one, note));
  return notes;
}

Json render_document(const Renderings& all) {
  Json out = json_form();
  out["assumptions"] = assumptions_of(all);
  Json workloads = Json::array(), findings = Json::array();
  for (const Rendering& one : all) {
    RenderingJson json(one);
    json.add_workloads(workloads);
    json.add_findings(findings);
  }
  out["workloads"] = std::move(workloads);
  out["notRendered"] = not_rendered(all);
  out["notes"] = all_notes(all);
  out["findings"] = std::move(findings);
  return out;
}

constinit const RenderReporter reporters::render_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema render`",
    .write = write_render_json,
};

}  // namespace asmgw
