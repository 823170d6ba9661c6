// Data -> sentences.
#include "output/render_notes.h"

#include "base/text.h"
#include "listen/near_labels.h"
#include "listen/policies.h"
#include "listen/workloads.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

bool has_stamp(const MeshGateway& gateway) { return !gateway.created.empty(); }

std::string place_of(const Sources& sources, Range range) {
  const Place at = sources.place(range);
  return fmt::format("{}:{}", at.path, at.line);
}

void add_replaced(const Rendering& rendering, std::vector<std::string>& notes) {
  for (const Replaced& one : rendering.mesh.replaced)
    notes.push_back(fmt::format(
        "{} {} is given at {} and again at {}: the "
        "last one stands",
        one.kind, one.name, place_of(rendering.sources, one.earlier),
        place_of(rendering.sources, one.later)));
}

/// Those that act on a workload are named with it.
bool acts_on_workloads(std::string_view kind) {
  return std::any_of(all_kinds.begin(), all_kinds.end(), [&](const Kind& one) {
    return one.name == kind && one.as == ContextKind::workload_policy;
  });
}

void add_policies(const Rendering& rendering, const Workload& workload,
                  std::vector<std::string>& notes) {
  constexpr std::size_t most = 5;
  const auto acting = acting_policies(rendering.mesh, workload);
  std::string names;
  for (std::size_t i = 0; i < std::min(acting.size(), most); ++i) {
    const ObjectHead& head = acting[i].policy->head;
    names +=
        fmt::format("{}{} {}", i == 0 ? "" : ", ", head.kind, full_name(head));
  }
  if (acting.size() > most)
    names += fmt::format(" and {} more", acting.size() - most);
  if (!names.empty())
    notes.push_back(
        "not rendered, though it may change what requests of this workload "
        "meet: " +
        names);
}

void add_not_rendered(const Mesh& mesh, std::vector<std::string>& notes) {
  std::string kinds;
  for (const auto& [kind, count] : mesh.not_rendered)
    if (!acts_on_workloads(kind))
      kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, kind);
  if (!kinds.empty())
    notes.push_back("not rendered, though it may change the result: " + kinds);
}

/// Of the mesh alone nothing is rendered.
bool is_for_gateways(const VirtualService& service) {
  return std::any_of(service.gateways->begin(), service.gateways->end(),
                     [](const auto& name) { return *name != "mesh"; }) ||
         service.hosts->empty();
}

void add_virtual_services(const Mesh& mesh, std::vector<std::string>& notes) {
  for (const VirtualService& one : mesh.refused_virtual_services)
    if (is_for_gateways(one))
      notes.push_back(fmt::format(
          "VirtualService {} would be refused (see asmgw lint): left out",
          visible(full_name(one.head))));
  for (const VirtualService& one : mesh.virtual_services)
    if (one.acceptance == Acceptance::without_fields && is_for_gateways(one))
      notes.push_back(fmt::format(
          "kubectl apply would refuse fields of VirtualService {} (see asmgw "
          "lint): shown as if it were accepted without them",
          visible(full_name(one.head))));
}

std::string refusal(const EffectiveListener& listener) {
  const std::string what =
      listener.reason == ListenerReason::tls_context && listener.tls_refusal
          ? std::string(text_of(listener.tls_refusal->cause))
      : listener.reason == ListenerReason::proxy_port
          ? std::string("the proxy itself listens there")
      : listener.reason == ListenerReason::partial_wildcard
          ? fmt::format("server name {} has a partial wildcard",
                        in_quotes(listener.clash_name))
      : listener.clash_name.empty()
          ? std::string("two filter chains match everything")
      : listener.clash && listener.clash->first == listener.clash->second
          ? fmt::format("one filter chain matches {} twice",
                        in_quotes(listener.clash_name))
          : fmt::format("two filter chains match {}",
                        in_quotes(listener.clash_name));
  return fmt::format(
      "Envoy refuses {}: {} ({}); running pods keep what they had, new ones "
      "never become ready",
      listener.name, what, text_of(listener.reason));
}

/// Where none is made up for them.
void add_selecting_nothing(const Rendering& rendering,
                           std::vector<std::string>& notes) {
  if (!lacks_workloads(rendering.mesh, rendering.settings) ||
      !rendering.settings.only.empty() || !rendering.settings.workloads.empty())
    return;
  std::vector<bool> taken(rendering.mesh.gateways.size());
  for (const Effective& one : rendering.workloads)
    for (GatewayId id : one.gateways) taken[id] = true;
  for (GatewayId id = 0; id < taken.size(); ++id) {
    if (taken[id]) continue;
    const MeshGateway& gateway = rendering.mesh.gateways[id];
    const auto miss = label_miss(rendering.mesh, selector_of(gateway));
    notes.push_back(
        fmt::format("Gateway {} selects no workload: none has its labels{}{}",
                    visible(gateway.full_name()), miss ? ", and " : "",
                    miss ? miss->words() : ""));
  }
}

