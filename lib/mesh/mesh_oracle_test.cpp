// On every case of testdata/oracle/listeners.jsonl: what is left unparsed
// cannot matter, and what is parsed reads the same either way.
#include "mesh/merge.h"
#include "testing/oracle.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

namespace asmgw {
namespace {

using nlohmann::json;

/// The case and its gateway pod as a file of its own.
MeshResult read(const std::string& text, const json& workload, bool filter) {
  const json pod{{"apiVersion", "v1"},
                 {"kind", "Pod"},
                 {"metadata",
                  {{"name", workload["name"]},
                   {"namespace", workload["namespace"]},
                   {"labels", workload["labels"]}}}};
  Sources sources;
  const MeshSettings settings;
  const FileId file = sources.add("case.yaml", text);
  return read_mesh(sources, {file, sources.add("pod.json", pod.dump())},
                   settings, {filter});
}

std::string identity_of(const ObjectHead& head) {
  return fmt::format("{} {}/{} {}", head.kind, head.namespace_, head.name,
                     head.range.begin);
}

template <class T>
std::set<std::string> names(const SharedList<T>& objects) {
  std::set<std::string> all;
  for (const T& object : objects) all.insert(identity_of(object.head));
  return all;
}

/// Labels that a workload of the case is known to have, all of them.
std::vector<Labels> workloads_of(const Mesh& mesh, const json& row) {
  std::vector<Labels> all;
  for (const MeshGateway& gateway : mesh.gateways) {
    Labels& labels = all.emplace_back();
    for (const Pair& pair : *gateway.spec().selector)
      labels.emplace_back(pair.key, *pair.value);
    std::sort(labels.begin(), labels.end());
  }
  Labels& given = all.emplace_back();
  for (const auto& [key, value] : row["workload"]["labels"].items())
    given.emplace_back(key, value.get<std::string>());
  std::sort(given.begin(), given.end());
  return all;
}

bool is_destination(const Mesh& mesh, const ObjectHead& head) {
  const auto leads_there = [&](const auto& routes) {
    for (const auto& route : routes)
      for (const Destination& to : route.route)
        if (to.host->substr(0, to.host->find('.')) == head.name) return true;
    return false;
  };
  return std::any_of(mesh.virtual_services.begin(), mesh.virtual_services.end(),
                     [&](const VirtualService& service) {
                       return leads_there(service.http) ||
                              leads_there(service.tls) ||
                              leads_there(service.tcp);
                     });
}

/// A server in mode AUTO_PASSTHROUGH has a chain for it.
bool is_passed_through(const Mesh& mesh, const ObjectHead& head) {
  const std::string name =
      head.name + "." + head.namespace_ + ".svc.cluster.local";
  const auto covers = [&](std::string_view host) {
    if (const auto slash = host.find('/'); slash != std::string_view::npos)
      host.remove_prefix(slash + 1);
    return host == name ||
           (host.starts_with('*') && name.ends_with(host.substr(1)));
  };
  for (const MeshGateway& gateway : mesh.gateways)
    for (const Field<Server>& server : *gateway.spec().servers)
      for (const Field<std::string>& host : *server->hosts)
        if (mode_of(*server) == TlsMode::auto_passthrough && covers(*host))
          return true;
  return false;
}

/// Why a Service that was not parsed should have been, "" if it rightly was.
std::string needed(const Service& service, const Mesh& all,
                   const std::vector<Labels>& workloads) {
  if (is_passed_through(all, service.head)) return "AUTO_PASSTHROUGH";
  if (is_destination(all, service.head)) return "destination";
  for (const Labels& labels : workloads) {
    const bool selects =
        !service.selector.empty() && is_subset(service.selector, labels);
    const bool holds = !labels.empty() && is_subset(labels, service.selector);
    if (selects || holds) return "labels";
  }
  return {};
}

bool same_ports(const Service& a, const Service& b) {
  return std::equal(a.ports.begin(), a.ports.end(), b.ports.begin(),
                    b.ports.end(),
                    [](const ServicePort& x, const ServicePort& y) {
                      return x.port == y.port && x.name == y.name &&
                             x.target_number == y.target_number &&
                             x.target_name == y.target_name &&
                             x.protocol == y.protocol && x.range == y.range;
                    });
}

std::string differing(const Service& service, const SharedList<Service>& all) {
  const auto same =
      std::find_if(all.begin(), all.end(), [&](const Service& other) {
        return identity_of(other.head) == identity_of(service.head);
      });
  if (same == all.end()) return "made up";
  return same->selector == service.selector && same_ports(*same, service)
             ? ""
             : "read otherwise";
}

/// A Service without the label by which gateways are known.
constexpr std::string_view elsewhere =
    "\n---\napiVersion: v1\nkind: Service\n"
    "metadata: {name: elsewhere, namespace: far}\n"
    "spec: {selector: {app: elsewhere}, ports: [{port: 80}]}\n";

}  // namespace

TEST_CASE("the filter leaves out only what cannot matter") {
  Differences differences;
  std::size_t left_out = 0, services = 0, routes = 0;
  for (const json& row : oracle_rows("listeners.jsonl")) {
    const auto differ = [&](const std::string& what) {
      differences.add(row["id"].get<std::string>() + " " + what);
    };
    const std::string text = oracle_text(row) + std::string(elsewhere);
    const Mesh some = read(text, row["workload"], true).mesh;
    const Mesh all = read(text, row["workload"], false).mesh;
    if (some.gateways.size() != all.gateways.size()) differ("Gateways");
    if (names(some.virtual_services) != names(all.virtual_services))
      differ("VirtualServices");
    if (names(some.destination_rules) != names(all.destination_rules) ||
        names(some.istio_gateways) != names(all.istio_gateways))
      differ("always parsed kinds");
    if (names(some.pods) != names(all.pods)) differ("Pods");
    if (some.replaced.size() != all.replaced.size()) differ("replaced");
    const auto known = names(some.services);
    const auto workloads = workloads_of(some, row);
    for (const Service& service : some.services)
      if (const auto why = differing(service, all.services); !why.empty())
        differ(service.head.name + " " + why);
    for (const Service& service : all.services) {
      if (known.contains(identity_of(service.head))) continue;
      ++left_out;
      if (const auto why = needed(service, all, workloads); !why.empty())
        differ(service.head.name + " needed: " + why);
    }
    services += all.services.size();
    for (const VirtualService& service : all.virtual_services)
      routes += service.http.size() + service.tls.size() + service.tcp.size();
  }
  CHECK(services > 300);
  CHECK(routes > 1000);
  CHECK(left_out > 0);
  INFO(differences.first());
  CHECK(differences.count() == 0);
}

}  // namespace asmgw
