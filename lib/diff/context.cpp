// One kind after the other.
#include "diff/context.h"

#include <algorithm>

namespace asmgw {
namespace {

template <class T>
void share(std::vector<T>& older, std::vector<T>& newer) {
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
  share(older.secrets, newer.secrets);
  share(older.config_maps, newer.config_maps);
}

bool take_out(Mesh& mesh, std::string_view full_name) {
  return std::erase_if(mesh.gateways, [&](const MeshGateway& one) {
           return one.full_name() == full_name;
         }) > 0;
}

}  // namespace asmgw