/// A virtual host without routes, or a listener without chains, would have some
/// if the kind had been given.
bool lacks(const Rendering& rendering, std::string_view kind) {
  const bool routes = kind == "VirtualService" &&
                      lacks_routes(rendering.mesh, rendering.settings);
  const auto is_bare = [&](const RouteConfiguration& one) {
    return std::any_of(one.virtual_hosts.begin(), one.virtual_hosts.end(),
                       [](const VirtualHost& host) {
                         return host.routes.empty() && !host.require_tls;
                       });
  };
  return std::any_of(
      rendering.workloads.begin(), rendering.workloads.end(),
      [&](const Effective& one) {
        return (routes &&
                std::any_of(one.routes.begin(), one.routes.end(), is_bare)) ||
               std::any_of(one.listeners.begin(), one.listeners.end(),
                           [&](const EffectiveListener& listener) {
                             return chains_not_given(one, rendering.mesh,
                                                     rendering.settings,
                                                     listener) == kind;
                           });
      });
}

/// What a dropped row or a refused listener does not say already.
bool is_news(const RenderFinding& finding, bool infos) {
  return !finding.winner &&
         (infos || finding.diagnostic->rule->severity >= Severity::warning);
}

/// ` shop/gw[1]`: what the finding is about.
std::string subject_of(const RenderFinding& finding, const Mesh& mesh) {
  if (finding.parties.empty()) return {};
  const Party& party = finding.parties.front();
  if (party.virtual_service)
    return ' ' + full_name(mesh.virtual_services[*party.virtual_service].head);
  if (!party.gateway) return {};
  const std::string name = ' ' + mesh.gateways[*party.gateway].full_name();
  return party.index ? fmt::format("{}[{}]", name, *party.index) : name;
}

void add_findings(const Rendering& rendering, const Effective& effective,
                  bool infos, std::vector<std::string>& notes) {
  for (const RenderFinding& one : rendering.findings)
    if (is_news(one, infos) &&
        std::find(one.workloads.begin(), one.workloads.end(), &effective) !=
            one.workloads.end())
      notes.push_back(fmt::format(
          "{} {}{}: {}", one.diagnostic->rule->id, one.diagnostic->rule->name,
          subject_of(one, rendering.mesh), one.diagnostic->message));
}

/// The cause, and whose entry it is.
std::string refusal_in(const Mesh& mesh, const RouteRefusal& refusal) {
  std::string words = words_of(refusal);
  if (!refusal.virtual_service) return words;
  const auto& service = mesh.virtual_services[*refusal.virtual_service];
  return fmt::format("{} ({})", words, full_name(service.head));
}

}  // namespace

std::vector<std::string> notes_of(const Rendering& rendering) {
  std::vector<std::string> notes = rendering.notes;
  const auto& gateways = rendering.mesh.gateways;
  const auto stamps =
      std::count_if(gateways.begin(), gateways.end(), has_stamp);
  if (rendering.settings.order != Order::file && stamps > 0 &&
      static_cast<std::size_t>(stamps) < gateways.size())
    notes.emplace_back(
        "some Gateways have a creationTimestamp and some have none: they are "
        "ordered by name");
  for (std::string_view kind : {"VirtualService", "Service"})
    if (lacks(rendering, kind))
      notes.push_back(
          fmt::format("no {} is among the inputs: what is routed is unknown "
                      "(give them, or say that there are none: --complete={})",
                      kind, kind));
  add_selecting_nothing(rendering, notes);
  add_replaced(rendering, notes);
  add_virtual_services(rendering.mesh, notes);
  add_not_rendered(rendering.mesh, notes);
  return notes;
}

std::vector<std::string> notes_without_policies(const Rendering& rendering,
                                                const WorkloadView& view,
                                                bool infos) {
  const Effective& effective = *view.effective;
  std::vector<std::string> notes = effective.notes;
  for (GatewayId id : effective.gateways)
    if (const MeshGateway& gateway = rendering.mesh.gateways[id];
        gateway.refused)
      notes.push_back(
          fmt::format("{} would be refused (see asmgw lint): shown as if it "
                      "were accepted",
                      gateway.full_name()));
  if (effective.workload.inferred)
    if (const auto miss = label_miss(rendering.mesh, effective.workload.labels))
      notes.push_back(fmt::format(
          "{} is made up: no workload among the inputs has its labels, and {}",
          effective.workload.id, miss->words()));
  if (effective.panic)
    notes.push_back(fmt::format(
        "istiod panics on the hosts of {}: shown as if they were \"*\"",
        effective.panics_at
            ? name_of(rendering.mesh, effective.servers[*effective.panics_at])
            : "a server"));
  for (const ListenerView& shown : view.listeners)
    if (shown.listener->state == ListenerState::nack)
      notes.push_back(refusal(*shown.listener));
  for (const RouteConfiguration& routes : effective.routes)
    if (routes.refusal)
      notes.push_back(fmt::format(
          "Envoy refuses the routes {}: {}; running pods keep what they had, "
          "new ones answer 404",
          routes.name, refusal_in(rendering.mesh, *routes.refusal)));
  add_findings(rendering, effective, infos, notes);
  return notes;
}

std::vector<std::string> notes_of(const Rendering& rendering,
                                  const WorkloadView& view, bool infos) {
  auto notes = notes_without_policies(rendering, view, infos);
  add_policies(rendering, view.effective->workload, notes);
  return notes;
}

std::string in_group(const Rendering& rendering, const std::string& note) {
  return rendering.group.empty() ? note : rendering.group + ": " + note;
}

std::string_view order_used(const Mesh& mesh, Order order) {
  if (order == Order::file) return "file";
  const bool stamped =
      !mesh.gateways.empty() &&
      std::all_of(mesh.gateways.begin(), mesh.gateways.end(), has_stamp);
  return stamped ? "timestamp" : "name";
}

}  // namespace asmgw
