// One kind after the other.
#include "diff/context.h"

#include <algorithm>
#include <map>

namespace asmgw {
namespace {

/// `Service ns/name` and what it says.
using Contents = std::map<std::string, std::size_t>;

template <class T>
Contents contents_of(const SharedList<T>& objects, std::string_view) {
  Contents all;
  for (const T& one : objects) {
    const ObjectHead& head = one.head;
    all[head.kind + ' ' + full_name(head)] = head.content;
  }
  return all;
}

/// Of Secrets and ConfigMaps only the names are known.
Contents contents_of(const std::vector<std::string>& names,
                     std::string_view kind) {
  Contents all;
  for (const std::string& name : names) all[std::string(kind) + ' ' + name] = 0;
  return all;
}

void add_missing(const Contents& some, const Contents& others,
                 std::set<std::string>& names) {
  for (const auto& [name, content] : some) {
    const auto found = others.find(name);
    if (found == others.end() || found->second != content) names.insert(name);
  }
}

/// Where one side has none of the kind, the other one's are used: no
/// difference.
template <class List>
void compare(const List& older, const List& newer, std::string_view kind,
             std::set<std::string>& names) {
  if (older.empty() || newer.empty()) return;
  const Contents before = contents_of(older, kind),
                 after = contents_of(newer, kind);
  add_missing(before, after, names);
  add_missing(after, before, names);
}

template <class List>
void share(List& older, List& newer) {
  if (newer.empty())
    newer = older;
  else
    older = newer;
}

}  // namespace

void share_context(Mesh& older, Mesh& newer) {
  share(older.virtual_services, newer.virtual_services);
  share(older.services, newer.services);
  share(older.pods, newer.pods);
  share(older.service_entries, newer.service_entries);
  share(older.destination_rules, newer.destination_rules);
  share(older.istio_gateways, newer.istio_gateways);
  share(older.envoy_filters, newer.envoy_filters);
  share(older.policies, newer.policies);
  share(older.secrets, newer.secrets);
  share(older.config_maps, newer.config_maps);
}

std::set<std::string> differing_context(const Mesh& older, const Mesh& newer) {
  std::set<std::string> names;
  const auto both = [&](const auto Mesh::*list, std::string_view kind = "") {
    compare(older.*list, newer.*list, kind, names);
  };
  both(&Mesh::virtual_services);
  both(&Mesh::services);
  both(&Mesh::pods);
  both(&Mesh::service_entries);
  both(&Mesh::destination_rules);
  both(&Mesh::istio_gateways);
  both(&Mesh::policies);
  both(&Mesh::secrets, "Secret");
  both(&Mesh::config_maps, "ConfigMap");
  return names;
}

bool take_out(Mesh& mesh, std::string_view full_name) {
  return mesh.gateways.remove_if([&](const MeshGateway& one) {
    return one.full_name() == full_name;
  }) > 0;
}

}  // namespace asmgw
